"""The days of the demonstration's story, counted back from the moment of loading."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from initiatives.base import clock

HERE = ZoneInfo("America/Los_Angeles")  # where the system is, and everybody in it


def days_before(now: datetime, days: int) -> AbstractContextManager[None]:
    """The clock set to the same hour of the system's own day, so many days before."""
    return clock.at(now.astimezone(HERE) - timedelta(days=days))


def at_work() -> AbstractContextManager[None]:
    """The clock set to noon of its day, or of the Friday before where that is at the weekend."""
    noon = clock.now().astimezone(HERE).replace(hour=12, minute=0)
    return clock.at(noon - timedelta(days=max(noon.isoweekday() - 5, 0)))


class Timeline:
    """What happens is kept by its day and played the oldest first, so that history runs on."""

    def __init__(self, now: datetime) -> None:
        self.now, self.today = now, now.astimezone(HERE).date()
        self.order = count()
        self.coming: list[tuple[int, int, Callable[[], Any]]] = []

    def day(self, offset: int) -> date:
        """The day of loading and so many days."""
        return self.today + timedelta(days=offset)

    def month(self, offset: int) -> date:
        """The first day of the month of loading and so many months."""
        years, month = divmod(self.today.year * 12 + self.today.month - 1 + offset, 12)
        return date(years, month + 1, 1)

    def on(self, days_ago: int, happens: Callable[[], Any]) -> None:
        """Keep something for its day; of one day, in the order in which it was said."""
        heappush(self.coming, (-days_ago, next(self.order), happens))

    def play(self) -> None:
        """All of it; what happens may bring more about on a later day."""
        while self.coming:
            days, _, happens = heappop(self.coming)
            with days_before(self.now, -days):
                happens()
