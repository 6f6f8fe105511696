"""The text of a cell as a period, a count or a number; raises ValueError with a sentence."""

import re
from datetime import date

from initiatives.base.sheets.cells import quoted

DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
MONTH = re.compile(r"(\d{4})[-/](\d{1,2})", re.ASCII)
QUARTER = re.compile(r"(\d{4})[- ]?Q([1-4])|Q([1-4])[- ](\d{4})", re.IGNORECASE | re.ASCII)
YEAR = re.compile(r"\d{4}", re.ASCII)
COUNT = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.0+)?", re.ASCII)
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,2})?", re.ASCII)
LONGEST_NUMBER = 40


def period(text: str) -> date:
    """The first day that a period's name means: 2026-01-31, 2026-01, 2026 Q1 or 2026."""
    try:
        if found := DAY.fullmatch(text):
            return date(*map(int, found.groups()))
        if found := MONTH.fullmatch(text):
            return date(int(found[1]), int(found[2]), 1)
        if found := QUARTER.fullmatch(text):
            return date(int(found[1] or found[4]), 3 * int(found[2] or found[3]) - 2, 1)
        if YEAR.fullmatch(text):
            return date(int(text), 1, 1)
    except ValueError:
        raise ValueError(f"{quoted(text)} does not exist in the calendar.") from None
    raise ValueError(f"{quoted(text)} is no period. Write it as 2026-01-01, 2026-01 or 2026 Q1.")


def count(text: str) -> int | None:
    """A whole number; None for an empty cell."""
    if not text:
        return None
    if len(text) > LONGEST_NUMBER or not COUNT.fullmatch(text):
        raise ValueError(f"{quoted(text)} is no whole number.")
    return int(text.partition(".")[0].replace(",", ""))


def number(text: str) -> float | None:
    """A number with a point before its decimals; None for an empty cell."""
    if not text:
        return None
    if len(text) > LONGEST_NUMBER or not NUMBER.fullmatch(text):
        raise ValueError(f"{quoted(text)} is no number. Write decimals as in 12.5.")
    return float(text)
