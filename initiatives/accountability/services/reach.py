"""Whether messages reach a person: what a server or a bounce says, and trying anew."""

from django.db import transaction

from initiatives.accountability.models import ChatAddress, Preference
from initiatives.base import clock
from initiatives.history.services import record
from initiatives.people.models import User


@transaction.atomic
def note_bounce(*, person: User, because: str) -> None:
    """Mail that was taken came back: nothing more goes to that address."""
    mail_fails(person, because.strip()[:500] or "It came back.")
    record(actor=None, verb="could not reach", subject=person, reason=because)


def mail_fails(person: User, because: str) -> None:
    """The present address of a person takes no mail; another one will be tried."""
    Preference.objects.update_or_create(
        person=person,
        defaults={
            "unreachable_address": person.email,
            "unreachable_since": clock.now(),
            "unreachable_because": because,
        },
    )


def chat_fails(person: User, because: str) -> None:
    """The chat of a person takes nothing, so mail goes instead."""
    ChatAddress.objects.filter(person=person).update(broken_at=clock.now(), broken_because=because)


def try_again(person: User) -> None:
    """Forget that mail or chat did not reach a person; it will show if it still does not."""
    Preference.objects.filter(person=person).update(
        unreachable_address="", unreachable_since=None, unreachable_because=""
    )
    ChatAddress.objects.filter(person=person).update(broken_at=None, broken_because="")
