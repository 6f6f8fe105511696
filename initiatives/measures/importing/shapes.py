"""What comes out of reading a file of observations."""

from dataclasses import dataclass

from initiatives.measures.rules.figures import Entry


@dataclass(frozen=True)
class Problem:
    """What is wrong with a row of the file, counted as a spreadsheet shows it, and its field."""

    row: int
    field: str
    message: str


@dataclass(frozen=True)
class Counted:
    """A row as it is written: its entry, and its group by code or label, "" for everybody.

    `scheme` is the key of the group's vocabulary, "" where the file does not say.
    """

    row: int
    entry: Entry
    scheme: str = ""
    group: str = ""


@dataclass(frozen=True)
class Reading:
    """A whole file: the rows without problems, the problems, and remarks on the file."""

    rows: tuple[Counted, ...]
    problems: tuple[Problem, ...]
    remarks: tuple[str, ...]
