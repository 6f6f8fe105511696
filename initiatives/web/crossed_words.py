"""Where the groups of two vocabularies meet, as a table; what is masked has no number."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from initiatives.measures import queries
from initiatives.measures.models import OperationalDefinition, Stratum
from initiatives.web.chart_words import MASK, number, places_for
from initiatives.web.gap_words import counts_of, figure_of


class CrossedCell(NamedTuple):
    """Where two groups meet: the figure, and how many of how many."""

    value: str
    counts: str = ""


class CrossedRow(NamedTuple):
    label: str
    cells: list[CrossedCell]


class CrossedTable(NamedTuple):
    columns: list[str]
    rows: list[CrossedRow]


def crossed_table(found: queries.Crossed, definition: OperationalDefinition) -> CrossedTable:
    """Where two vocabularies meet, as far as anything was recorded, with all of each."""
    rows = [one for one in found.rows if any(key[0] == one.pk for key in found.cells)]
    columns = [one for one in found.columns if any(key[1] == one.pk for key in found.cells)]
    cells = [
        [*(found.cells.get((row.pk, column.pk)) for column in columns), all_of(row, found)]
        for row in rows
    ]
    totals = found.column_totals.cells
    cells.append([*(totals.get(column.pk) for column in columns), totals.get(None)])
    places = places_for(figure_of(cell, definition) for line in cells for cell in line)
    everybody = _("All")
    labels = [*(row.label for row in rows), everybody]
    return CrossedTable(
        [*(column.label for column in columns), everybody],
        [
            CrossedRow(label, [crossed_cell(cell, definition, places) for cell in line])
            for label, line in zip(labels, cells, strict=True)
        ],
    )


def all_of(row: Stratum, found: queries.Crossed) -> queries.Cell | None:
    """A group of the first vocabulary, whatever its group of the second."""
    return found.row_totals.cells.get(row.pk)


def crossed_cell(
    cell: queries.Cell | None, definition: OperationalDefinition, places: int
) -> CrossedCell:
    """A figure with its counts; a star where it is masked."""
    if cell is not None and cell.masked:
        return CrossedCell(MASK)
    return CrossedCell(number(figure_of(cell, definition), places), counts_of(cell))
