"""What goes in and out of reading a file of observations."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from initiatives.base.lazy import said
from initiatives.measures.choices import WITH_DENOMINATOR
from initiatives.measures.rules.figures import Entry

Row = tuple[str, ...]
# What is remembered of files with these headers: a layout, and what the columns meant.
Recall = Callable[[Row], tuple[str, Mapping[str, str]] | None]


@dataclass(frozen=True)
class Group:
    """A group of a vocabulary; `absent` says why it is not known, "" for a group that is."""

    pk: int
    code: str
    label: str
    absent: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """A vocabulary of the measure; its groups in order."""

    key: str
    title: str
    overlapping: bool
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class About:
    """The measure that a file is read for; `direction` as its definition in force has it."""

    reference: str
    frequency: str
    chart: str
    direction: str
    today: date
    vocabularies: tuple[Vocabulary, ...] = ()

    @property
    def with_denominator(self) -> bool:
        """Whether a figure is a numerator over a denominator; else it is one value."""
        return self.chart in WITH_DENOMINATOR


class Problem(NamedTuple):
    """What is wrong with a row of the file, counted as a spreadsheet shows it, and its field."""

    row: int
    field: str
    message: str


class Decision(NamedTuple):
    """What a person has to decide before anything is written, and the row where it shows."""

    row: int
    message: str


class Counted(NamedTuple):
    """An entry, and the row of the file that it comes from."""

    row: int
    entry: Entry


@dataclass(frozen=True)
class Reading:
    """A whole file: its entries, and what is to be said about it.

    `height` counts the rows below the header (the reports, where there are no rows) and `sample`
    shows the first of them. `content` is what may be kept in place of the file, None for the file
    itself; nothing of an `unsafe` one may be kept, since it looks like health information.
    """

    layout: str
    rows: tuple[Counted, ...] = ()
    problems: tuple[Problem, ...] = ()
    remarks: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    headers: Row = ()
    height: int = 0
    sample: tuple[Row, ...] = ()
    content: bytes | None = None
    unsafe: bool = False
    columns: Mapping[str, str] | None = None

    def __post_init__(self) -> None:
        """What is to be said of it is kept as JSON, in the language of whoever brought the file."""
        for name in ("problems", "remarks", "decisions"):
            object.__setattr__(self, name, said(getattr(self, name)))
