"""The list of commitments, and the page of one."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext

from initiatives.accountability import queries, rules
from initiatives.accountability.choices import CommitmentState
from initiatives.accountability.filters import CommitmentFilter, ReminderFilter
from initiatives.accountability.models import Commitment, Reminder
from initiatives.base.lazy import gettext_lazy as _
from initiatives.history import queries as history
from initiatives.people import queries as people
from initiatives.people.models import Entity, User
from initiatives.people.rules import may_oversee
from initiatives.portfolio import queries as portfolio
from initiatives.shortfalls import queries as shortfalls
from initiatives.web.frame import ListPage, page, viewer_of
from initiatives.web.frame.forms import (
    Choices,
    entity_choices,
    person_choices,
    principle_choices,
)
from initiatives.web.frame.lists import without
from initiatives.web.views.asked import label_of
from initiatives.web.views.decisions import decided_on
from initiatives.web.views.telling import Told, occasion

SHOWN = 20
TABS = (
    (_("All"), ""),
    (_("Open"), "state=open"),
    (_("Overdue"), "overdue=true"),
    (_("Fulfilled"), "state=fulfilled"),
)


class CommitmentList(ListPage):
    """All commitments that the viewer may see."""

    list_name = "commitments"
    filter_class = CommitmentFilter
    template_name = "commitments/list.html"
    hidden = ("initiative", "shortfall", "sponsor", "population")
    orders = (
        ("due_on", _("Due first")),
        ("-due_on", _("Due last")),
        ("title", _("Title")),
        ("owner", _("Owner")),
        ("-updated_at", _("Changed last")),
    )

    def rows(self) -> QuerySet[Commitment]:
        return queries.commitments(self.viewer)

    @cached_property
    def tree(self) -> list[Entity]:
        return people.tree(self.viewer)

    def choices(self) -> dict[str, Choices]:
        return {
            "entity": entity_choices(self.viewer, self.tree),
            "principle": principle_choices(self.viewer),
            "owner": person_choices(people.directory(self.viewer)),
            "initiative": label_of(self.request, "initiative", portfolio.initiatives(self.viewer)),
            "sponsor": label_of(self.request, "sponsor", people.people(self.viewer)),
            "shortfall": label_of(self.request, "shortfall", shortfalls.shortfalls(self.viewer)),
        }

    def context(self) -> dict[str, Any]:
        return {
            "may_promise": any(rules.may_promise(self.viewer, one) for one in self.tree),
            "tabs": tabs(without(self.request.GET, "page")),
        }


def tabs(query: str) -> list[dict[str, Any]]:
    """The ways into the list that are asked for most, the one that is open marked."""
    address = reverse("commitment_list")
    return [
        {"label": label, "url": f"{address}?{own}" if own else address, "current": own == query}
        for label, own in TABS
    ]


@page
def commitment(request: HttpRequest, pk: int) -> HttpResponse:
    """One commitment: what was promised, how it stands, who was reminded, what happened."""
    viewer = viewer_of(request)
    found = queries.commitment(viewer, pk)
    context = {
        "commitment": found,
        "crumbs": [(gettext("Commitments"), reverse("commitment_list"))],
        "told": told(viewer, found),
        "policy": queries.deciding_for(viewer, found),
        "snooze": queries.snoozes_of(viewer, found).first() if is_snoozed(found) else None,
        "events": history.events_about(viewer, found)[:SHOWN],
        **permitted(viewer, found),
        **decided_on(viewer, found),
    }
    return render(request, "commitments/page.html", context)


def is_snoozed(found: Any) -> bool:
    """Whether its reminders to its owner wait for a day."""
    return found.state == CommitmentState.OPEN and found.snoozed_until is not None


def permitted(viewer: User, found: Commitment) -> dict[str, bool]:
    """What the viewer may do with it now."""
    is_open = found.state == CommitmentState.OPEN
    return {
        "may_act": is_open and bool(rules.may_act(viewer, found)),
        "may_change": is_open and bool(rules.may_change(viewer, found)),
        "may_snooze": is_open and bool(rules.may_snooze(viewer, found)),
    }


def told(viewer: User, found: Commitment) -> list[Told]:
    """The latest reminders about it."""
    latest = queries.reminders_about(viewer, found)[:SHOWN]
    return [Told(reminder, occasion(reminder)) for reminder in latest]


class CommitmentReminders(ListPage):
    """Everyone who was or is to be told of one commitment, the latest first."""

    filter_class = ReminderFilter
    template_name = "commitments/reminders.html"
    table_name = "reminders"
    hidden = ("commitment", "recipient")
    orders = (("-created_at", _("Latest first")), ("created_at", _("Earliest first")))

    @cached_property
    def commitment(self) -> Commitment:
        return queries.commitment(self.viewer, self.kwargs["pk"])

    def rows(self) -> QuerySet[Reminder]:
        return queries.reminders_about(self.viewer, self.commitment)

    def table_query(self, query: str) -> str:
        return f"{query}&commitment={self.commitment.pk}"

    def list_context(self, *args: Any) -> dict[str, Any]:
        context = super().list_context(*args)
        return context | {"told": [Told(row, occasion(row)) for row in context["rows"]]}

    def context(self) -> dict[str, Any]:
        above = reverse("commitment", args=[self.commitment.pk])
        crumbs = [
            (gettext("Commitments"), reverse("commitment_list")),
            (self.commitment.reference, above),
        ]
        return {
            "commitment": self.commitment,
            "crumbs": crumbs,
            "may_oversee": may_oversee(self.viewer),
        }
