"""The status this month in sentences: what stands where, what changed, what waits for a decision.

It says what the pages say, as its reader may see it, and counts nothing of its own.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.people.models import Entity, User
from initiatives.status import past, queries
from initiatives.status.choices import State
from initiatives.status.queries import Cell
from initiatives.status.rules import GRAVITY

CHANGES_SHOWN = 5
HALF_A_MONTH = timedelta(days=15)


@dataclass(frozen=True)
class Line:
    """A sentence with the page behind it, and what explains it."""

    text: str
    url: str
    why: str = ""


@dataclass(frozen=True)
class Standing:
    """The principles that stand alike at the entity."""

    state: State
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Briefing:
    """A month at an entity; `more_changes` are those that are not among `changes`."""

    entity: Entity
    summary: str
    standings: tuple[Standing, ...]
    changes: tuple[Line, ...]
    more_changes: int
    notes: tuple[str, ...]
    decisions: tuple[Line, ...]
    status_url: str
    changes_url: str
    pack_url: str


def briefing(viewer: User, entity: Entity, since: date) -> Briefing | None:
    """The status of an entity now and since a day; None where there is nothing to be judged yet."""
    found = queries.matrix(viewer, entity)
    if found.entity is None or not found.rows:
        return None
    cells = [row.cells[0] for row in found.rows]
    compared = past.changes(viewer, since=since, entity=found.entity)
    here, month = f"?entity={found.entity.pk}", month_told(since)
    return Briefing(
        entity=found.entity,
        summary=summary_of(cells),
        standings=standings_of(cells),
        changes=tuple(
            Line(change.sentence, cell_url(change.principle.pk, change.entity.pk))
            for change in compared.changes[:CHANGES_SHOWN]
        ),
        more_changes=max(len(compared.changes) - CHANGES_SHOWN, 0),
        notes=compared.notes,
        decisions=tuple(
            Line(
                f"{one.record} ({one.record.reference}) {one.sentence}",
                page(str(one.record._meta.model_name), one.record.pk),
                one.why,
            )
            for one in queries.decisions(viewer)
        ),
        status_url=page("status") + here,
        changes_url=f"{page('status_changes')}{here}&since={since.isoformat()}",
        pack_url=f"{page('board_pack')}{here}&start={month}&end={month}",
    )


def month_told(since: date) -> str:
    """The month of most of the days that the mail tells of, such as 2026-11; it tells of one."""
    return f"{since + HALF_A_MONTH:%Y-%m}"


def summary_of(cells: list[Cell]) -> str:
    """How many principles stand how, the gravest first."""
    counts = [(sum(cell.state == state for cell in cells), state) for state in GRAVITY]
    said = [f"{number} {state.label.lower()}" for number, state in counts if number]
    shape = ngettext(
        "Of %(n)d principle: %(states)s.", "Of %(n)d principles: %(states)s.", len(cells)
    )
    return shape % {"n": len(cells), "states": ", ".join(said)}


def standings_of(cells: list[Cell]) -> tuple[Standing, ...]:
    """The principles by their state, each with the first reason for it."""
    return tuple(
        Standing(state, tuple(line_of(cell) for cell in cells if cell.state == state))
        for state in GRAVITY
        if any(cell.state == state for cell in cells)
    )


def line_of(cell: Cell) -> Line:
    """A principle at the entity, with the first reason and who is left behind whatever it is."""
    why = _("Nothing is recorded under it.") if cell.is_gap else next(iter(cell.reasons), "")
    if cell.left_behind:
        behind = _("Left behind: %(groups)s.") % {"groups": "; ".join(cell.left_behind)}
        why = f"{why} {behind}".strip()
    return Line(str(cell.principle), cell_url(cell.principle.pk, cell.entity.pk), why)


def page(name: str, *keys: int) -> str:
    """The whole address of a page."""
    return settings.SITE_URL + reverse(name, args=keys)


def cell_url(principle: int, entity: int) -> str:
    """The page of a cell of the matrix."""
    return f"{page('status_cell')}?principle={principle}&entity={entity}"
