"""A request of the calculator, checked strictly, and its answer as plain data."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from initiatives.measures.suppression.errors import BadTable
from initiatives.measures.suppression.tables import (
    THRESHOLD,
    TOTAL,
    masks_of_grid,
    masks_of_line,
)

ASKED = ("cells", "total", "threshold")
MOST_CELLS = 10_000
LARGEST = 10**12


def answer(request: Mapping[str, Any]) -> dict[str, Any]:
    """Which cells to mask: `{"masked": [..]}`, in the order of the table; raises BadTable.

    Labelled cells are named by label; of a table of tables as `row/column`. Cells of a list are
    named by position counted from 1, of a list of rows as `[row, column]`. A total is `TOTAL`
    among labels, and after the last position in lists.
    """
    unknown = [name for name in request if name not in ASKED]
    if unknown:
        raise BadTable(
            _("'%(unknown)s' is not known. Ask with %(asked)s.")
            % {"unknown": unknown[0], "asked": ", ".join(ASKED)},
            unknown[0],
        )
    total = request.get("total", True)
    if not isinstance(total, bool):
        raise BadTable(_("`total` is true or false."), "total")
    threshold = request.get("threshold", THRESHOLD)
    if isinstance(threshold, bool) or not isinstance(threshold, int) or not 2 <= threshold <= 1000:
        raise BadTable(_("`threshold` is a whole number from 2 to 1000."), "threshold")
    cells = request.get("cells")
    options = {"total": total, "threshold": threshold}
    if isinstance(cells, Mapping) and cells:
        return {"masked": masked_labels(cells, options)}
    if isinstance(cells, list) and cells:
        return {"masked": masked_positions(cells, options)}
    raise BadTable(_("Give the counts as `cells`: by label, as a list, or as a list of rows."))


def masked_labels(cells: Mapping[str, Any], options: dict[str, Any]) -> list[str]:
    """The labels to mask."""
    check_labels(cells)
    if not any(isinstance(value, Mapping) for value in cells.values()):
        counts = [count(value, label) for label, value in cells.items()]
        check_size(len(counts))
        masked = masks_of_line(counts, **options)
        names: list[tuple[object, str]] = list(enumerate(cells))
        return [name for key, name in [*names, (TOTAL, TOTAL)] if key in masked]
    rows, columns = labelled_rows(cells)
    grid = masks_of_grid(rows, **options)
    down, across = [*cells, TOTAL], [*columns, TOTAL]
    return [f"{down[i]}/{across[j]}" for i, j in sorted(grid)]


def labelled_rows(cells: Mapping[str, Any]) -> tuple[list[list[int]], list[str]]:
    """The rows of a table of tables, and the labels of its columns."""
    first = next(iter(cells.values()))
    columns = list(first) if isinstance(first, Mapping) else []
    check_labels(dict.fromkeys(columns))
    rows = []
    for label, row in cells.items():
        if not isinstance(row, Mapping) or set(row) != set(columns) or not columns:
            raise BadTable(
                _("'%(label)s' does not have the same columns as the first row.")
                % {"label": f"{label:.40}"}
            )
        rows.append([count(row[column], f"{label}/{column}") for column in columns])
    check_size(len(rows) * len(columns))
    return rows, columns


def masked_positions(cells: Sequence[Any], options: dict[str, Any]) -> list[Any]:
    """The positions to mask, counted from 1."""
    if not any(isinstance(row, list) for row in cells):
        counts = [
            count(value, _("cell %(index)s") % {"index": index})
            for index, value in enumerate(cells, 1)
        ]
        check_size(len(counts))
        masked = masks_of_line(counts, **options)
        keys: list[object] = [*range(len(counts)), TOTAL]
        return [index for index, key in enumerate(keys, 1) if key in masked]
    width = len(cells[0]) if isinstance(cells[0], list) else 0
    rows = []
    for index, row in enumerate(cells, 1):
        if not isinstance(row, list) or len(row) != width or not width:
            raise BadTable(
                _("Row %(index)s does not have as many cells as the first row.") % {"index": index}
            )
        rows.append([count(value, _("row %(index)s") % {"index": index}) for value in row])
    check_size(len(rows) * width)
    return [[i + 1, j + 1] for i, j in sorted(masks_of_grid(rows, **options))]


def check_labels(cells: Mapping[str, Any]) -> None:
    """Raises BadTable for a label that cannot be told from a total."""
    if TOTAL in cells:
        raise BadTable(
            _("Leave the cell %(total)s out: totals are added up here.") % {"total": TOTAL}
        )


def check_size(cells: int) -> None:
    """Raises BadTable for a table that is too large."""
    if cells > MOST_CELLS:
        raise BadTable(
            _("There are %(cells)s cells; %(most_cells)s at most are taken.")
            % {"cells": cells, "most_cells": MOST_CELLS}
        )


def count(value: object, where: str) -> int:
    """A count of people."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadTable(
            _("%(where)s: %(value)s is not a whole number.")
            % {"where": f"{where:.80}", "value": f"{value!r:.40}"}
        )
    if not 0 <= value <= LARGEST:
        raise BadTable(
            _("%(where)s: a count is from 0 to %(largest)s.")
            % {"where": f"{where:.80}", "largest": f"{LARGEST:,}"}
        )
    return value
