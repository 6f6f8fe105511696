"""How long initiatives stay in a stage."""

from collections import defaultdict
from dataclasses import dataclass

from initiatives.people.models import User
from initiatives.portfolio.choices import Stage
from initiatives.status.analytics.asking import moved, today
from initiatives.status.analytics.cohort import Cohort
from initiatives.status.analytics.figures import ENOUGH
from initiatives.status.analytics.kaplan_meier import Tally, curve, quantile, total

WAITING = [stage for stage in Stage if stage is not Stage.CLOSED]
STAYS = """
stays AS (
    SELECT stage, from_start, day AS began, lead(day) OVER life AS ended,
        row_number() OVER life AS place
    FROM moves WINDOW life AS (PARTITION BY subject_id ORDER BY position)
)
SELECT stage, greatest(coalesce(ended, %s) - began, 0), count(ended), count(*) - count(ended)
FROM stays
WHERE stage = ANY(%s) AND (place > 1 OR from_start)
GROUP BY 1, 2
"""


@dataclass(frozen=True)
class Stay:
    """Stays in a stage: how many ended, how many go on, and the days by which shares ended.

    A quartile is None where fewer than 11 stays are too few to say, or where so many have not left
    yet; `is_told` says which of the two it is.
    """

    stage: Stage
    left: int
    still_there: int
    quarter: int | None = None
    median: int | None = None
    three_quarters: int | None = None

    @property
    def stays(self) -> int:
        """How many began in this stage as far as the history goes."""
        return self.left + self.still_there

    @property
    def is_told(self) -> bool:
        """Whether there are enough to say how long it takes."""
        return self.stays >= ENOUGH


def stays(viewer: User, cohort: Cohort) -> list[Stay]:
    """A line for each stage in which an initiative waits to go on, in their order."""
    values = (today(), [stage.value for stage in WAITING])
    tallies: dict[str, list[Tally]] = defaultdict(list)
    for stage, *counted in moved(STAYS, cohort.initiatives(viewer), *values):
        tallies[stage].append(Tally(*counted))
    return [stay_of(stage, tallies[stage]) for stage in WAITING]


def stay_of(stage: Stage, tallies: list[Tally]) -> Stay:
    """The stays in one stage, judged where there are enough."""
    left = sum(one.ended for one in tallies)
    stay = Stay(stage, left, total(tallies) - left)
    if not stay.is_told:
        return stay
    steps = curve(tallies)
    return Stay(
        *(stage, stay.left, stay.still_there),
        *(quantile(steps, share) for share in (0.25, 0.5, 0.75)),
    )
