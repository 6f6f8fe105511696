"""Writing history: every service of the tracker ends with one call of `record`."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from initiatives.history.models import Event
from initiatives.people.models import User

LABEL_LENGTH = 240


def kind_of(subject: Model) -> str:
    """The key of a record's kind in history, such as `initiative`."""
    return type(subject).__name__.lower()


def record(
    *,
    actor: User | None,
    verb: str,
    subject: Model,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> Event:
    """Append one event; `actor` is None when the tracker itself acted."""
    made = event(actor, verb, subject, before, after, reason)
    made.save()
    return made


def record_all(events: Iterable[Event]) -> None:
    """Append the events of one bulk write, made by `event`; those of one record in their order.

    Records come by kind and key, so that two bulk writes lock their chains in the same order and
    never wait for each other in a circle.
    """
    ordered = sorted(events, key=lambda one: (one.subject_kind, one.subject_id))
    Event.objects.bulk_create(ordered, batch_size=1000)


def event(
    actor: User | None,
    verb: str,
    subject: Model,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> Event:
    """An event that is not written yet."""
    return Event(
        actor=actor,
        verb=verb,
        subject_kind=kind_of(subject),
        subject_id=subject.pk,
        subject_label=str(subject)[:LABEL_LENGTH],
        before=before or {},
        after=after or {},
        reason=reason.strip(),
    )
