"""The text of a cell as a day or the first day of a period; raises ValueError with a sentence."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.sheets.cells import folded, quoted
from initiatives.base.sheets.days import (
    COMPACT,
    MONTH_NUMBERS,
    NUMBERS,
    YEAR_FIRST,
    day,
    impossible,
    in_words,
    month_name_parts,
    order_of,
)
from initiatives.measures.rules.periods import period_of

MONTH = re.compile(r"(\d{4})[-/](\d{1,2})", re.ASCII)
QUARTER = re.compile(r"(\d{4})[- ]?q([1-4])|q([1-4])[- ](\d{4})", re.ASCII)
YEAR = re.compile(r"\d{4}", re.ASCII)
NAMED_MONTH = re.compile(r"([a-z]{3,9})\.?,?[ -](\d{4})|(\d{4})[ -]([a-z]{3,9})\.?", re.ASCII)
NO_PERIOD = _("{} is no period. Write it as 2026-01-01, 2026-01 or 2026 Q1.")
YEARS = range(1900, 2200)
MONTH_FIRST, DAY_FIRST = "month", "day"


class Days:
    """Reads the dates of one column, in which 3/4/2026 has one meaning.

    Which of the two comes first, month or day, follows from a date of the column that can only be
    read in one order; or else from the measure, where just one order makes every date the start of
    one of its periods.
    """

    def __init__(self, cells: Iterable[tuple[int, str]], frequency: str) -> None:
        texts = {text: row for row, text in reversed(list(cells)) if text}
        self.order = order_in(texts, frequency)

    def read(self, text: str) -> date:
        """The day that a text names, the first one of a month, quarter or year."""
        plain = folded(text)
        for form, meant in FORMS.items():
            if found := form.fullmatch(plain):
                return existing(meant(found), text)
        if found := NUMBERS.fullmatch(plain):
            return self.numbered(found, text)
        if parts := month_name_parts(plain):
            number, month, year = parts
            return existing((four_digits(year, text), month, number), text)
        if found := NAMED_MONTH.fullmatch(plain):
            return named_month(found, text)
        raise ValueError(NO_PERIOD.format(quoted(text)))

    def read_end(self, text: str) -> date | None:
        """The last day of a period, None where the cell is blank."""
        return self.read(text) if text else None

    def numbered(self, found: re.Match[str], text: str) -> date:
        """A day in numbers, the year last."""
        first, second = int(found["first"]), int(found["second"])
        year = four_digits(found["year"], text)
        by_month, by_day = day(year, first, second), day(year, second, first)
        if by_month and by_day and by_month != by_day and not self.order:
            raise ValueError(
                gettext(
                    "%(text)s may be %(when)s or %(in_words_2)s. Write it "
                    "as %(by_month)s or %(by_day)s."
                )
                % {
                    "text": quoted(text),
                    "when": in_words(by_month),
                    "in_words_2": in_words(by_day),
                    "by_month": by_month.isoformat(),
                    "by_day": by_day.isoformat(),
                }
            )
        value = (by_day if self.order == DAY_FIRST else by_month) or by_month or by_day
        parts = (value.year, value.month, value.day) if value else (year, first, second)
        return existing(parts, text)


def misfit(starts: date | None, ends: date | None, frequency: str) -> str:
    """Says that what a row gives as the end is not the end of its period; "" where it is."""
    if starts is None or ends is None or ends == period_of(starts, frequency)[1]:
        return ""
    return gettext(
        "This row is of %(starts)s to %(ends)s, which is not one of the "
        "measure's periods (every %(frequency)s)."
    ) % {"starts": starts.isoformat(), "ends": ends.isoformat(), "frequency": frequency}


def order_in(texts: Mapping[str, int], frequency: str) -> str:
    """What comes first in the dates of a column that have their year last; "" if nothing tells."""
    proof = order_of((row, text) for text, row in texts.items())
    if proof.month_first or proof.day_first:
        if proof.month_first and proof.day_first:
            return ""
        return MONTH_FIRST if proof.month_first else DAY_FIRST
    found = [match for text in texts if (match := NUMBERS.fullmatch(folded(text)))]
    fits = [order for order in (MONTH_FIRST, DAY_FIRST) if starts_all(found, order, frequency)]
    return fits[0] if found and len(fits) == 1 else ""


def starts_all(found: list[re.Match[str]], order: str, frequency: str) -> bool:
    """Whether every date, read in this order, is the first day of a period."""
    for one in found:
        first, second = int(one["first"]), int(one["second"])
        month, number = (first, second) if order == MONTH_FIRST else (second, first)
        value = day(int(one["year"]), month, number)
        if value is None or value.year not in YEARS or period_of(value, frequency)[0] != value:
            return False
    return True


def existing(parts: tuple[int, int, int], text: str) -> date:
    """The day of a year, month and day, if there is such a day."""
    value = day(*parts)
    if value is None:
        raise ValueError(f"{quoted(text)}: {impossible(*parts)}")
    if value.year not in YEARS:
        raise ValueError(gettext("%(text)s: check the year.") % {"text": quoted(text)})
    return value


def four_digits(year: str, text: str) -> int:
    """A year that is written in full."""
    if len(year) == 2:
        raise ValueError(
            gettext("%(text)s has a year of two digits. Write all four.") % {"text": quoted(text)}
        )
    return int(year)


def named_month(found: re.Match[str], text: str) -> date:
    """The first day of a month by its name."""
    month = MONTH_NUMBERS.get(found[1] or found[4])
    if month is None:
        raise ValueError(NO_PERIOD.format(quoted(text)))
    return existing((int(found[2] or found[3]), month, 1), text)


def of_day(found: re.Match[str]) -> tuple[int, int, int]:
    """A day with its year first."""
    return int(found["year"]), int(found["month"]), int(found["day"])


FORMS: dict[re.Pattern[str], Callable[[re.Match[str]], tuple[int, int, int]]] = {
    YEAR_FIRST: of_day,
    COMPACT: of_day,
    MONTH: lambda found: (int(found[1]), int(found[2]), 1),
    QUARTER: lambda found: (int(found[1] or found[4]), 3 * int(found[2] or found[3]) - 2, 1),
    YEAR: lambda found: (int(found[0]), 1, 1),
}
