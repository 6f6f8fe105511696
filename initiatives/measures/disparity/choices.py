"""The choices behind a result, in data and in plain words.

NCHS (Keppel et al. 2005, Vital Health Stat 2(141)) names six that decide what a disparity looks
like, and asks that they be described and justified. Every result carries them.
"""

from dataclasses import dataclass

from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures.disparity.groups import Strata
from initiatives.measures.disparity.reference import Reference, Rule


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice: its name, what was chosen as a word for programs, and a sentence for people."""

    name: str
    chosen: str
    text: str


REFERENCES = {
    Rule.BEST: _("Compared with {label}, the best rate among groups of at least {floor} people."),
    Rule.LARGEST: _("Compared with {label}, the largest group; its rate need not be a good one."),
    Rule.OVERALL: _("Compared with everybody together, the group itself included."),
    Rule.NAMED: _("Compared with {label}, which was named and stays the same over time."),
    Rule.TARGET: _("Compared with a target from outside, which has no sampling error."),
}


def six(strata: Strata, reference: Reference, floor: int) -> tuple[Choice, ...]:
    """The six choices of NCHS 2005, in its order."""
    return (
        _reference_point(reference, floor),
        Choice(
            "absolute_or_relative",
            "both",
            gettext(
                "Each gap is shown as a difference and as a ratio, because the two can disagree."
            ),
        ),
        _framing(strata),
        _pairs_or_summary(strata),
        _weighting(strata),
        _ordering(strata),
    )


def _reference_point(reference: Reference, floor: int) -> Choice:
    text = REFERENCES[reference.rule].format(label=reference.label, floor=floor)
    return Choice("reference_point", reference.rule.value, text)


def _framing(strata: Strata) -> Choice:
    texts = {
        False: gettext("Framed as an adverse outcome: a higher rate is worse."),
        True: gettext(
            "Framed as a favourable outcome: a higher rate is better. "
            "Ratios would be others in the adverse form."
        ),
    }
    return Choice("favourable_or_adverse", strata.direction.value, texts[strata.favourable])


def _pairs_or_summary(strata: Strata) -> Choice:
    if len(strata.groups) == 2:
        return Choice(
            "pairwise_or_summary", "pairwise", gettext("Two groups are compared with each other.")
        )
    text = gettext(
        "Each group is compared with the reference, and summary figures cover all groups."
    )
    return Choice("pairwise_or_summary", "both", text)


def _weighting(strata: Strata) -> Choice:
    if strata.overlapping:
        text = gettext(
            "Every group counts the same: groups that share people have no shares to weight by."
        )
        return Choice("weighting", "unweighted", text)
    if len(strata.groups) == 2:
        text = gettext("The two groups count the same; PAR and PAF count people.")
        return Choice("weighting", "unweighted", text)
    text = gettext(
        "Figures against the best group and plain averages count every group the same. Variance, "
        "Theil, MLD, PAR, PAF and what is called weighted count groups by their people."
    )
    return Choice("weighting", "both", text)


def _ordering(strata: Strata) -> Choice:
    if strata.ordered:
        text = gettext(
            "The groups have an order, from the most disadvantaged to the most advantaged."
        )
        return Choice("ordering", "ordered", text)
    text = gettext("The groups have no order, so there is no slope and no concentration index.")
    return Choice("ordering", "not_ordered", text)
