"""Periods of whole months, as people and programs name them."""

import re
from calendar import monthrange
from datetime import date

from initiatives.base.lazy import format_lazy
from initiatives.base.lazy import gettext_lazy as _

FIRST_YEAR = 1990
MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
NO_MONTH = _("Give a month as year-month, such as 2026-03.")
TOO_EARLY = format_lazy(_("Give a month from {first_year} on."), first_year=FIRST_YEAR)
NOT_YET = _("This month has not begun yet. Choose one up to the present.")
BACKWARDS = _("The end of the period lies before its start.")


def month_of(text: str) -> date:
    """The first day of a month written as 2026-03; raises ValueError for what is none."""
    found = MONTH.fullmatch(text.strip())
    if found is None:
        raise ValueError(NO_MONTH)
    year, month = int(found[1]), int(found[2])
    if not 1 <= month <= 12:
        raise ValueError(NO_MONTH)
    if year < FIRST_YEAR:
        raise ValueError(TOO_EARLY)
    return date(year, month, 1)


def last_day(month: date) -> date:
    """The last day of the month of a day."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def period_complaints(since: date | None, until: date | None, today: date) -> dict[str, str]:
    """What is wrong with a period, by its end; nothing where it can be."""
    found = {
        name: NOT_YET
        for name, month in (("since", since), ("until", until))
        if month and month > today
    }
    if since and until and since > until:
        found.setdefault("until", BACKWARDS)
    return found
