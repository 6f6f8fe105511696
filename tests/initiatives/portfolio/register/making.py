"""A small directory, and registers made of rows, for the tests of reading registers."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from initiatives.portfolio.register import Proposal, Register, read_register
from tests.initiatives.base.sheets.making import delimited

SAMPLE = Path(__file__).parents[3] / "data" / "equity_register.csv"
TODAY = date(2026, 11, 23)
HEADER = (
    "Title",
    "Site",
    "Sponsor",
    "Owner",
    "Start",
    "Due",
    "Status",
    "Principles",
    "Aim",
    "Notes",
)
PLACES = (
    "UW Medicine",
    "Laboratory Medicine",
    "University of Washington Medical Center",
    "Harborview Medical Center",
    "UW School of Medicine",
)
PEOPLE = (
    "Chief Equity Officer",
    "Director of Healthcare Equity",
    "Medical Director for Healthcare Equity",
    "Program Operations Specialist",
    "Chief Executive Officer",
    "Chair of Laboratory Medicine",
    "Laboratory Director",
    "Bias Response Lead",
    "Chief Quality Officer",
    "Quality Analytics Manager",
    "Chief Medical Officer",
    "Readmissions Lead",
    "Dean of Medicine",
    "Associate Dean for GME",
)


class SmallDirectory:
    """Five places, a few posts, nine principles."""

    def __init__(self, principles: Iterable[int] = range(1, 10)) -> None:
        self.numbers = set(principles)

    def entity(self, name: str) -> int | None:
        return PLACES.index(name) + 1 if name in PLACES else None

    def entity_names(self) -> Sequence[str]:
        return PLACES

    def person(self, name: str) -> int | None:
        return PEOPLE.index(name) + 1 if name in PEOPLE else None

    def principles(self) -> set[int]:
        return self.numbers


def read(content: bytes, name: str = "register.csv") -> Register:
    """What the small directory makes of a file."""
    return read_register(content, name, SmallDirectory(), today=TODAY)


def row(**cells: str) -> list[str]:
    """A row that is beyond doubt, but for the cells given by header."""
    sound = {
        "Title": "Bias Reporting Tool",
        "Site": "UW Medicine",
        "Owner": "Bias Response Lead",
        "Status": "live",
        "Principles": "7;8",
    }
    return [(sound | cells).get(name, "") for name in HEADER]


def judged(**cells: str) -> Proposal:
    """The proposal of that one row."""
    (proposal,) = read(delimited([HEADER, row(**cells)])).proposals
    return proposal


def said(proposal: Proposal, field: str) -> str:
    """All that is said about a field of a row."""
    return " ".join(reason.message for reason in proposal.reasons if reason.field == field)
