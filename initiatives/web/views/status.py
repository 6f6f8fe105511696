"""Where the system stands: principles by entities, and the reasons behind each cell."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from initiatives.framework import queries as framework
from initiatives.framework.models import Principle
from initiatives.people import queries as people
from initiatives.people.models import Entity, User
from initiatives.people.rules import may_administer
from initiatives.status import past, queries
from initiatives.status.choices import View, Way
from initiatives.status.queries import Cell, Column, Matrix, Row
from initiatives.status.scope import EVERYTHING
from initiatives.web.forms.status import StatusForm
from initiatives.web.frame import page, viewer_of
from initiatives.web.frame.lists import BAD_REQUEST, LISTS, without
from initiatives.web.frame.tiles import COUNTED
from initiatives.web.views.asked import key_in
from initiatives.web.views.waiting import choices_of

SHOWN = 20
INITIATIVES_SHOWN = 25
Crumbs = list[tuple[str, str]]
Ways = Mapping[tuple[int, int], Way]


class Head(NamedTuple):
    """A column's head: where it leads down to, and whether a narrow screen shows it."""

    column: Column
    shown: bool


class Shown(NamedTuple):
    """A cell, whether a narrow screen shows it, and how what is overdue moves there."""

    cell: Cell
    shown: bool
    way: Way | None


class Line(NamedTuple):
    """A principle with its cells."""

    row: Row
    cells: list[Shown]


class Part(NamedTuple):
    """One number of a cell, the first rows that it counts, and the list of all of them."""

    count: int  # type: ignore[assignment]
    rows: QuerySet[Any]
    url: str


@page
def status(request: HttpRequest) -> HttpResponse:
    """Where the system stands, laid out as asked for; what needs a decision stands above it."""
    viewer = viewer_of(request)
    tree = people.tree(viewer)
    entity = entity_of(request, viewer, tree)
    form = StatusForm(request.GET, viewer=viewer, tree=tree)
    if not form.is_valid():
        context = {"form": form, "readable": False, "tabs": ()}
        return render(request, "status/unread.html", context, status=BAD_REQUEST)
    laid_out = LAID_OUT[View(form.cleaned_data["view"] or View.ENTITIES)]
    if entity is None or form.edition is None:
        laid_out = by_entity
    template, found = laid_out(request, viewer, form, entity)
    context = {
        "form": form,
        "readable": True,
        "entity": entity,
        "tabs": tabs(request, form),
        "crumbs": crumbs(tree, entity),
        "may_administer": may_administer(viewer),
        "has_past": past.is_in_sight(viewer),
        "table_query": without(request.GET, "only"),
        "seen_at": past.last_look(viewer),
        "scoped": form.scope != EVERYTHING,
        **found,
    }
    return render(request, template, context)


def tabs(request: HttpRequest, form: StatusForm) -> list[dict[str, Any]]:
    """The three layouts, each with all else that was asked for."""
    now = form.cleaned_data["view"] or View.ENTITIES
    found = []
    for view in View:
        asked = request.GET.copy()
        for name in ("view", "page", "only"):
            asked.pop(name, None)
        asked["view"] = str(view)
        found.append({"label": view.label, "url": f"?{asked.urlencode()}", "current": view == now})
    return found


def entity_of(request: HttpRequest, viewer: User, tree: list[Entity]) -> Entity | None:
    """The entity asked for, or the highest in sight; raises Http404 where there is no such."""
    key = key_in(request, "entity")
    if key is None:
        return people.root_in_sight(viewer)
    found = next((one for one in tree if one.pk == key), None)
    if found is None:
        raise Http404(_("There is no such entity."))
    return found


def crumbs(tree: list[Entity], entity: Entity | None) -> Crumbs:
    """The matrices above."""
    lineage = entity.lineage[:-1] if entity else []
    return [(one.short_name, address_of(one)) for one in tree if one.pk in lineage]


def by_entity(
    request: HttpRequest, viewer: User, form: StatusForm, entity: Entity | None
) -> tuple[str, dict[str, Any]]:
    """Principles by entity: now, or as a past night kept it."""
    given = form.cleaned_data
    if given["period"] and entity:
        return "status/kept.html", kept(request, viewer, entity, given["period"])
    found = queries.matrix(viewer, entity, form.edition, form.scope, form.tree)
    ways, shown = ways_of(viewer, found), shown_column(found, key_in(request, "only"))
    return "status/matrix.html", {
        "matrix": found,
        "heads": [Head(column, at == shown) for at, column in enumerate(found.columns)],
        "lines": [line_of(row, shown, ways) for row in found.rows],
        "decisions": choices_of(viewer),
        "kept_query": form.scope.query,
    }


