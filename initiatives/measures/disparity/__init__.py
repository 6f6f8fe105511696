"""Rates, gaps between groups and summary measures: pure functions on counts, no database.

Start with `analyse` (a set of groups) or `calculator.answer` (plain JSON).

    errors, checks         what is refused, and in which words
    estimates              a figure with its limits, or the reason for none
    groups                 Group, Strata (what is given), Profile (rates, shares, errors)
    rates                  one rate: Wilson, exact Poisson
    gamma, beta, solve     the distributions behind exact limits
    pairs, significance    two rates: difference, ratio, test
    reference, effects     what is compared with, and how far a group is from it
    reliability            flags on one group's figures
    comparison, sentences  the verdict on one group, and how it reads
    extremes, spread, variation, attributable, simulation, summary
                           measures over all groups
    ridit, concentration, slope, logit, ordered
                           measures over groups with an order
    choices, analysis      the six choices, and everything together
    request, calculator    the API's calculator
    representation         a workforce beside a benchmark: description, never a target

`docs/methods.md` has the formulas, their sources and what was chosen.
"""

from initiatives.measures.disparity.analysis import Analysis, analyse
from initiatives.measures.disparity.calculator import answer, answered, notes_on
from initiatives.measures.disparity.choices import Choice, six
from initiatives.measures.disparity.comparison import Comparison, Standing, Verdict, compare
from initiatives.measures.disparity.errors import InvalidFigures
from initiatives.measures.disparity.estimates import Estimate
from initiatives.measures.disparity.groups import Direction, Group, Profile, Strata
from initiatives.measures.disparity.reference import Reference, Rule, choose
from initiatives.measures.disparity.sentences import sentence

__all__ = [
    "Analysis",
    "Choice",
    "Comparison",
    "Direction",
    "Estimate",
    "Group",
    "InvalidFigures",
    "Profile",
    "Reference",
    "Rule",
    "Standing",
    "Strata",
    "Verdict",
    "analyse",
    "answer",
    "answered",
    "choose",
    "compare",
    "notes_on",
    "sentence",
    "six",
]
