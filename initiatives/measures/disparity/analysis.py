"""The whole answer for one set of groups: comparisons, summaries and the choices behind them."""

from collections.abc import Mapping
from dataclasses import dataclass

from initiatives.measures.disparity.choices import Choice, six
from initiatives.measures.disparity.comparison import Comparison, compare
from initiatives.measures.disparity.estimates import Estimate
from initiatives.measures.disparity.groups import Strata
from initiatives.measures.disparity.ordered import gradient
from initiatives.measures.disparity.reference import Reference, Rule, against_target, choose
from initiatives.measures.disparity.reliability import FLOOR
from initiatives.measures.disparity.summary import summarise


@dataclass(frozen=True, slots=True)
class Analysis:
    """What is known of these groups.

    `comparisons` has one entry a group, in the order given. `beside` holds the same groups against
    the overall rate and against the target, where there is one and it is not the reference.
    `summary` holds every measure by name.
    """

    strata: Strata
    reference: Reference
    floor: int
    comparisons: tuple[Comparison, ...]
    beside: Mapping[Rule, tuple[Comparison, ...]]
    summary: Mapping[str, Estimate]
    choices: tuple[Choice, ...]


def analyse(
    strata: Strata, wanted: str = Rule.BEST, *, floor: int = FLOOR, target: float | None = None
) -> Analysis:
    """Compare every group with the reference and summarise; errors as in `reference.choose`."""
    reference = choose(strata, wanted, floor=floor, target=target)
    comparisons = compare(strata, reference, floor)
    summary = summarise(strata, reference, comparisons, floor)
    if strata.ordered:
        summary |= gradient(strata)
    return Analysis(
        strata,
        reference,
        floor,
        comparisons,
        _beside(strata, reference, floor, target),
        summary,
        six(strata, reference, floor),
    )


def _beside(
    strata: Strata, reference: Reference, floor: int, target: float | None
) -> dict[Rule, tuple[Comparison, ...]]:
    others: list[Reference] = []
    if not strata.overlapping:
        others.append(choose(strata, Rule.OVERALL))
    if target is not None:
        others.append(against_target(target))
    return {
        other.rule: compare(strata, other, floor)
        for other in others
        if other.rule is not reference.rule
    }
