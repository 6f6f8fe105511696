"""Reading what a person's calendar holds."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Q

from initiatives.accountability.choices import CommitmentState
from initiatives.accountability.models import CalendarFeed, Commitment
from initiatives.base import clock
from initiatives.history.models import Event
from initiatives.people.models import User

KEPT = timedelta(days=60)  # how long what is over stays, so that every calendar hears of it


class Entry(NamedTuple):
    """A commitment as a calendar shows it.

    `gone` is true for what is withdrawn, and for what somebody else answers for now: of that the
    former owner learns nothing new, so it has no title and the day on which it was given away.
    """

    key: int
    reference: str
    title: str
    day: date
    version: int
    created_at: datetime
    updated_at: datetime
    done: bool = False
    gone: bool = False


def calendar_feed(digest: str) -> CalendarFeed:
    """The feed of a secret's digest; raises CalendarFeed.DoesNotExist once its person has left."""
    feeds = CalendarFeed.objects.select_related("person")
    return feeds.get(digest=digest, person__is_active=True)


def calendar_entries(person: User) -> list[Entry]:
    """What a person owns, and what was over or given away within the last 60 days; two queries."""
    since = clock.now() - KEPT
    own = Commitment.objects.filter(
        Q(state=CommitmentState.OPEN) | Q(closed_at__gte=since), owner=person
    )
    return [*map(as_entry, own.order_by("pk")), *given_away(person, since)]


def as_entry(commitment: Commitment) -> Entry:
    """One's own commitment."""
    return Entry(
        commitment.pk,
        commitment.reference,
        commitment.title,
        commitment.due_on,
        commitment.version,
        commitment.created_at,
        commitment.updated_at,
        done=commitment.state == CommitmentState.FULFILLED,
        gone=commitment.state == CommitmentState.WITHDRAWN,
    )


def given_away(person: User, since: datetime) -> Iterable[Entry]:
    """What somebody else answers for by now, as history tells; the last time counts."""
    events = Event.objects.filter(
        verb="reassigned",
        subject_kind="commitment",
        at__gte=since,
        before__owner__id=person.pk,
    ).order_by("id")
    last = {event.subject_id: event for event in events}
    others = Commitment.objects.filter(pk__in=last).exclude(owner=person).order_by("pk")
    here = ZoneInfo(person.time_zone)
    for found in others.only("version", "created_at"):
        at = last[found.pk].at
        yield Entry(
            found.pk,
            found.reference,
            "",
            at.astimezone(here).date(),
            found.version,
            found.created_at,
            at,
            gone=True,
        )
