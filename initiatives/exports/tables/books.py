"""What writes itself down, as tables: history, reminders, and the messages that told of them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.apps import apps
from django.db.models import QuerySet

from initiatives.accountability import queries as accountability
from initiatives.accountability.choices import DeliveryState, ReminderState
from initiatives.accountability.filters import DeliveryFilter, ReminderFilter
from initiatives.accountability.models import Delivery
from initiatives.accountability.rules.steps import reason_for
from initiatives.exports.tables.shapes import Row, Table, name
from initiatives.history import queries as history
from initiatives.history.filters import EventFilter
from initiatives.people.models import User
from initiatives.people.rules import may_oversee

OURS = "QI Tracker"


def moment(viewer: User, at: datetime | None) -> str:
    """An instant by the viewer's clock, with its offset; no spreadsheet keeps that in a cell."""
    zone = ZoneInfo(viewer.time_zone)
    return at.astimezone(zone).isoformat(timespec="seconds") if at else ""


def kinds_of_records() -> dict[str, str]:
    """What each kind of record is called."""
    models = apps.get_app_config("initiatives").get_models()
    return {str(one._meta.model_name): str(one._meta.verbose_name).capitalize() for one in models}


def kept(value: Any) -> str:
    """What history keeps of a value in one line; days stay as 2026-01-31."""
    if isinstance(value, dict):
        if "label" in value:
            return str(value["label"])
        parts = ((key.replace("_", " ").capitalize(), kept(one)) for key, one in value.items())
        return "; ".join(f"{key}: {one}" for key, one in parts)
    if isinstance(value, list):
        return "; ".join(kept(one) for one in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def event_cells(viewer: User, rows: QuerySet[Any]) -> Iterator[tuple[int, Row]]:
    kinds = kinds_of_records()
    for one in rows:
        yield (
            one.pk,
            (
                *(moment(viewer, one.at), one.actor.name if one.actor else OURS, one.verb),
                *(kinds.get(one.subject_kind, one.subject_kind), one.subject_id),
                *(one.subject_label, kept(one.before), kept(one.after), one.reason),
                *(one.position, bytes(one.hash).hex()),
            ),
        )


def reminder_cells(viewer: User, rows: QuerySet[Any]) -> Iterator[tuple[int, Row]]:
    for one in rows:
        message = one.delivery
        parked = message and message.state == DeliveryState.FAILED
        failed = one.state == ReminderState.OWED and parked
        sent = message.sent_at if one.state == ReminderState.SENT and message else None
        yield (
            one.pk,
            (
                *(one.commitment.reference, one.commitment.title, one.recipient.name, one.due_on),
                reason_for(one.step, one.audience, one.policy.number),
                *("Failed" if failed else one.get_state_display(), one.note),
                *(moment(viewer, one.created_at), moment(viewer, sent), one.get_channel_display()),
            ),
        )


def messages(viewer: User) -> QuerySet[Delivery]:
    """As their list; raises NotAllowed for those who do not oversee."""
    may_oversee(viewer).require()
    return accountability.messages(viewer)


def message_cells(viewer: User, rows: QuerySet[Any]) -> Iterator[tuple[int, Row]]:
    for one in rows:
        yield (
            one.pk,
            (
                *(name(one.recipient), one.get_kind_display(), one.day, one.get_channel_display()),
                *(one.get_state_display(), one.attempts, moment(viewer, one.due_at)),
                *(moment(viewer, one.sent_at), one.error[:200]),
            ),
        )


HISTORY = Table(
    "history",
    "History",
    history.events,
    EventFilter,
    (
        *("When", "Who", "Did", "Kind of record", "Key of record", "Record"),
        *("Before", "After", "Why", "Number in its chain", "Hash"),
    ),
    event_cells,
)
REMINDERS = Table(
    "reminders",
    "Reminders",
    accountability.reminders,
    ReminderFilter,
    (
        *("Commitment (reference)", "Commitment", "To", "Due on", "Why", "State", "Note"),
        *("Made at", "Sent at", "By"),
    ),
    reminder_cells,
)
MESSAGES = Table(
    "messages",
    "Messages",
    messages,
    DeliveryFilter,
    (
        *("To", "Message", "Of the day", "By", "State", "Times tried", "Due at", "Sent at"),
        "What went wrong",
    ),
    message_cells,
)
