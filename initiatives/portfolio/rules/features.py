"""The four features of good work with PDSA cycles, counted of what is on record.

They are those by which published PDSA projects were reviewed: Taylor et al. 2014, BMJ Quality &
Safety 23:290-298, and Knudsen et al. 2019, BMC Health Services Research 19:683. A test counts from
the day on which it left its plan; a cycle that was dropped counts nowhere.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from initiatives.base.lazy import format_lazy
from initiatives.base.lazy import gettext_lazy as _
from initiatives.portfolio.choices import SMALL, STUDIED, CycleStep

ITERATIVE, PREDICTED, SMALL_FIRST, CONTINUOUS = "iterative", "predicted", "small", "continuous"
FEATURES: Mapping[str, str] = {
    ITERATIVE: _("Iterative cycles"),
    PREDICTED: _("Predictions compared with data"),
    SMALL_FIRST: _("Small scale first"),
    CONTINUOUS: _("Data over time"),
}
PERIODS = 3  # the fewest that show more than a before and an after
DEFINITIONS: Mapping[str, str] = {
    ITERATIVE: _(
        "Change ideas with two or more linked cycles, of those tested. There where one has."
    ),
    PREDICTED: _(
        "Cycles whose data were compared with the prediction, of those studied by now or "
        "due to be. There where all were."
    ),
    SMALL_FIRST: _(
        "Change ideas first tested with a few patients or less, of those tested. There "
        "where all were."
    ),
    CONTINUOUS: format_lazy(
        _(
            "Cycles with a measure that has data of {periods} periods or more, one of them ending "
            "after the cycle began, of those carried out. There where all have."
        ),
        periods=PERIODS,
    ),
}


@dataclass(frozen=True, slots=True)
class Tested:
    """What the features are counted from, of one cycle that left its plan.

    `periods` are those with data of the measure of it that has most; `latest` is their last day.
    """

    initiative: int
    idea: int
    number: int
    follows: int | None
    key: int
    scale: str
    step: str
    began_on: date
    study_by: date | None
    periods: int = 0
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class Feature:
    """How many of what a feature is counted of have it; `there` is None where there is nothing."""

    key: str
    count: int
    of: int
    there: bool | None

    @property
    def label(self) -> str:
        return FEATURES[self.key]

    @property
    def definition(self) -> str:
        return DEFINITIONS[self.key]


@dataclass(frozen=True, slots=True)
class Shared:
    """Of how many initiatives with tests each feature is there, and of how many all four."""

    initiatives: int
    counts: Mapping[str, int]
    all_four: int

    def rows(self) -> list[tuple[str, str, int]]:
        """Each feature: its name, its definition, and in how many initiatives it is there."""
        return [(FEATURES[key], DEFINITIONS[key], self.counts[key]) for key in FEATURES]


def features_of(tested: Iterable[Tested], today: date) -> list[Feature]:
    """The four features of one initiative, in their order."""
    cycles = [one for one in tested if one.step != CycleStep.DROPPED]
    ramps: dict[int, list[Tested]] = defaultdict(list)
    for one in cycles:
        ramps[one.idea].append(one)
    linked = sum(is_linked(ramp) for ramp in ramps.values())
    small = sum(min(ramp, key=lambda one: one.number).scale in SMALL for ramp in ramps.values())
    due = [one for one in cycles if one.step in STUDIED or is_due(one, today)]
    compared = sum(one.step in STUDIED for one in due)
    carried = [one for one in cycles if one.step != CycleStep.DO]
    followed = sum(has_data_over_time(one) for one in carried)
    return [
        Feature(ITERATIVE, linked, len(ramps), linked > 0 if ramps else None),
        of_all(PREDICTED, compared, len(due)),
        of_all(SMALL_FIRST, small, len(ramps)),
        of_all(CONTINUOUS, followed, len(carried)),
    ]


def of_all(key: str, count: int, of: int) -> Feature:
    """A feature that is there where all have it."""
    return Feature(key, count, of, count == of if of else None)


def is_linked(ramp: Iterable[Tested]) -> bool:
    """Whether a cycle that was tested follows another that was."""
    keys = {one.key for one in ramp}
    return any(one.follows in keys for one in ramp)


def is_due(cycle: Tested, today: date) -> bool:
    """Whether its data should have been compared with its prediction by now."""
    return cycle.study_by is not None and cycle.study_by < today


def has_data_over_time(cycle: Tested) -> bool:
    """Whether a measure of it has enough periods, up to one that ends after it began."""
    latest = cycle.latest
    return cycle.periods >= PERIODS and latest is not None and latest >= cycle.began_on


def shared_by(tested: Iterable[Tested], today: date) -> Shared:
    """The features over initiatives: those without a test are not counted."""
    by_initiative: dict[int, list[Tested]] = defaultdict(list)
    for one in tested:
        if one.step != CycleStep.DROPPED:
            by_initiative[one.initiative].append(one)
    counts, all_four = dict.fromkeys(FEATURES, 0), 0
    for cycles in by_initiative.values():
        there = [feature.key for feature in features_of(cycles, today) if feature.there]
        all_four += len(there) == len(FEATURES)
        for key in there:
            counts[key] += 1
    return Shared(len(by_initiative), counts, all_four)
