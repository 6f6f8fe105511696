"""Whole months, as people and programs name them: one rule for every form, address and file."""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

FIRST_YEAR = 1990
MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
NO_MONTH = _("Give a month as year-month, such as 2026-03.")
TOO_EARLY = _("Give a month from %(year)s on.")
NOT_YET = _("This month has not begun yet. Choose one up to the present.")
BACKWARDS = _("The last month lies before the first one.")


def month_of(text: str) -> date:
    """The first day of a month written as 2026-03; raises ValueError for what is none."""
    found = MONTH.fullmatch(text.strip())
    if found is None:
        raise ValueError(NO_MONTH)
    year, month = int(found[1]), int(found[2])
    if not 1 <= month <= 12:
        raise ValueError(NO_MONTH)
    if year < FIRST_YEAR:
        raise ValueError(TOO_EARLY % {"year": FIRST_YEAR})
    return date(year, month, 1)


def last_day(month: date) -> date:
    """The last day of the month of a day."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def period_complaints(ends: Mapping[str, date | None], today: date) -> dict[str, str]:
    """What is wrong with a period, by the name of its end; nothing where it can be.

    `ends` are its first and its last month under their names, in this order.
    """
    found = {name: str(NOT_YET) for name, month in ends.items() if month and month > today}
    first, last = ends.values()
    if first and last and first > last:
        found.setdefault(list(ends)[-1], str(BACKWARDS))
    return found