def ways_of(viewer: User, found: Matrix) -> Ways:
    """How the overdue commitments of each cell move over the months; not of a part of the work."""
    if found.scope != EVERYTHING:
        return {}
    places = [column.entity for column in found.columns]
    return past.ways(viewer, places, [row.principle.pk for row in found.rows])


def kept(request: HttpRequest, viewer: User, entity: Entity, month: date) -> dict[str, Any]:
    """The matrix of a past month."""
    allowed = past.may_see_past(viewer, entity)
    return {
        "month": month,
        "refusal": "" if allowed else allowed.why,
        "kept": past.kept(viewer, entity, month) if allowed else None,
    }


def by_initiative(
    request: HttpRequest, viewer: User, form: StatusForm, entity: Entity
) -> tuple[str, dict[str, Any]]:
    """Initiatives by principle, a page at a time."""
    principles = principles_of(form)
    pages = Paginator(queries.under_way_at(viewer, entity, form.scope), INITIATIVES_SHOWN)
    rows = pages.get_page(request.GET.get("page"))
    return "status/by_initiative.html", {
        "principles": principles,
        "rows": rows,
        "served": queries.served(rows, principles),
        "count": pages.count,
        "query": without(request.GET, "page"),
    }


def principles_of(form: StatusForm) -> list[Principle]:
    """Those of the edition asked for, or of the one in force."""
    return list(form.edition.principles.order_by("number")) if form.edition else []


def by_time(
    request: HttpRequest, viewer: User, form: StatusForm, entity: Entity
) -> tuple[str, dict[str, Any]]:
    """Entities by month, of one principle or by the gravest state of all."""
    chosen = form.cleaned_data["principle"]
    principles = [chosen] if chosen else principles_of(form)
    allowed = past.may_see_past(viewer, entity)
    return "status/by_time.html", {
        "principle": chosen,
        "refusal": "" if allowed else allowed.why,
        "times": past.by_time(viewer, entity, principles) if allowed else None,
    }


LAID_OUT: dict[View, Any] = {
    View.ENTITIES: by_entity,
    View.INITIATIVES: by_initiative,
    View.TIME: by_time,
}


def shown_column(found: Matrix, only: int | None) -> int:
    """The column that a narrow screen shows: the one asked for, else the first."""
    keys = [column.entity.pk for column in found.columns]
    return keys.index(only) if only in keys else 0


def line_of(row: Row, shown: int, ways: Ways) -> Line:
    """A row of the matrix."""
    return Line(
        row,
        [
            Shown(cell, at == shown, ways.get((cell.principle.pk, cell.entity.pk)))
            for at, cell in enumerate(row.cells)
        ],
    )


def address_of(entity: Entity) -> str:
    """The matrix of an entity."""
    return f"{reverse('status')}?entity={entity.pk}"


@page
def cell(request: HttpRequest) -> HttpResponse:
    """One principle at one entity: its state, the reasons, and the lists that its numbers count."""
    viewer = viewer_of(request)
    asked = key_in(request, "principle"), key_in(request, "entity")
    if asked[0] is None or asked[1] is None:
        raise Http404(_("A cell is named by a principle and an entity."))
    principle = framework.principle(viewer, asked[0])
    entity = people.entity(viewer, asked[1])
    found = queries.cell(viewer, principle, entity)
    context = {
        "cell": found,
        "eyebrow": _("Principle %(number)s at %(short_name)s")
        % {"number": principle.number, "short_name": entity.short_name},
        "crumbs": way_to(viewer, entity),
        "has_past": bool(past.may_see_past(viewer, entity)),
        "initiatives": part(viewer, "initiatives", found.initiatives, found.initiatives_query),
        "overdue": part(viewer, "commitments", found.overdue, found.overdue_query),
        "shortfalls": part(viewer, "shortfalls", found.open_shortfalls, found.shortfalls_query),
        "signals": part(viewer, "signals", found.open_signals, found.signals_query),
    }
    return render(request, "status/cell.html", context)


def way_to(viewer: User, entity: Entity) -> Crumbs:
    """The matrices above a cell, the highest first."""
    above = people.ancestors(viewer, entity) if entity.parent_id else []
    return [
        (_("Status at %(short_name)s") % {"short_name": one.short_name}, address_of(one))
        for one in [*above, entity]
    ]


def part(viewer: User, list_name: str, count: int, query: str) -> Part:
    """What a number counts, by the filters of the list that it links to."""
    rows, filters = COUNTED[list_name]
    found = filters(QueryDict(query), queryset=rows(viewer)).qs
    return Part(count, found[:SHOWN], f"{reverse(LISTS[list_name])}?{query}")
