"""The period of a pack: whole months, both ends included."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext

from initiatives.base import clock
from initiatives.base.days import full_month
from initiatives.base.errors import Invalid
from initiatives.base.months import last_day, month_of, period_complaints

LONGEST = 60  # months


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
        first, last = full_month(self.start), full_month(self.end)
        return (
            first
            if first == last
            else gettext("%(first)s to %(last)s") % {"first": first, "last": last}
        )


def read_period(first: str, last: str) -> Period:
    """The period from one month such as 2027-03 to another; raises Invalid for `start` or `end`."""
    return period_of(month(first, "start"), month(last, "end"))


def month(words: str, field: str) -> date:
    """The first day of a month; raises Invalid for this field."""
    try:
        return month_of(words)
    except ValueError as error:
        raise Invalid({field: str(error)}) from None


def period_of(first: date, last: date) -> Period:
    """The period from one month to another; raises Invalid for one that cannot be reported."""
    if complaints := period_complaints({"start": first, "end": last}, clock.today()):
        raise Invalid(complaints)
    period = Period(first, last_day(last))
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
