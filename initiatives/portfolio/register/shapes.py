"""What goes in and out of reading a register."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

from initiatives.portfolio.choices import Stage

Verdict = Literal["accepted", "question", "refused"]

LONGEST_CELL = 10_000


class Directory(Protocol):
    """What the caller knows: entities, people and the principles in force."""

    def entity(self, name: str) -> int | None:
        """The key of the one entity of this name."""

    def entity_names(self) -> Sequence[str]:
        """Every entity's name, to suggest near ones."""

    def person(self, name: str) -> int | None:
        """The key of the one person of this name, post or address."""

    def principles(self) -> set[int]:
        """The numbers of the principles in force."""


@dataclass(frozen=True)
class Reason:
    """Something to know about a row: the field it concerns, and a sentence to act on."""

    field: str
    message: str


@dataclass(frozen=True)
class Finding:
    """A reason and the verdict that it leads to; the gravest finding decides the row's."""

    verdict: Verdict
    field: str
    message: str


@dataclass(frozen=True)
class Column:
    """A column as its header names it, and the field it is read as; None when kept in the notes."""

    header: str
    field: str | None


@dataclass(frozen=True)
class Proposal:
    """One row as an initiative that it could become, with the verdict on it.

    A `*_text` is what the cell says; the value beside it is set only where that is beyond doubt.
    `key` is the same whenever the same initiative is read again. `raw` has the cells by header;
    cells that look like protected health information are withheld everywhere.
    """

    row: int
    verdict: Verdict
    reasons: tuple[Reason, ...]
    title: str = ""
    entity_id: int | None = None
    entity_text: str = ""
    sponsor_id: int | None = None
    sponsor_text: str = ""
    owner_id: int | None = None
    owner_text: str = ""
    started_on: date | None = None
    started_text: str = ""
    target_on: date | None = None
    target_text: str = ""
    stage: str = Stage.PROPOSED
    status_text: str = ""
    principles: tuple[int, ...] = ()
    aim_summary: str = ""
    notes: str = ""
    key: str = ""
    raw: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Register:
    """A whole register: a proposal for each row that holds anything, and remarks on the file."""

    proposals: tuple[Proposal, ...]
    remarks: tuple[str, ...]
    columns: tuple[Column, ...]
