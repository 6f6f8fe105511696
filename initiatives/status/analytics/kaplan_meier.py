"""How long things take where some have not ended yet.

The product-limit estimate of Kaplan & Meier, J Am Stat Assoc 1958;53:457, with the variance of
Greenwood (1926) and limits on the log(-log) scale (Kalbfleisch & Prentice 1980, and as `conf.type =
"log-log"` of R's survfit), which stay within 0 and 1.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import NormalDist

Z = NormalDist().inv_cdf(0.975)
ROUNDING = 1e-9  # a product of shares may miss a half by as little


@dataclass(frozen=True, slots=True)
class Tally:
    """After so many days, how many had ended, and how many were last seen going on."""

    days: int
    ended: int
    going_on: int


@dataclass(frozen=True, slots=True)
class Step:
    """A day on which some ended: how many were followed until then, and the share that goes on.

    `low` and `high` are the 95 % limits of the share; None where it is 0, which has none.
    """

    days: int
    at_risk: int
    ended: int
    going_on: float
    low: float | None
    high: float | None


def total(tallies: Iterable[Tally]) -> int:
    """How many are followed at all."""
    return sum(one.ended + one.going_on for one in tallies)


def curve(tallies: Sequence[Tally]) -> tuple[Step, ...]:
    """A step for each day on which any ended. Who is last seen on a day was followed on it."""
    followed, share, spread = total(tallies), 1.0, 0.0
    steps = []
    for days, ended, going_on in merged(tallies):
        if ended:
            share *= 1 - ended / followed
            spread += ended / (followed * (followed - ended)) if followed > ended else math.inf
            steps.append(Step(days, followed, ended, share, *limits(share, spread)))
        followed -= ended + going_on
    return tuple(steps)


def merged(tallies: Sequence[Tally]) -> list[tuple[int, int, int]]:
    """One tally a day, in the order of days."""
    days: dict[int, tuple[int, int]] = {}
    for one in tallies:
        ended, going_on = days.get(one.days, (0, 0))
        days[one.days] = (ended + one.ended, going_on + one.going_on)
    return [(day, *days[day]) for day in sorted(days)]


def limits(share: float, spread: float) -> tuple[float | None, float | None]:
    """The limits of a share below 1, with Greenwood's sum."""
    if not share > 0 or math.isinf(spread):
        return None, None
    half = Z * math.sqrt(spread) / math.log(share)  # below 0, as the logarithm is
    return share ** math.exp(-half), share ** math.exp(half)


def quantile(steps: Sequence[Step], share: float) -> int | None:
    """The first day by which this share has ended; None where it has not come to that yet."""
    left = 1 - share + ROUNDING
    return next((step.days for step in steps if step.going_on <= left), None)


def step_at(steps: Sequence[Step], days: int) -> Step | None:
    """The last step up to a day; None where none had ended by then."""
    until = [step for step in steps if step.days <= days]
    return until[-1] if until else None


def followed_at(tallies: Sequence[Tally], days: int) -> int:
    """How many had not ended before a day and were followed until it."""
    return total(one for one in tallies if one.days >= days)
