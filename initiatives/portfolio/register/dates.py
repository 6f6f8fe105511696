"""Reading what people write in a column of dates. What is not beyond doubt is never made a date."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from initiatives.base.sheets.cells import folded, quoted, words
from initiatives.base.sheets.days import (
    COMPACT,
    NUMBERS,
    YEAR_FIRST,
    Order,
    day,
    impossible,
    in_words,
    month_name_parts,
)
from initiatives.portfolio.register.shapes import Verdict

VAGUE = re.compile(
    r"""
    spring | summer | fall | autumn | winter | early | mid | late | start | beginning | end
    | of | the | in | by | year | half | quarter | month | week | fiscal | academic
    | (?:bi|semi)?(?:week|month)ly | quarterly | (?:bi|semi)?annual(?:ly)? | yearly | ongoing
    | tb[ad] | pending | unknown | none | na | n | a | q[1-4] | h[12]
    | (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}
    | (?:fy|ay)?(?:(?:19|20)\d{2})? | fy\d{2}
    """,
    re.VERBOSE,
)
# The days from 1954 to 2118, as workbooks count them.
SERIAL = re.compile(r"([2-7]\d{4})(?:\.\d+)?")
FARTHEST_YEARS = 100


@dataclass(frozen=True)
class Dated:
    """A day if the text names one beyond doubt, else None; a message when there is one to give."""

    value: date | None = None
    verdict: Verdict = "accepted"
    message: str = ""


@dataclass(frozen=True)
class Calendar:
    """What it takes to read a column of dates."""

    order: Order
    today: date
    epoch: datetime | None


def read_date(text: str, calendar: Calendar) -> Dated:
    """What a cell of the column says; `refused` for a day that does not exist."""
    if not text:
        return Dated()
    plain = folded(text)
    read = named_day(plain) or numbered_day(plain, calendar) or counted_day(plain, calendar)
    if read is None:
        return Dated(
            message=_("%(text)s names no day, so it is kept as written.") % {"text": quoted(text)}
        )
    return plausible(read, calendar.today)


def looks_like_time(text: str) -> bool:
    """True for nothing, for a day however written, and for words like fall 2016 or quarterly."""
    plain = folded(text)
    forms = (YEAR_FIRST, COMPACT, NUMBERS, SERIAL)
    return (
        any(form.fullmatch(plain) for form in forms)
        or month_name_parts(plain) is not None
        or all(VAGUE.fullmatch(word) for word in words(plain).split())
    )


def named_day(plain: str) -> Dated | None:
    """A day with its month as a word; None when the text has no such form."""
    parts = month_name_parts(plain)
    if parts is None:
        return None
    number, month, year = parts
    return two_digits(plain) if len(year) == 2 else certain(int(year), month, number)


def numbered_day(plain: str, calendar: Calendar) -> Dated | None:
    """A day in numbers; None when the text has no such form."""
    if match := YEAR_FIRST.fullmatch(plain) or COMPACT.fullmatch(plain):
        return certain(int(match["year"]), int(match["month"]), int(match["day"]))
    if match := NUMBERS.fullmatch(plain):
        if len(match["year"]) == 2:
            return two_digits(plain)
        parts = int(match["first"]), int(match["second"]), int(match["year"])
        return ordered(plain, *parts, calendar.order)
    return None


def counted_day(plain: str, calendar: Calendar) -> Dated | None:
    """A day as the number that spreadsheets keep; only a workbook says from when it counts."""
    match = SERIAL.fullmatch(plain)
    if not match:
        return None
    if calendar.epoch is None:
        return Dated(
            None,
            "question",
            _(
                "%(text)s looks like a spreadsheet's own number for a day, "
                "and a text file does not say from when it counts, so no "
                "date is set. Write it as 2024-03-31."
            )
            % {"text": quoted(plain)},
        )
    value = (calendar.epoch + timedelta(days=int(match[1]))).date()
    return Dated(
        value,
        message=_("%(text)s is this workbook's number for %(when)s.")
        % {"text": quoted(plain), "when": in_words(value)},
    )


def certain(year: int, month: int, number: int) -> Dated:
    """A day of which each part is known, or why there is none such."""
    value = day(year, month, number)
    return Dated(value) if value else Dated(None, "refused", impossible(year, month, number))


def two_digits(plain: str) -> Dated:
    """A year of two digits could be of either century."""
    message = _("%(text)s has a year of two digits, so no date is set. Write all four.") % {
        "text": quoted(plain)
    }
    return Dated(None, "question", message)


def ordered(plain: str, first: int, second: int, year: int, order: Order) -> Dated:
    """A day in numbers with the year last: what it means follows from itself or its column."""
    by_month, by_day = day(year, first, second), day(year, second, first)
    if by_month is None and by_day is None:
        month, number = (first, second) if 1 <= first <= 12 else (second, first)
        return certain(year, month, number)
    if by_month is None or by_day is None or by_month == by_day:
        return Dated(by_month or by_day)
    witness = order.witness()
    if witness is None:
        return undecided(plain, by_month, by_day, order)
    value, first_part = (by_month, "month") if order.month_first else (by_day, "day")
    return Dated(
        value,
        message=_(
            "%(text)s is read as %(when)s, the %(first_part)s first, "
            "as %(quoted_2)s in row %(row)s of this column shows."
        )
        % {
            "text": quoted(plain),
            "when": in_words(value),
            "first_part": first_part,
            "quoted_2": quoted(witness.text),
            "row": witness.row,
        },
    )


def undecided(plain: str, by_month: date, by_day: date, order: Order) -> Dated:
    """Two days are possible; the person who knows must say which."""
    both = _("this column has dates of both orders")
    why = both if order.month_first else _("nothing in this column tells which")
    return Dated(
        None,
        "question",
        _(
            "%(text)s can be %(when)s or %(in_words_2)s, and %(why)s, "
            "so no date is set. Write it as 2024-03-31."
        )
        % {
            "text": quoted(plain),
            "when": in_words(by_month),
            "in_words_2": in_words(by_day),
            "why": why,
        },
    )


def plausible(read: Dated, today: date) -> Dated:
    """The reading, unless its year is so far away that it must be a slip."""
    if read.value is None or abs(read.value.year - today.year) <= FARTHEST_YEARS:
        return read
    message = _("The year %(year)s is too far from now to be meant, so no date is set.") % {
        "year": read.value.year
    }
    return Dated(None, "question", message)
