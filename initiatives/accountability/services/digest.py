"""What a digest says: everything that carries the recipient's name, and why it came today."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from initiatives.accountability.choices import Audience
from initiatives.accountability.models import Commitment, Delivery, Reminder
from initiatives.accountability.queries import overdue_among, promises_due
from initiatives.accountability.rules.steps import reason_for
from initiatives.base import clock
from initiatives.people.models import User

SHOWN = 20  # lines of a part
AHEAD = 14  # days


@dataclass(frozen=True)
class Line:
    """One commitment in a digest: its link, how it stands in words, and why it is there."""

    commitment: Commitment
    url: str
    standing: str
    why: str


@dataclass(frozen=True)
class Part:
    """A part of a digest: at most twenty lines, and how many there are."""

    heading: str
    lines: list[Line]
    total: int


def standing_of(commitment: Commitment, today: date) -> str:
    """Overdue by so many days, due today, or due in so many, in words."""
    days = (commitment.due_on - today).days
    if days == 0:
        return "due today"
    unit = "day" if abs(days) == 1 else "days"
    return f"due in {days} {unit}" if days > 0 else f"{-days} {unit} overdue"


def parts_of(claimed: list[Delivery], owed: dict[int, list[Reminder]]) -> dict[int, list[Part]]:
    """What to say to each recipient, by their key, in two queries for the whole batch."""
    told = [delivery.recipient for delivery in claimed if owed[delivery.recipient_id]]
    mine = own_promises(told)
    waiting = overdue_with_others(owed)
    return {
        person.pk: parts_for(person, owed[person.pk], mine[person.pk], waiting[person.pk])
        for person in told
    }


def parts_for(
    person: User, owed: list[Reminder], mine: list[Any], waiting: list[Commitment]
) -> list[Part]:
    """What is overdue, what is due soon, and what others promised this person."""
    today = clock.today(person.time_zone)
    why = {
        item.commitment_id: reason_for(item.step, item.audience, item.policy.number)
        for item in owed
    }

    def part(heading: str, rows: list[Any], total: int) -> Part:
        return Part(heading, [line(row, today, why.get(row.pk, "")) for row in rows], total)

    late = [row for row in mine if row.late]
    soon = [row for row in mine if not row.late]
    parts = [
        part("Overdue", late, total_of(late)),
        part("Due soon", soon, total_of(soon)),
        part("Waiting on others", waiting[:SHOWN], len(waiting)),
    ]
    return [item for item in parts if item.total]


def total_of(rows: list[Any]) -> int:
    """How many there are of what these rows are the first of; the query counted them."""
    return int(rows[0].total) if rows else 0


def own_promises(people: list[User]) -> dict[int, list[Any]]:
    """By owner: the first that are overdue and the first that are due soon, as queried."""
    mine: dict[int, list[Any]] = defaultdict(list)
    for commitment in promises_due([person.pk for person in people], AHEAD, SHOWN):
        mine[commitment.owner_id].append(commitment)
    return mine


def overdue_with_others(owed: dict[int, list[Reminder]]) -> dict[int, list[Commitment]]:
    """By recipient: what others promised and the recipient sponsors, as far as it is overdue."""
    sponsors: dict[int, list[int]] = defaultdict(list)
    for item in chain.from_iterable(owed.values()):
        if item.audience == Audience.SPONSOR:
            sponsors[item.commitment_id].append(item.recipient_id)
    waiting: dict[int, list[Commitment]] = defaultdict(list)
    for commitment in overdue_among(sponsors) if sponsors else ():
        for recipient in sponsors[commitment.pk]:
            waiting[recipient].append(commitment)
    return waiting


def line(commitment: Commitment, today: date, why: str) -> Line:
    """One line of a digest."""
    url = settings.SITE_URL + reverse("commitment", args=[commitment.pk])
    return Line(commitment, url, standing_of(commitment, today), why)


def subject_of(parts: list[Part]) -> str:
    """The counts, most pressing first: `3 overdue, 2 due soon`."""
    counts = ", ".join(f"{part.total} {part.heading.lower()}" for part in parts)
    return f"QI Tracker: {counts}"


def message_id(delivery: Delivery) -> str:
    """Made from the delivery's key, so that a message sent twice is known for one."""
    host = settings.SITE_URL.split("//")[-1].split(":")[0].split("/")[0]
    return f"<digest.{delivery.recipient_id}.{delivery.day:%Y%m%d}@{host}>"


def mail_of(delivery: Delivery, parts: list[Part]) -> EmailMultiAlternatives:
    """The digest as plain text with an HTML alternative."""
    page: Callable[[str], str] = lambda name: settings.SITE_URL + reverse(name)  # noqa: E731
    context = {
        "person": delivery.recipient,
        "parts": parts,
        "inbox_url": page("my_accountability"),
        "reminders_url": page("my_reminders"),
        "demo": settings.DEMO,
    }
    mail = EmailMultiAlternatives(
        subject_of(parts),
        render_to_string("mail/digest.txt", context),
        to=[delivery.recipient.email],
        headers={"Message-ID": message_id(delivery), "Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(render_to_string("mail/digest.html", context), "text/html")
    return mail
