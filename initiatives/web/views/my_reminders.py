"""Every reminder to the viewer, why it came or waits, and the messages that they were sent."""

from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from initiatives.accountability import queries
from initiatives.accountability.choices import DeliveryState, ReminderState
from initiatives.accountability.filters import ReminderFilter
from initiatives.accountability.models import Reminder
from initiatives.accountability.queries import Waits
from initiatives.accountability.rules.steps import reason_for
from initiatives.base.lazy import gettext_lazy as _
from initiatives.web.frame import ListPage, page, viewer_of
from initiatives.web.frame.forms import Choices

OFFERED = 500  # commitments to choose from


class Told(NamedTuple):
    """A reminder, why it came, the key of its state's mark, and that state in words."""

    reminder: Reminder
    why: str
    mark: str
    said: str


class MyReminders(ListPage):
    """Every occasion on which the viewer was or is to be reminded, newest first."""

    filter_class = ReminderFilter
    template_name = "mine/reminders.html"
    table_name = "reminders"
    hidden = ("recipient",)
    orders = (
        ("-created_at", _("Newest first")),
        ("created_at", _("Oldest first")),
        ("due_on", _("Due")),
    )

    def rows(self) -> QuerySet[Reminder]:
        return queries.reminders_to(self.viewer)

    def choices(self) -> dict[str, Choices]:
        return {
            "commitment": [
                (one.pk, f"{one.title} ({one.reference})")
                for one in queries.reminded_of(self.viewer)[:OFFERED]
            ]
        }

    def table_query(self, query: str) -> str:
        return f"{query}&recipient={self.viewer.pk}"

    def list_context(self, *args: Any) -> dict[str, Any]:
        context = super().list_context(*args)
        rows = list(context["rows"])
        owed = any(row.state == ReminderState.OWED for row in rows)
        waits = queries.waits(self.viewer) if owed else None
        return context | {"told": [told(row, waits) for row in rows]}

    def context(self) -> dict[str, Any]:
        return {"crumbs": [(gettext("My accountability"), reverse("my_accountability"))]}


def told(reminder: Reminder, waits: Waits | None) -> Told:
    """One row."""
    why = reason_for(reminder.step, reminder.audience, reminder.policy.number)
    if reminder.state == ReminderState.OWED and waits:
        parked = reminder.delivery and reminder.delivery.state == DeliveryState.FAILED
        return Told(reminder, why, "failed" if parked else "owed", waits.why(reminder))
    later = (
        gettext(" It is owed again if that changes.")
        if reminder.state == ReminderState.LAPSED
        else ""
    )
    return Told(reminder, why, reminder.state, reminder.note + later)


@page
def my_message(request: HttpRequest, pk: int) -> HttpResponse:
    """One message to the viewer, as it was sent."""
    context = {
        "message": queries.message_to(viewer_of(request), pk),
        "crumbs": [
            (gettext("My accountability"), reverse("my_accountability")),
            (gettext("Reminders sent to me"), reverse("my_reminders")),
        ],
    }
    return render(request, "mine/message.html", context)
