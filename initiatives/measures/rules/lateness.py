"""Since when the data of a measure are overdue."""

from datetime import date, timedelta

from initiatives.measures.rules.periods import due_on, last_due, next_period, period_of


def overdue_since(
    today: date, frequency: str, due_days: int, latest: date | None, begun: date
) -> date | None:
    """The day after which data are missing; None while nothing is overdue.

    `latest` is the start of the latest period with data; without any, the period of the day on
    which the first definition came in force (`begun`) is the first that is waited for.
    """
    starts, ends = next_period(latest, frequency) if latest else period_of(begun, frequency)
    if last_due(today - timedelta(days=1), frequency, due_days)[0] < starts:
        return None
    return due_on(ends, due_days)
