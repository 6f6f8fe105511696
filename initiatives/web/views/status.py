"""Where the system stands: principles by entities, and the reasons behind each cell."""

from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from initiatives.framework import queries as framework
from initiatives.people import queries as people
from initiatives.people.models import Entity, User
from initiatives.people.rules import may_administer
from initiatives.status import past, queries
from initiatives.status.queries import Cell, Column, Matrix, Row
from initiatives.web.frame import page, viewer_of
from initiatives.web.frame.lists import LISTS
from initiatives.web.frame.tiles import COUNTED
from initiatives.web.views.asked import key_in
from initiatives.web.views.waiting import choices_of

SHOWN = 20
Crumbs = list[tuple[str, str]]


class Head(NamedTuple):
    """A column's head: where it leads down to, and whether a narrow screen shows it."""

    column: Column
    shown: bool


class Line(NamedTuple):
    """A principle with its cells, each with whether a narrow screen shows it."""

    row: Row
    cells: list[tuple[Cell, bool]]


class Part(NamedTuple):
    """One number of a cell, the first rows that it counts, and the list of all of them."""

    count: int  # type: ignore[assignment]
    rows: QuerySet[Any]
    url: str


@page
def status(request: HttpRequest) -> HttpResponse:
    """The matrix of an entity and those right below it; what needs a decision stands above it."""
    viewer = viewer_of(request)
    key = key_in(request, "entity")
    found = queries.matrix(viewer, people.entity(viewer, key) if key else None)
    shown = shown_column(found, key_in(request, "only"))
    context = {
        "matrix": found,
        "crumbs": [(above.short_name, address_of(above)) for above in found.ancestors],
        "heads": [Head(column, at == shown) for at, column in enumerate(found.columns)],
        "lines": [line_of(row, shown) for row in found.rows],
        "decisions": choices_of(viewer),
        "may_administer": may_administer(viewer),
        "has_past": past.is_in_sight(viewer),
        "seen_at": past.last_look(viewer),
    }
    return render(request, "status/matrix.html", context)


def shown_column(found: Matrix, only: int | None) -> int:
    """The column that a narrow screen shows: the one asked for, else the first."""
    keys = [column.entity.pk for column in found.columns]
    return keys.index(only) if only in keys else 0


def line_of(row: Row, shown: int) -> Line:
    """A row of the matrix."""
    return Line(row, [(cell, at == shown) for at, cell in enumerate(row.cells)])


def address_of(entity: Entity) -> str:
    """The matrix of an entity."""
    return f"{reverse('status')}?entity={entity.pk}"


@page
def cell(request: HttpRequest) -> HttpResponse:
    """One principle at one entity: its state, the reasons, and the lists that its numbers count."""
    viewer = viewer_of(request)
    asked = key_in(request, "principle"), key_in(request, "entity")
    if asked[0] is None or asked[1] is None:
        raise Http404("A cell is named by a principle and an entity.")
    principle = framework.principle(viewer, asked[0])
    entity = people.entity(viewer, asked[1])
    found = queries.cell(viewer, principle, entity)
    context = {
        "cell": found,
        "eyebrow": f"Principle {principle.number} at {entity.short_name}",
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
    return [(f"Status at {one.short_name}", address_of(one)) for one in [*above, entity]]


def part(viewer: User, list_name: str, count: int, query: str) -> Part:
    """What a number counts, by the filters of the list that it links to."""
    rows, filters = COUNTED[list_name]
    found = filters(QueryDict(query), queryset=rows(viewer)).qs
    return Part(count, found[:SHOWN], f"{reverse(LISTS[list_name])}?{query}")
