"""Notes of what happened: words above the plot in rows, or numbers with a key where they crowd."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.utils.translation import gettext as _

from initiatives.measures.drawing.canvas import QUIET, label, lines, upright
from initiatives.measures.drawing.scales import Across
from initiatives.measures.drawing.shapes import ControlChart
from initiatives.measures.drawing.text import DASH, clean, width, wrapped

ROWS = 4
GAP = 8
MOST_WORDS = 380  # how wide the words of a note may be; longer ones go to a key
KEYS = 12  # notes that a key explains


@dataclass(frozen=True, slots=True)
class Placed:
    """A note in a row above the plot, counted upward from 0; its line is at `x`."""

    x: float
    row: int
    start: float
    words: str

    def end(self, letters: float) -> float:
        return self.start + width(self.words, letters, bold=True)


@dataclass(frozen=True, slots=True)
class Plan:
    """Where notes go. `key` explains numbers, a number and its words a line."""

    placed: list[Placed] = field(default_factory=list)
    xs: list[float] = field(default_factory=list)
    key: list[tuple[str, str]] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return max((note.row + 1 for note in self.placed), default=0)


def told(chart: ControlChart) -> dict[int, str]:
    """What happened at each point, counted from 1; several things at one are put together."""
    there = sorted(
        (note for note in chart.notes if 1 <= note.at <= len(chart.dots) and clean(note.text)),
        key=lambda note: note.at,
    )
    return {
        at: "; ".join(clean(note.text) for note in notes)
        for at, notes in groupby(there, key=lambda note: note.at)
    }


def planned(chart: ControlChart, across: Across, edge: float, letters: float, rows: int) -> Plan:
    """Words in at most so many rows where all fit, else numbers."""
    notes = [(place_of(at, chart, across), words) for at, words in told(chart).items()]
    xs = [x for x, _ in notes]
    placed = staggered(notes, (across.left, edge), letters, rows)
    if placed is not None:
        return Plan(placed, xs)
    key = [(str(index), words) for index, (_, words) in enumerate(notes, 1)]
    return Plan(numbered(xs, edge, letters), xs, key)


def place_of(at: int, chart: ControlChart, across: Across) -> float:
    """The point of a note; one that starts a phase stands where the phase before it ends."""
    starts = any(stretch.start == at > 1 for stretch in chart.stretches)
    return across.at(at) - (across.slot / 2 if starts else 0)


def staggered(
    notes: Sequence[tuple[float, str]], edges: tuple[float, float], letters: float, rows: int
) -> list[Placed] | None:
    """Each note with its words in a row, from right to left; None where they do not fit.

    They lie between the edges: that of the plot on the left, that of the sheet on the right.
    """
    placed: list[Placed] = []
    if len(notes) > 4 * rows:
        return None
    for x, words in reversed(notes):
        note = next(
            (
                each
                for each in candidates(x, words, edges, letters, rows)
                if is_free(each, placed, letters)
            ),
            None,
        )
        if note is None:
            return None
        placed.append(note)
    return placed


def candidates(
    x: float, words: str, edges: tuple[float, float], letters: float, rows: int
) -> Iterator[Placed]:
    """Where a note may go: to the right of its line in the lowest row first, then to the left."""
    wide = width(words, letters, bold=True)
    if wide > MOST_WORDS:
        return
    for start in (x + GAP, x - GAP - wide):
        for row in range(rows):
            least = 0 if row else edges[0]  # the lowest row is level with the figures of the axis
            if least <= start and start + wide <= edges[1]:
                yield Placed(x, row, start, words)


def is_free(note: Placed, others: Sequence[Placed], letters: float) -> bool:
    """Whether a note touches neither the words nor the lines of the others."""
    start, end = note.start - GAP, note.end(letters) + GAP
    for other in others:
        overlaps = start < other.end(letters) and other.start < end
        if other.row == note.row and overlaps:
            return False
        if other.row >= note.row and start < other.x < end:
            return False
        if other.row < note.row and other.start - GAP < note.x < other.end(letters) + GAP:
            return False
    return True


def numbered(xs: Sequence[float], edge: float, letters: float) -> list[Placed]:
    """Numbers above their lines; those that would touch are put together."""
    placed: list[Placed] = []
    first = 1
    for index, x in enumerate(xs, 1):
        note = number_at(x, str(index), edge, letters)
        if placed and note.start < placed[-1].end(letters) + GAP / 2:
            words = f"{first}{DASH}{index}"
            placed[-1] = number_at(placed[-1].x, words, edge, letters)
        else:
            placed.append(note)
            first = index
    return placed


def number_at(x: float, words: str, edge: float, letters: float) -> Placed:
    """A number as near to the middle of its line as lets it stand on the sheet."""
    wide = width(words, letters, bold=True)
    return Placed(x, 0, min(max(x - wide / 2, 0), edge - wide), words)


def draw_notes(plan: Plan, top: float, bottom: float, letters: float) -> Iterator[str]:
    """The lines of notes and the words above them."""
    rows = {note.x: note.row for note in plan.placed}
    height = letters + 5
    tops = [(x, top - rows.get(x, 0) * height - (0 if plan.key else letters)) for x in plan.xs]
    yield lines("event", (upright(x, y, bottom) for x, y in tops), QUIET, 1.1)
    for note in plan.placed:
        y = top - note.row * height - 6
        yield label(note.start, y, note.words, "strong")


def draw_key(plan: Plan, y: float, edge: float, letters: float) -> tuple[list[str], float]:
    """The key of numbered notes under the plot, and how high it is; in two columns if wide."""
    key = plan.key[:KEYS]
    if len(plan.key) > KEYS:
        key.append(("", _("and %(value)s more") % {"value": len(plan.key) - KEYS}))
    columns = 2 if edge > 600 and len(key) > 2 else 1
    deep = -(-len(key) // columns)
    texts: list[str] = []
    rows = 0
    for column in range(columns):
        part = key[column * deep : (column + 1) * deep]
        found, used = key_column(part, edge / columns * column, y, edge / columns, letters)
        texts += found
        rows = max(rows, used)
    return texts, rows * (letters + 5)


def key_column(
    key: Sequence[tuple[str, str]], x: float, y: float, room: float, letters: float
) -> tuple[list[str], int]:
    """Notes of a key under each other, and how many lines they take."""
    texts: list[str] = []
    rows = 0
    for number, words in key:
        if number:
            place = y + rows * (letters + 5)
            texts.append(label(x + letters * 1.2, place, number, "strong", anchor="end"))
        for part in wrapped(words, room - letters * 2 - 12, letters, 2):
            texts.append(label(x + letters * 1.7, y + rows * (letters + 5), part, full=words))
            rows += 1
    return texts, rows
