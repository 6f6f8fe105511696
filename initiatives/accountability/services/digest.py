"""What a message says: everything that carries the recipient's name, and why it came today."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from initiatives.accountability.choices import Audience, DeliveryKind
from initiatives.accountability.models import Commitment, Delivery, Reminder
from initiatives.accountability.queries import escalated_to, promises_due
from initiatives.accountability.rules.steps import reason_for
from initiatives.accountability.services.links import acknowledge_url
from initiatives.base import clock
from initiatives.base.days import full_day
from initiatives.people.models import User

SHOWN = 20  # lines of a message
AHEAD = 14  # days, of what is due soon
OVERDUE, DUE, COVERED, ESCALATED, WAITING = (
    gettext_noop("Overdue"),
    gettext_noop("Due soon"),
    gettext_noop("While you cover"),
    gettext_noop("Escalated to you"),
    gettext_noop("Waiting on others"),
)
HEADINGS: dict[str, str] = {
    Audience.COVER: COVERED,
    Audience.STAND_IN: ESCALATED,
    Audience.LEAD: ESCALATED,
    Audience.EXECUTIVE: ESCALATED,
    Audience.SPONSOR: WAITING,
}


@dataclass(frozen=True)
class Line:
    """One commitment in a message, in words; what does not apply is empty."""

    commitment: Commitment
    url: str
    standing: str
    due: str
    owner: str
    why: str
    escalated: str
    acknowledge_url: str


@dataclass(frozen=True)
class Part:
    """A part of a message: its first lines, and how many there are."""

    heading: str
    lines: list[Line]
    total: int


class Told(NamedTuple):
    """What the parts of one message are made of."""

    person: User
    owed: list[Reminder]
    mine: list[Any]
    escalated: dict[int, list[str]]


def standing_of(commitment: Commitment, today: date) -> str:
    """Overdue by so many days, due today, or due in so many, in words."""
    days = (commitment.due_on - today).days
    if days == 0:
        return _("due today")
    if days > 0:
        return ngettext("due in %(n)d day", "due in %(n)d days", days) % {"n": days}
    return ngettext("%(n)d day overdue", "%(n)d days overdue", -days) % {"n": -days}


def told_by(claimed: list[Delivery], owed: dict[int, list[Reminder]]) -> dict[int, Told]:
    """What each message is made of, by its key, in two queries for the whole batch."""
    telling = [delivery for delivery in claimed if owed[delivery.pk]]
    digests = [one for one in telling if one.kind == DeliveryKind.DIGEST]
    mine = own_promises({delivery.recipient_id for delivery in digests})
    shown = {one.pk for one in chain.from_iterable(mine.values())}
    about = {one.commitment_id for one in chain.from_iterable(owed.values())}
    escalated = escalated_to(shown | about) if telling else {}
    return {
        one.pk: Told(
            one.recipient,
            owed[one.pk],
            mine[one.recipient_id] if one.kind == DeliveryKind.DIGEST else [],
            escalated,
        )
        for one in telling
    }


def own_promises(people: set[int]) -> dict[int, list[Any]]:
    """By owner: the first that are overdue and the first that are due soon, as queried."""
    mine: dict[int, list[Any]] = defaultdict(list)
    for commitment in promises_due(people, AHEAD, SHOWN) if people else ():
        mine[commitment.owner_id].append(commitment)
    return mine


def parts_of(told: Told) -> list[Part]:
    """What is overdue, what is due soon, and what others promised, twenty lines in all."""
    whys = {one.commitment_id: why_of(one) for one in sorted(told.owed, key=lambda one: one.step)}
    today = clock.today(told.person.time_zone)
    parts = [
        Part(_(heading), [line(one, told, today, whys) for one in found], total_of(found))
        for heading, found in rows_of(told, today).items()
        if found
    ]
    return at_most(SHOWN, parts)


def rows_of(told: Told, today: date) -> dict[str, list[Any]]:
    """The commitments under each heading, by date: one's own, then those of others.

    A digest says all that is one's own; a notice just what it is about.
    """
    rows: dict[str, list[Any]] = {
        heading: [] for heading in (OVERDUE, DUE, COVERED, ESCALATED, WAITING)
    }
    own = (one.commitment for one in told.owed if one.audience == Audience.OWNER)
    for commitment in told.mine or own:
        rows[OVERDUE if commitment.due_on < today else DUE].append(commitment)
    others = {one.commitment: HEADINGS[one.audience] for one in told.owed if is_others(one)}
    for commitment in sorted(others, key=lambda one: (one.due_on, one.pk)):
        rows[others[commitment]].append(commitment)
    return rows


def is_others(reminder: Reminder) -> bool:
    """Whether it is told of somebody else's promise."""
    return reminder.audience in HEADINGS


def at_most(shown: int, parts: list[Part]) -> list[Part]:
    """The same parts with that many lines in all; each keeps its heading and its true count."""
    kept = []
    for part in parts:
        lines = part.lines[:shown]
        shown -= len(lines)
        kept.append(replace(part, lines=lines))
    return kept


def total_of(rows: list[Any]) -> int:
    """How many there are of what these rows are the first of; the query counted them."""
    return int(getattr(rows[0], "total", len(rows)))


def why_of(reminder: Reminder) -> str:
    """Why this reminder came."""
    return reason_for(reminder.step, reminder.audience, reminder.policy.number)


def line(commitment: Commitment, told: Told, today: date, whys: dict[int, str]) -> Line:
    """One line of a message."""
    own = commitment.owner_id == told.person.pk
    names = [name for name in told.escalated.get(commitment.pk, ()) if name != told.person.name]
    return Line(
        commitment,
        page("commitment", commitment.pk),
        standing_of(commitment, today),
        _("due %(day)s") % {"day": full_day(commitment.due_on)},
        "" if own else _("promised by %(name)s") % {"name": commitment.owner},
        whys.get(commitment.pk, ""),
        _("Also told: %(names)s.") % {"names": ", ".join(names)} if names else "",
        "" if commitment.acknowledged_at or not own else acknowledge_url(commitment, told.person),
    )


@cache
def pattern(name: str, *keys: int) -> str:
    """The address of a page; pages do not move while a process runs."""
    return settings.SITE_URL + reverse(name, args=keys)


def page(name: str, key: int) -> str:
    """The address of the page of a record, without asking for each."""
    return pattern(name, 0).replace("/0/", f"/{key}/")


def subject_of(parts: list[Part]) -> str:
    """The counts, most pressing first: `3 overdue, 2 due soon`."""
    counts = ", ".join(f"{part.total} {part.heading.lower()}" for part in parts)
    return f"QI Tracker: {counts}"
