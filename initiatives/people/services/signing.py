"""What is noted of sign-ins: the emergency one, guessing, and changes of second factors."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from initiatives.history.services import record
from initiatives.people.choices import Role
from initiatives.people.models import Membership, User
from initiatives.people.services.cover_mails import later


@transaction.atomic
def note_break_glass(*, person: User, address: str) -> None:
    """Somebody signed in with the account for emergencies: in its history, and to all who govern.

    `address` is the network address that it came from.
    """
    after = {"address": address}
    record(actor=person, verb="signed in by break-glass", subject=person, after=after)
    administrators = User.objects.filter(is_active=True, break_glass=False).filter(
        pk__in=Membership.objects.filter(role=Role.ADMINISTRATOR, ended_at=None).values("user")
    )
    for one in administrators:
        later(one, lambda: break_glass_mail(person, address))


def break_glass_mail(person: User, address: str) -> tuple[str, str]:
    """Subject and text for an administrator."""
    named = {"person": person, "address": address}
    subject = _("Emergency sign-in: %(person)s") % named
    text = (
        _(
            "Somebody signed in with the emergency account %(person)s, from %(address)s. "
            "If nobody told you of an emergency, find out who it was, and close the account if in "
            "doubt. What was done is in the history."
        )
        % named
    )
    page = settings.SITE_URL + reverse("person", args=[person.pk])
    return subject, f"{text}\n\n{page}\n"


@transaction.atomic
def note_slowed_down(*, person: User) -> None:
    """So many sign-ins to an account failed that it is closed for some minutes."""
    record(actor=None, verb="slowed down sign-in to", subject=person)


@transaction.atomic
def note_factor(*, person: User, verb: str, what: str, by: User | None) -> None:
    """How a person proves who they are was changed; `what` names the kind, never a secret."""
    record(actor=by, verb=verb, subject=person, after={"what": what})
