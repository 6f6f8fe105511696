"""Cells of several periods as one."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from initiatives.measures.choices import ObservationState
from initiatives.measures.queries.cells import Cell, Group
from initiatives.measures.queries.windows import Window


def added_up(cells: Iterable[Cell], window: Window) -> dict[Group, Cell]:
    """The sums of each group over the periods of a window."""
    gathered: dict[Group, list[Cell]] = {}
    for cell in cells:
        if cell.starts in window.periods:
            gathered.setdefault(cell.group, []).append(cell)
    return {group: total(rows) for group, rows in gathered.items()}


def total(cells: list[Cell]) -> Cell:
    """Cells of several periods as one; what is unknown in one of them adds nothing."""
    states = {cell.state for cell in cells}
    provisional = ObservationState.PROVISIONAL in states
    return replace(
        cells[0],
        ends=max(cell.ends for cell in cells),
        numerator=plus(cell.numerator for cell in cells),
        denominator=plus(cell.denominator for cell in cells),
        value=plus(cell.value for cell in cells),
        state=ObservationState.PROVISIONAL if provisional else ObservationState.FINAL,
        excluded=False,
    )


def plus(numbers: Iterable[Any]) -> Any:
    """The sum of what is known; None where nothing is."""
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None
