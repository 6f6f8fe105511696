"""The change of a figure from a baseline to the latest periods, and how far chance explains it.

Counts vary by chance within a period (binomial, Poisson) and often more between periods. The extra
is taken from the moving ranges of the baseline, as Laney 2002 does for his charts; but it is never
taken for less than one, so that a quiet baseline does not make an alarm.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from initiatives.measures.alarm.shapes import PROPORTIONS, Figure, Line
from initiatives.measures.spc.limits import D2, average_range


@dataclass(frozen=True, slots=True)
class Pooled:
    """Figures taken together: a rate with the people behind it, or a mean with its periods."""

    level: float
    size: float

    def variance(self, chart: str, level: float | None = None) -> float:
        """Of the rate, by the counts alone, as if its level were that one."""
        p = self.level if level is None else level
        return (p * (1 - p) if chart in PROPORTIONS else p) / self.size


def pooled(line: Line, periods: Sequence[int], chart: str) -> Pooled | None:
    """A line over some periods; None where nothing is there."""
    figures = [line[index] for index in periods]
    people = sum(figure.denominator or 0 for figure in figures)
    if not people:
        return None
    return Pooled(sum(figure.numerator or 0 for figure in figures) / people, people)


def mean_of(values: Sequence[float]) -> Pooled:
    """The mean of values, each of one period."""
    return Pooled(math.fsum(values) / len(values), len(values))


def there(figure: Figure, counted: bool) -> bool:
    """Whether a figure can be used."""
    if figure.excluded:
        return False
    if counted:
        return figure.numerator is not None and bool(figure.denominator)
    return figure.value is not None


def excess_spread(scores: Sequence[float]) -> float:
    """How many times more than by chance scores vary from period to period; at least 1."""
    average = average_range(list(scores), screen=True)
    return max(1.0, (average or 0.0) / D2)


def spread(values: Sequence[float]) -> float | None:
    """The standard deviation of values from their moving ranges; None where nothing varies."""
    average = average_range(list(values), screen=True)
    return average / D2 if average else None
