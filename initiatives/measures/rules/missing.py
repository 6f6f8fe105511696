"""Which periods of a measure have no data yet, and which of them to ask for first."""

from collections.abc import Collection
from datetime import date, timedelta

from initiatives.measures.rules.periods import period_of, periods_between


def last_ended(today: date, frequency: str) -> date:
    """The first day of the latest period that is over."""
    return period_before(period_of(today, frequency)[0], frequency)


def period_before(starts: date, frequency: str) -> date:
    """The first day of the period before the one that starts on a day."""
    return period_of(starts - timedelta(days=1), frequency)[0]


def missing(recorded: Collection[date], frequency: str, today: date) -> list[date]:
    """The periods that are over and have no data, since the first that has.

    Where nothing is recorded at all, that is the latest that is over.
    """
    ended = last_ended(today, frequency)
    had = {period_of(starts, frequency)[0] for starts in recorded}
    since = min(had, default=ended)
    return [one for one in periods_between(since, ended, frequency) if one not in had]


def to_enter(recorded: Collection[date], frequency: str, today: date) -> date:
    """The period to ask for: after the latest that has data, then an older gap, then this one.

    A gap that nobody can fill thus does not stand in the way every month.
    """
    gaps = missing(recorded, frequency, today)
    latest = max(recorded, default=date.min)
    after = [starts for starts in gaps if starts > latest]
    return next(iter(after or gaps), period_of(today, frequency)[0])
