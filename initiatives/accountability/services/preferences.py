"""How a person wants to be told: hours, days away, digests, chat and calendar."""

import hashlib
import secrets
from datetime import date, time, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from initiatives.accountability import chat
from initiatives.accountability.models import CalendarFeed, ChatAddress, Preference
from initiatives.base import clock
from initiatives.base.errors import Invalid
from initiatives.base.records import locked, plain, touch
from initiatives.history.services import record
from initiatives.people.models import User

LONGEST_LEAVE = timedelta(days=400)


@transaction.atomic
def choose_preferences(
    *,
    actor: User,
    digest_at: time,
    digests: bool,
    language: str,
    away_from: date | None = None,
    away_until: date | None = None,
    version: int | None = None,
) -> Preference:
    """Set one's own hours, digests, language and days away; raises Invalid for what cannot be.

    They are part of one's own record: `version` is that of the person, and moves with them.
    """
    person = locked(actor, version)
    if language not in dict(settings.LANGUAGES):
        raise Invalid(
            {
                "language": gettext("There are no mails in %(language)s.")
                % {"language": f"{language!r}"}
            }
        )
    chosen, _ = Preference.objects.select_for_update().get_or_create(person=actor)
    values = {
        "digest_at": digest_at,
        "digests": digests,
        "language": language,
        "away_from": away_from,
        "away_until": away_until,
    }
    before = {name: getattr(chosen, name) for name in values}
    differing = [name for name in values if before[name] != values[name]]
    if {"away_from", "away_until"} & set(differing):
        check_leave(actor, away_from, away_until)
    if differing:
        for name in differing:
            setattr(chosen, name, values[name])
        chosen.save(update_fields=differing)
        touch(person)
        record(
            actor=actor,
            verb="chose how to be reminded",
            subject=actor,
            before={name: said(before[name]) for name in differing},
            after={name: said(values[name]) for name in differing},
        )
    return chosen


def said(value: object) -> object:
    """A value as history keeps it."""
    return f"{value:%H:%M}" if isinstance(value, time) else plain(value)


def check_leave(person: User, begins: date | None, ends: date | None) -> None:
    """Raises Invalid for half a leave, one that ends before it begins, is over, or too long."""
    if begins is None and ends is None:
        return
    if begins is None or ends is None:
        raise Invalid({"away_until": _("Say both the first and the last day away, or neither.")})
    if ends < begins:
        raise Invalid({"away_until": _("The last day away comes before the first.")})
    if ends < clock.today(person.time_zone):
        raise Invalid({"away_until": _("These days away are over; leave both empty.")})
    if ends - begins > LONGEST_LEAVE:
        raise Invalid({"away_until": _("More than 13 months away: ask an administrator instead.")})


@transaction.atomic
def end_digests(*, person: User) -> None:
    """What the link in a digest does: no more digests, escalations still come."""
    own = locked(person)
    chosen, _ = Preference.objects.select_for_update().get_or_create(person=person)
    if chosen.digests:
        chosen.digests = False
        chosen.save(update_fields=["digests"])
        touch(own)
        record(
            actor=person,
            verb="chose how to be reminded",
            subject=person,
            before={"digests": True},
            after={"digests": False},
            reason="By the link in a digest.",
        )


@transaction.atomic
def connect_chat(*, actor: User, address: str, instead_of_email: bool = False) -> ChatAddress:
    """Send digests to a chat as well, or instead; raises Invalid for an address that may not be.

    The address is a secret: history says only which service.
    """
    service = chat.service_of(address)
    made, _ = ChatAddress.objects.update_or_create(
        person=actor,
        defaults={
            "address": address.strip(),
            "service": service,
            "instead_of_email": instead_of_email,
            "created_at": clock.now(),
            "broken_at": None,
            "broken_because": "",
        },
    )
    record(actor=actor, verb="connected a chat", subject=actor, after={"service": service})
    return made


@transaction.atomic
def disconnect_chat(*, actor: User) -> None:
    """Send nothing to the chat any more; nothing happens where there is none."""
    removed, _ = ChatAddress.objects.filter(person=actor).delete()
    if removed:
        record(actor=actor, verb="disconnected a chat", subject=actor)


@transaction.atomic
def open_calendar(*, actor: User) -> str:
    """A new secret for one's calendar; the former one no longer works. Only its hash is kept."""
    secret = secrets.token_urlsafe(32)
    CalendarFeed.objects.update_or_create(
        person=actor,
        defaults={"digest": digest_of(secret), "created_at": clock.now(), "read_at": None},
    )
    record(actor=actor, verb="opened a calendar feed", subject=actor)
    return secret


@transaction.atomic
def close_calendar(*, actor: User) -> None:
    """The secret address of one's calendar no longer works."""
    removed, _ = CalendarFeed.objects.filter(person=actor).delete()
    if removed:
        record(actor=actor, verb="closed a calendar feed", subject=actor)


def digest_of(secret: str) -> str:
    """What is kept of a secret address: its SHA-256. It is random, so it needs no salt."""
    return hashlib.sha256(secret.encode()).hexdigest()
