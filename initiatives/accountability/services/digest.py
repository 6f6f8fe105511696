"""What a digest says: everything that carries the recipient's name, and why it came today."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse

from initiatives.accountability.choices import Audience, CommitmentState
from initiatives.accountability.models import Commitment, Delivery, Reminder
from initiatives.accountability.queries import commitments, overdue, promises_of
from initiatives.accountability.rules.steps import reason_for
from initiatives.base import clock

SHOWN = 20
AHEAD = timedelta(days=14)


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


def parts_of(delivery: Delivery, owed: list[Reminder]) -> list[Part]:
    """What is overdue, what is due soon, and what others promised the recipient."""
    person = delivery.recipient
    today = clock.today(person.time_zone)
    mine = promises_of(person).filter(state=CommitmentState.OPEN)
    why = {
        item.commitment_id: reason_for(item.step, item.audience, item.policy.number)
        for item in owed
    }

    def part(heading: str, rows: QuerySet[Commitment]) -> Part:
        found = list(rows.order_by("due_on", "id")[: SHOWN + 1])
        total = len(found) if len(found) <= SHOWN else rows.count()
        lines = [line(item, today, why.get(item.pk, "")) for item in found[:SHOWN]]
        return Part(heading, lines, total)

    waiting = [item.commitment_id for item in owed if item.audience == Audience.SPONSOR]
    parts = [
        part("Overdue", mine.filter(due_on__lt=today)),
        part("Due soon", mine.filter(due_on__gte=today, due_on__lte=today + AHEAD)),
    ]
    if waiting:
        late = commitments(person).filter(overdue(), pk__in=waiting)
        parts.append(part("Waiting on others", late))
    return [item for item in parts if item.total]


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


def mail_of(delivery: Delivery, owed: list[Reminder]) -> EmailMultiAlternatives:
    """The digest as plain text with an HTML alternative."""
    parts = parts_of(delivery, owed)
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
