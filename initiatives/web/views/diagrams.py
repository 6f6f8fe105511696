"""The driver diagram of an initiative: an outline of small forms, and what each of them does."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer
from initiatives.measures import queries as measuring
from initiatives.measures import services as measures
from initiatives.people.models import User
from initiatives.portfolio import queries, rules, services
from initiatives.portfolio.choices import DriverKind
from initiatives.portfolio.drawing import Box, Diagram
from initiatives.portfolio.models import Driver, Initiative
from initiatives.portfolio.rules.charter import aim_sentence
from initiatives.portfolio.rules.diagrams import UNDER, WAYS, Node, tree_of
from initiatives.web.forms.method import (
    DriverForm,
    IdeaForm,
    MeasuresForm,
    NewIdeaForm,
    NodeForm,
    WayForm,
)
from initiatives.web.frame import ActionPage, page, viewer_of
from initiatives.web.frame.forms import ReasonForm, ViewerForm
from initiatives.web.views.asked import record_in
from initiatives.web.views.charter import crumb_of

COLUMNS = {DriverKind.PRIMARY: 1, DriverKind.SECONDARY: 2, DriverKind.IDEA: 3}
Crumbs = list[tuple[str, str]]


def outline_url(initiative: Initiative) -> str:
    return reverse("driver_outline", args=[initiative.pk])


def crumbs_to(initiative: Initiative) -> Crumbs:
    """The way to the diagram of an initiative."""
    return [(gettext("Initiatives"), reverse("initiative_list")), crumb_of(initiative)]


def crumbs_below(initiative: Initiative) -> Crumbs:
    """The way to what hangs on the diagram of an initiative."""
    return [*crumbs_to(initiative), (gettext("Driver diagram"), outline_url(initiative))]


def diagram_of(initiative: Initiative, nodes: Iterable[Node]) -> Diagram:
    """What is drawn of the nodes of an initiative, whose measures are at hand."""
    return Diagram(
        title=gettext("Driver diagram: %(initiative)s") % {"initiative": initiative.title},
        aim=aim_sentence(initiative),
        below=tuple(box_of(node) for node in nodes),
    )


def box_of(node: Node) -> Box:
    """A node as it is drawn."""
    one = node.driver
    return Box(
        column=COLUMNS[DriverKind(one.kind)],
        text=one.text,
        measures=tuple(link.measure.name for link in one.measure_links.all()),
        state=one.state,
        word=one.get_state_display() if one.state else "",
        below=tuple(box_of(below) for below in node.below),
    )


def nodes_of(viewer: User, initiative: Initiative) -> list[Node]:
    """The tree of what is not retired, with its measures."""
    found = measuring.drivers_measured(viewer).filter(initiative=initiative, retired_at=None)
    return tree_of(found)


@page
def outline(request: HttpRequest, pk: int) -> HttpResponse:
    """The diagram as an outline, edited by links and buttons."""
    viewer = viewer_of(request)
    found = queries.initiative(viewer, pk)
    nodes = nodes_of(viewer, found)
    context = {
        "initiative": found,
        "aim": aim_sentence(found),
        "nodes": nodes,
        "diagram": diagram_of(found, nodes),
        "retired": queries.drivers(viewer)
        .filter(initiative=found, retired_at__isnull=False)
        .select_related("retired_by"),
        "may_edit": rules.may_edit(viewer, found),
        "ways": WAYS.items(),
        "cycles_query": f"initiative={found.pk}",
        "crumbs": crumbs_to(found),
    }
    return render(request, "method/outline.html", context)


class DiagramPage(ActionPage):
    """What the pages that change one node share."""

    record: Driver

    def find(self) -> Driver:
        return queries.driver(self.viewer, self.kwargs["pk"])

    def permission(self) -> Answer:
        return rules.may_edit(self.viewer, self.record.initiative)

    def url_after(self, result: Any) -> str:
        return f"{outline_url(self.record.initiative)}#driver-{self.record.pk}"

    def crumbs(self) -> Crumbs:
        return crumbs_below(self.record.initiative)


class Create(ActionPage):
    """A new node; the address says of which kind, and below which."""

    submit = _("Add it")

    def find(self) -> Initiative:
        return queries.initiative(self.viewer, self.kwargs["pk"])

    def permission(self) -> Answer:
        return rules.may_edit(self.viewer, self.record)

    @property
    def kind(self) -> DriverKind:
        asked = self.request.GET.get("kind", "")
        return DriverKind(asked) if asked in DriverKind.values else DriverKind.PRIMARY

    @cached_property
    def parent(self) -> Driver | None:
        drivers = queries.drivers(self.viewer).filter(initiative=self.record)
        return record_in(self.request, "parent", drivers)

    def get_title(self) -> str:
        return gettext("Add a %(kind)s") % {"kind": self.kind.label.lower()}

    def get_form(self, *data: Any) -> ViewerForm:
        form = NewIdeaForm if self.kind == DriverKind.IDEA else NodeForm
        return form(*data, viewer=self.viewer)

    def perform(self, given: dict[str, Any]) -> Driver:
        about = {"actor": self.viewer, "initiative": self.record, "kind": self.kind}
        return services.add_driver(parent=self.parent, **about, **given)

    def get_done(self, result: Any) -> str:
        return gettext("“%(result)s” is on the diagram.") % {"result": result}

    def context(self) -> dict[str, Any]:
        above = self.parent
        return {
            "lede": gettext("It hangs on: %(above)s.") % {"above": above}
            if above
            else gettext("It hangs on the aim.")
        }

    def url_after(self, result: Any) -> str:
        place = f"#driver-{result.pk}" if result else ""
        return f"{outline_url(self.record)}{place}"

    def crumbs(self) -> Crumbs:
        return crumbs_below(self.record)


class Edit(DiagramPage):
    """A node said anew, or hung elsewhere."""

    title = _("Edit this part of the diagram")
    done = _("The diagram is changed.")

    def get_form(self, *data: Any) -> ViewerForm:
        one = self.record
        initial = {"version": one.version, "text": one.text, "parent": one.parent_id}
        initial |= {"state": one.state, "impact": one.impact, "effort": one.effort}
        if one.parent_id is not None:
            initial["parents"] = queries.drivers(self.viewer).filter(
                initiative=one.initiative_id, retired_at=None, kind__in=UNDER[one.kind]
            )
        form = IdeaForm if one.kind == DriverKind.IDEA else DriverForm
        return form(*data, viewer=self.viewer, initial=initial)

    def perform(self, given: dict[str, Any]) -> Driver:
        given.setdefault("parent", None)
        return services.revise_driver(actor=self.viewer, driver=self.record, **given)


class Move(DiagramPage):
    """A place up or down, a level in or out."""

    form_class = WayForm
    title = _("Move this part of the diagram")
    submit = _("Move it")
    done = _("It was moved.")

    def perform(self, given: dict[str, Any]) -> Driver:
        return services.move_driver(actor=self.viewer, driver=self.record, **given)


class Retire(DiagramPage):
    """Off the diagram; it stays on record."""

    form_class = ReasonForm
    title = _("Retire this part of the diagram?")
    submit = _("Retire it")
    danger = True
    done = _("It is off the diagram. The history keeps it.")

    def perform(self, given: dict[str, Any]) -> Driver:
        return services.retire_driver(actor=self.viewer, driver=self.record, **given)

    def context(self) -> dict[str, Any]:
        return {
            "lede": gettext("“%(record)s” and what hung on it stay on record.")
            % {"record": self.record}
        }


class Measures(DiagramPage):
    """Which measures show whether it moves."""

    form_class = MeasuresForm
    title = _("Measures of this part of the diagram")
    done = _("Its measures are chosen.")

    def initial(self) -> dict[str, Any]:
        return {
            "offered": measuring.measures(self.viewer).filter(initiative=self.record.initiative_id),
            "measures": measuring.linked_to_driver(self.viewer, self.record),
        }

    def perform(self, given: dict[str, Any]) -> Driver:
        return measures.link_driver(actor=self.viewer, driver=self.record, **given)
