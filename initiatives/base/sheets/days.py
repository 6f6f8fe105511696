"""Days as people write them: the forms, the order of day and month, and days that do not exist."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from initiatives.base.sheets.cells import folded, one_line

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
MONTH_NUMBERS = {
    name: number
    for number, month in enumerate(map(str.lower, MONTHS), start=1)
    for name in (month, month[:3])
} | {"sept": 9}

TIME = r"(?:[t ]\d{1,2}:\d{2}\S*(?: ?[ap]\.?m\.?)?)?"
YEAR_FIRST = re.compile(rf"(?P<year>\d{{4}})([-/.])(?P<month>\d{{1,2}})\2(?P<day>\d{{1,2}}){TIME}")
COMPACT = re.compile(r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})")
NUMBERS = re.compile(
    rf"(?P<first>\d{{1,2}})([-/.])(?P<second>\d{{1,2}})\2(?P<year>\d{{4}}|\d{{2}}){TIME}"
)
DAY_NAME = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[ .-]*(?:of )?(?P<name>[a-z]{3,9})\.?,?[ -]*"
    r"(?P<year>\d{4}|\d{2})"
)
NAME_DAY = re.compile(
    r"(?P<name>[a-z]{3,9})\.?[ -]?(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:, ?| )(?P<year>\d{4}|\d{2})"
)


@dataclass(frozen=True)
class Witness:
    """A date that can only be read in one order, and where it stands."""

    text: str
    row: int


@dataclass(frozen=True)
class Order:
    """What a column proves about the order of day and month in its dates."""

    month_first: Witness | None = None
    day_first: Witness | None = None

    def witness(self) -> Witness | None:
        """What proves the column's one order; None when nothing does, or both are proven."""
        return None if self.month_first and self.day_first else self.month_first or self.day_first


def order_of(cells: Iterable[tuple[int, str]]) -> Order:
    """What the cells of a column, each with its row, prove about the order of day and month."""
    found: dict[str, Witness] = {}
    for row, text in cells:
        match = NUMBERS.fullmatch(folded(text)) if text else None
        if match and len(match["year"]) == 4:
            proof = proven(int(match["first"]), int(match["second"]), int(match["year"]))
            found.setdefault(proof, Witness(one_line(text), row))
    return Order(found.get("month"), found.get("day"))


def proven(first: int, second: int, year: int) -> str:
    """Which of the two comes first, month or day, if just one order names a day."""
    month_first, day_first = day(year, first, second), day(year, second, first)
    if (month_first is None) == (day_first is None):
        return ""
    return "month" if month_first else "day"


def day(year: int, month: int, number: int) -> date | None:
    """The day, if there is such a day."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def month_name_parts(plain: str) -> tuple[int, int, str] | None:
    """Day, month and year as written, where the month is a word."""
    match = DAY_NAME.fullmatch(plain) or NAME_DAY.fullmatch(plain)
    month = MONTH_NUMBERS.get(match["name"]) if match else None
    return (int(match["day"]), month, match["year"]) if match and month else None


def impossible(year: int, month: int, number: int) -> str:
    """Says of a day why it does not exist."""
    if not 1 <= month <= len(MONTHS):
        return _("There is no month %(month)s. Correct the date.") % {"month": month}
    return _("%(number)s %(months)s %(year)s does not exist. Correct the date.") % {
        "number": number,
        "months": MONTHS[month - 1],
        "year": year,
    }


def in_words(value: date) -> str:
    """A day as people read it, the same in every locale."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
