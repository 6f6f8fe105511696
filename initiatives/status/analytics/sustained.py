"""How many initiatives come to a sustained change, and after how long.

An initiative that was closed short of it stays among those that have not come to it until today:
leaving it out from then on would say that it might still. As the day until which each is followed
is known, this is the estimate of Fine & Gray, J Am Stat Assoc 1999;94:496 (section 3.1).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from initiatives.people.models import User
from initiatives.portfolio.choices import Outcome, Stage
from initiatives.status.analytics.asking import moved, today
from initiatives.status.analytics.cohort import Cohort
from initiatives.status.analytics.figures import ENOUGH
from initiatives.status.analytics.kaplan_meier import (
    Step,
    Tally,
    curve,
    followed_at,
    quantile,
    step_at,
    total,
)

KEPT = [Stage.SUSTAINING.value, Stage.SPREAD.value]
GOOD_ENDS = [Outcome.MET.value, Outcome.PARTLY.value]
MONTHS = (3, 6, 12, 18, 24, 36, 48, 60, 84, 120)
DAYS_A_MONTH = 30.4375
LIVES = """
lives AS (
    SELECT min(day) AS began, (array_agg(from_start ORDER BY position))[1] AS from_start,
        min(day) FILTER (
            WHERE stage = ANY(%s) OR stage = 'closed' AND outcome = ANY(%s)
        ) AS reached
    FROM moves GROUP BY subject_id
)
SELECT from_start, greatest(coalesce(reached, %s) - began, 0), count(reached),
    count(*) - count(reached)
FROM lives GROUP BY 1, 2
"""


@dataclass(frozen=True)
class Mark:
    """After so many months: how many were followed so long, and the share that had come to it."""

    months: int
    at_risk: int
    reached: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Sustained:
    """Initiatives followed from their charter, and those left out, which began before it."""

    tallies: Sequence[Tally]
    taken_over: int

    @property
    def followed(self) -> int:
        return total(self.tallies)

    @property
    def reached(self) -> int:
        return sum(one.ended for one in self.tallies)

    @property
    def is_told(self) -> bool:
        """Whether there are enough to say how long it takes."""
        return self.followed >= ENOUGH

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The curve; nothing where there are too few."""
        return curve(self.tallies) if self.is_told else ()

    @property
    def median(self) -> int | None:
        """The days by which half had come to it; None where half have not, or too few to say."""
        return quantile(self.steps, 0.5)

    @property
    def longest(self) -> int:
        """The days for which any is followed."""
        return max((one.days for one in self.tallies), default=0)

    @property
    def marks(self) -> list[Mark]:
        """The curve at whole months, as far as any is followed."""
        if not self.is_told:
            return []
        days = [(months, round(months * DAYS_A_MONTH)) for months in MONTHS]
        return [self.mark(months, day) for months, day in days if day <= self.longest]

    def mark(self, months: int, day: int) -> Mark:
        """The curve on a day."""
        step, followed = step_at(self.steps, day), followed_at(self.tallies, day)
        if step is None:
            return Mark(months, followed, 0.0, None, None)
        low = None if step.high is None else 1 - step.high
        high = None if step.low is None else 1 - step.low
        return Mark(months, followed, 1 - step.going_on, low, high)


def sustained(viewer: User, cohort: Cohort) -> Sustained:
    """Those of the cohort that were chartered here as an idea or a proposal."""
    values = (KEPT, GOOD_ENDS, today())
    rows = moved(LIVES, cohort.initiatives(viewer), *values)
    tallies = [Tally(*counted) for from_start, *counted in rows if from_start]
    left_out = sum(ended + going_on for from_start, _, ended, going_on in rows if not from_start)
    return Sustained(tallies, left_out)
