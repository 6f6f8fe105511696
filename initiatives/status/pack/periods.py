"""The period of a pack: whole months, both ends included."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext

from initiatives.base import clock
from initiatives.base.errors import Invalid
from initiatives.base.lazy import gettext_lazy as _

MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
LONGEST = 60  # months
EARLIEST = 1990
SHAPE = _("Give a month as year-month, such as 2027-03.")


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day of a month to the last day of the same or a later one."""

    start: date
    end: date

    @property
    def before(self) -> date:
        """The last day before it, whose status it is compared with."""
        return self.start - timedelta(days=1)

    @property
    def is_over(self) -> bool:
        """Whether its last day is behind us."""
        return self.end < clock.today()

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in it."""
        return day is not None and self.start <= day <= self.end

    def __str__(self) -> str:
        first, last = f"{self.start:%B %Y}", f"{self.end:%B %Y}"
        return (
            first
            if first == last
            else gettext("%(first)s to %(last)s") % {"first": first, "last": last}
        )


def read_period(first: str, last: str) -> Period:
    """The period from one month to another; raises Invalid for `start` or `end`."""
    start, end = month(first, "start"), month(last, "end")
    whole = Period(start, end.replace(day=monthrange(end.year, end.month)[1]))
    return checked(whole)


def month(words: str, field: str) -> date:
    """The first day of a month such as 2027-03; raises Invalid for this field."""
    found = MONTH.fullmatch(words.strip())
    if found is None or not 1 <= int(found[2]) <= 12:
        raise Invalid({field: SHAPE})
    if int(found[1]) < EARLIEST:
        raise Invalid(
            {field: gettext("Give a month of %(earliest)s or later.") % {"earliest": EARLIEST}}
        )
    return date(int(found[1]), int(found[2]), 1)


def checked(period: Period) -> Period:
    """The period; raises Invalid for one that cannot be reported."""
    if period.start > period.end:
        raise Invalid({"end": gettext("The last month lies before the first one.")})
    if period.start > clock.today():
        raise Invalid(
            {"start": gettext("This month has not begun yet, so there is nothing to report.")}
        )
    first_of_end = period.end.replace(day=1)
    if first_of_end > clock.today():
        raise Invalid(
            {"end": gettext("This month has not begun yet. Choose the present one or earlier.")}
        )
    if months_in(period) > LONGEST:
        raise Invalid(
            {
                "start": gettext("A pack covers at most %(longest)s months. Choose a later month.")
                % {"longest": LONGEST}
            }
        )
    return period


def months_in(period: Period) -> int:
    """How many months it has."""
    years = period.end.year - period.start.year
    return years * 12 + period.end.month - period.start.month + 1


def latest_quarter() -> tuple[str, str]:
    """The three months up to the present one, as they are asked for where nothing is chosen."""
    today = clock.today()
    count = today.year * 12 + today.month - 1
    year, at = divmod(count - 2, 12)
    return f"{year}-{at + 1:02}", f"{today.year}-{today.month:02}"
