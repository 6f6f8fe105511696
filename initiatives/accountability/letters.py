"""Letters: mails that are no reminders, owed by the packages above, sent like everything else.

A package that writes letters introduces its post; `initiatives.apps` calls that. A letter is opened
once by its key, claimed, sent at a person's hours, tried again and parked like a digest.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from initiatives.accountability.models import Delivery, Preference, Reminder
from initiatives.base.registry import Registry
from initiatives.people.models import User


@dataclass(frozen=True)
class Letter:
    """What a mail says: its subject, and the template (`.txt` and `.html`) with its context."""

    subject: str
    template: str
    context: Mapping[str, Any]
    owed: list[Reminder] = field(default_factory=list)  # a letter tells of no reminder


@dataclass(frozen=True)
class Post:
    """A kind of letter. `key` begins the keys of its deliveries: `export/12`, `monthly/2027-03`.

    `waiting` gives who is owed one, by the person's key and what follows in its key; it may name
    what was opened before. `write` says what each is to say, by the delivery's key, asked again at
    the moment of sending: one that it leaves out is not sent. What it says of each is to be in the
    recipient's language (`language_of`).
    """

    key: str
    waiting: Callable[[], Iterable[tuple[int, str]]]
    write: Callable[[list[Delivery]], dict[int, Letter]]


def language_of(person: User) -> str:
    """The language in which a person is written to."""
    chosen: Preference | None = getattr(person, "preference", None)
    return chosen.language if chosen else settings.LANGUAGE_CODE


registry = Registry[Post]()
introduce, posts = registry.introduce, registry.all


def post_of(delivery: Delivery) -> Post | None:
    """The kind of letter that a delivery is; None where nobody writes it any more."""
    return registry.find(delivery.key.partition("/")[0])
