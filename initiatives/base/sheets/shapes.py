"""What goes in and out of reading a spreadsheet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime


class SheetError(Exception):
    """The file cannot be read at all; the message says what to do, `row` where it was seen."""

    def __init__(self, message: str, row: int | None = None) -> None:
        self.message = str(message)  # a lazy text is fixed in the language of whoever asked
        super().__init__(self.message)
        self.row = row


@dataclass(frozen=True)
class Limits:
    """How much of a file is read; `size` in bytes, `rows` below the header."""

    size: int = 10 * 1024 * 1024
    rows: int = 20_000
    columns: int = 200
    cells: int = 1_000_000


@dataclass(frozen=True)
class Expected:
    """What a file should hold: how many of its headers are `known`, and which a sheet `needs`."""

    known: Callable[[Sequence[str]], int]
    needs: Callable[[Sequence[str]], bool]
    limits: Limits = Limits()


@dataclass(frozen=True)
class SheetRow:
    """The texts of a row; `faults` says of some cells, by position, why they cannot be taken."""

    number: int
    cells: tuple[str, ...]
    faults: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sheet:
    """The rows of a file that hold anything, the header first, numbered as a spreadsheet does.

    `separator` is what divides the fields of a text file, "" in a workbook, whose rows cannot have
    a field too many; `epoch` is the day from which a workbook counts its dates.
    """

    rows: tuple[SheetRow, ...]
    separator: str
    remarks: tuple[str, ...] = ()
    epoch: datetime | None = None
