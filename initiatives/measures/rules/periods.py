"""Periods: when one starts and ends, and when its data are due."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from initiatives.base.days import full_day, full_month, month_name, short_day, short_month
from initiatives.measures.choices import Frequency

MONTHS = {Frequency.MONTH: 1, Frequency.QUARTER: 3, Frequency.YEAR: 12}


def period_of(day: date, frequency: str) -> tuple[date, date]:
    """The first and the last day of the period of a day; weeks start on Monday."""
    if frequency == Frequency.WEEK:
        starts = day - timedelta(days=day.weekday())
        return starts, starts + timedelta(days=6)
    length = MONTHS[Frequency(frequency)]
    first = (day.month - 1) // length * length + 1
    last = first + length - 1
    return date(day.year, first, 1), date(day.year, last, monthrange(day.year, last)[1])


def next_period(starts: date, frequency: str) -> tuple[date, date]:
    """The period after the one that starts on a day."""
    return period_of(period_of(starts, frequency)[1] + timedelta(days=1), frequency)


def periods_between(first: date, last: date, frequency: str) -> Iterator[date]:
    """The first days of the periods from one that starts at `first` to the one that holds `last`.

    Nothing where `first` is no first day of a period, as with data of another frequency.
    """
    starts = period_of(first, frequency)[0]
    while starts == first <= last:
        yield first
        starts = first = next_period(first, frequency)[0]


def label_of(starts: date, frequency: str) -> str:
    """A period where room is scarce: Jan 2026, Q1 2026, 2026, or the day on which a week starts."""
    return label_in(get_language(), starts, frequency)


@lru_cache(maxsize=4096)  # a page names the same periods for each of its groups
def label_in(language: str, starts: date, frequency: str) -> str:
    """The same; `language` is the one that is spoken, and keeps its labels from those of others."""
    if frequency == Frequency.MONTH:
        return short_month(starts)
    if frequency == Frequency.QUARTER:
        quarter = {"number": (starts.month + 2) // 3, "year": starts.year}
        return _("Q%(number)d %(year)d") % quarter
    if frequency == Frequency.YEAR:
        return f"{starts:%Y}"
    return short_day(starts)


def due_on(ends: date, due_days: int) -> date:
    """The day by which the data of a period that ends on a day are due."""
    return ends + timedelta(days=due_days)


def last_due(today: date, frequency: str, due_days: int) -> tuple[date, date]:
    """The latest period whose data are due by today."""
    starts, ends = period_of(today - timedelta(days=due_days), frequency)
    if due_on(ends, due_days) > today:
        return period_of(starts - timedelta(days=1), frequency)
    return starts, ends


def in_words(starts: date, frequency: str) -> str:
    """`September 2026`, `July to September 2026`, `2026`, `the week of 7 September 2026`."""
    if frequency == Frequency.WEEK:
        return _("the week of %(starts)s") % {"starts": full_day(starts)}
    if frequency == Frequency.YEAR:
        return f"{starts:%Y}"
    ends = period_of(starts, frequency)[1]
    return (
        full_month(starts)
        if frequency == Frequency.MONTH
        else _("%(starts)s to %(ends)s") % {"starts": month_name(starts), "ends": full_month(ends)}
    )


def expected_since(first: date, today: date, frequency: str, due_days: int) -> list[date]:
    """The periods since the one of a first day whose data are due by today, in order of time."""
    last, _ = last_due(today, frequency, due_days)
    return list(periods_between(period_of(first, frequency)[0], last, frequency))


def latest_asked(today: date, frequency: str, due_days: int) -> tuple[date, date]:
    """The latest period whose data are asked for: it has ended, or they are due this very day."""
    starts, ends = period_of(today, frequency)
    if min(ends + timedelta(days=1), due_on(ends, due_days)) <= today:
        return starts, ends
    return period_of(starts - timedelta(days=1), frequency)
