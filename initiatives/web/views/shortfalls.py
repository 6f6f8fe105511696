"""The shortfall log, and the page of one shortfall."""

from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext

from initiatives.accountability import queries as accountability
from initiatives.accountability.rules import may_promise
from initiatives.base import clock
from initiatives.base.lazy import gettext_lazy as _
from initiatives.history import queries as history
from initiatives.people import queries as people
from initiatives.people.models import Entity, User
from initiatives.portfolio import queries as portfolio
from initiatives.shortfalls import queries, rules
from initiatives.shortfalls.choices import CauseKind, Severity, ShortfallState
from initiatives.shortfalls.filters import ShortfallFilter
from initiatives.shortfalls.models import Shortfall
from initiatives.web.frame import ListPage, page, viewer_of
from initiatives.web.frame.forms import (
    Choices,
    entity_choices,
    person_choices,
    principle_choices,
)
from initiatives.web.frame.tiles import Tile
from initiatives.web.views.asked import label_of
from initiatives.web.views.decisions import decided_on

SHOWN = 20
COUNTED = {
    "open": "state=open",
    "grave": "state=open&severity=high&severity=severe",
    "unowned": "state=open&unowned=true",
    "proposed": "state=proposed",
}
# What closing asks for, as it reads once it is there; keyed by what is missing till then.
ASKED = {
    "Name who answers for it.": _("Somebody answers for it."),
    "Fulfil at least one commitment that answers it.": _(
        "A commitment that answers it is fulfilled."
    ),
    "Fulfil or withdraw the commitments that are still open.": _("No commitment is still open."),
}


class Logged(NamedTuple):
    """A shortfall of the log, and how old it is."""

    shortfall: Shortfall
    age: str


class ShortfallList(ListPage):
    """The log: every shortfall that the viewer may see."""

    list_name = "shortfalls"
    filter_class = ShortfallFilter
    template_name = "shortfalls/list.html"
    hidden = ("initiative", "framework", "sponsor", "population")
    orders = (
        ("-found_on", _("Found last")),
        ("found_on", _("Found first")),
        ("-severity", _("Most severe")),
        ("state", _("State")),
        ("title", _("Title")),
    )

    def rows(self) -> QuerySet[Shortfall]:
        return queries.shortfalls(self.viewer)

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
        }

    def list_context(self, filters: Any, rows: Any, choices: Any) -> dict[str, Any]:
        """The shortfalls of one page, each with its age."""
        logged = [Logged(shortfall, age_of(self.viewer, shortfall)) for shortfall in rows]
        return super().list_context(filters, rows, choices) | {"logged": logged}

    def context(self) -> dict[str, Any]:
        return {
            "counts": counts_of(self.viewer),
            "may_log": any(rules.may_log(self.viewer, entity) for entity in self.tree),
        }


def counts_of(viewer: User) -> dict[str, Tile]:
    """The numbers of the log, counted in one query, each a link to exactly what it counts."""
    is_open = Q(state=ShortfallState.OPEN)
    conditions = {
        "open": is_open,
        "grave": is_open & Q(severity__in=[Severity.HIGH, Severity.SEVERE]),
        "unowned": is_open & Q(owner=None),
        "proposed": Q(state=ShortfallState.PROPOSED),
    }
    counted = {name: Count("pk", filter=condition) for name, condition in conditions.items()}
    numbers = queries.shortfalls(viewer).order_by().aggregate(**counted)
    address = reverse("shortfall_list")
    return {name: Tile(name, numbers[name], f"{address}?{COUNTED[name]}") for name in conditions}


@page
def shortfall(request: HttpRequest, pk: int) -> HttpResponse:
    """One shortfall: what fell short, who answers for it, what came of it."""
    viewer = viewer_of(request)
    found = queries.shortfall(viewer, pk)
    context = {
        "shortfall": found,
        "age": age_of(viewer, found),
        "crumbs": [(gettext("Shortfalls"), reverse("shortfall_list"))],
        "commitments": accountability.commitments(viewer).filter(
            Q(shortfall=found) | Q(shortfall__merged_into=found)
        ),
        "sources": queries.sources(viewer, found),
        "duplicates": queries.duplicates(viewer, found)[:SHOWN],
        "size": queries.size_of(viewer, found),
        "bones": [(CauseKind(kind).label, causes) for kind, causes in found.causes.items()],
        "into": into_of(viewer, found),
        "events": history.events_about(viewer, found)[:SHOWN],
        **closing(viewer, found),
        **permitted(viewer, found),
        **decided_on(viewer, found),
    }
    return render(request, "shortfalls/page.html", context)


def into_of(viewer: User, found: Shortfall) -> Shortfall | None:
    """What it was merged into, as far as the viewer may see that."""
    if found.merged_into_id is None:
        return None
    return queries.shortfalls(viewer).filter(pk=found.merged_into_id).first()


def age_of(viewer: User, found: Shortfall) -> str:
    """How long it has been known, or how long it took, in days."""
    closed = found.closed_at if found.state == ShortfallState.CLOSED else None
    end = timezone.localtime(closed).date() if closed else clock.today(viewer.time_zone)
    days = max((end - found.found_on).days, 0)
    took = ngettext("Closed after %(days)s day", "Closed after %(days)s days", days)
    lasts = ngettext("%(days)s day old", "%(days)s days old", days)
    return (took if closed else lasts) % {"days": days}


def closing(viewer: User, found: Shortfall) -> dict[str, Any]:
    """What closing asks for, as long as it is open: what is missing and what is there."""
    if found.state != ShortfallState.OPEN:
        return {}
    missing = rules.missing_to_close(found)
    lacking = {item.message for item in missing}
    return {
        "missing": [(item.message, gate_url(found, item.field)) for item in missing],
        "met": [there for absent, there in ASKED.items() if absent not in lacking],
    }


def gate_url(found: Shortfall, field: str) -> str:
    """Where what is missing is added."""
    if field == "owner":
        return reverse("shortfall_assign", args=[found.pk])
    return reverse("shortfall", args=[found.pk]) + "#commitments"


def permitted(viewer: User, found: Shortfall) -> dict[str, bool]:
    """What the viewer may do with it as it stands."""
    proposed = found.state == ShortfallState.PROPOSED
    is_open = found.state == ShortfallState.OPEN
    change = bool(rules.may_change(viewer, found))
    return {
        "may_describe": (proposed or is_open) and change,
        "may_add_source": (proposed or is_open) and bool(rules.may_add_source(viewer, found)),
        "may_split": found.state == ShortfallState.MERGED and change,
        "may_restrict": found.merged_into_id is None and bool(rules.may_restrict(viewer, found)),
        "may_keep": found.returned_signal_id is not None and bool(rules.may_dismiss(viewer, found)),
        "may_revise": (proposed or is_open) and change,
        "may_decide": proposed and change,
        "may_dismiss": proposed and bool(rules.may_dismiss(viewer, found)),
        "may_assign": (proposed or is_open) and bool(rules.may_assign(viewer, found)),
        "may_promise": is_open and bool(may_promise(viewer, found.entity, shortfall=found)),
        "may_confirm": is_open and bool(rules.may_confirm(viewer, found)),
        "may_reopen": found.state in (ShortfallState.CLOSED, ShortfallState.DISMISSED)
        and bool(rules.may_reopen(viewer, found)),
    }
