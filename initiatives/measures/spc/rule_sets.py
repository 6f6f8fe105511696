"""Rule sets: what counts as a special cause, as named and versioned data.

A chart stores the name and the version under which it was judged. Sources: qicharts2 0.8.1 (Anhøj &
Olesen 2014); NHSRplotthedots 0.2.2 (NHS England, Making Data Count); Western Electric, Statistical
Quality Control Handbook 1956, as in qcc 3.0; Nelson, Journal of Quality Technology 1984.
"""

from dataclasses import dataclass, field

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures.spc.detectors import (
    Alternating,
    Beyond,
    Detector,
    Inner,
    Outer,
    Outside,
    Shift,
    Trend,
)


@dataclass(frozen=True)
class RuleSet:
    """Rules by name, the first that holds marks a point.

    `runs` judges each phase by the Anhøj rules; `mdc` takes the limits of Making Data Count on an
    individuals chart; `shown_from` is the number of points from which icons are shown.
    """

    name: str
    version: str
    title: str
    rules: dict[str, Detector] = field(default_factory=dict)
    runs: bool = False
    mdc: bool = False
    shown_from: int = 1


RULE_SETS: dict[str, RuleSet] = {
    one.name: one
    for one in (
        RuleSet("anhoej", "1", _("Anhøj rules"), {"beyond": Beyond()}, runs=True),
        RuleSet(
            "mdc",
            "1",
            "Making Data Count",
            {
                "beyond": Beyond(),
                "trend": Trend(7),
                "two_of_three": Outer(2, 3, 2, band=True),
                "shift": Shift(7),
            },
            mdc=True,
            shown_from=13,
        ),
        RuleSet(
            "western_electric",
            "1",
            "Western Electric",
            {
                "beyond": Beyond(),
                "two_of_three": Outer(2, 3, 2),
                "four_of_five": Outer(4, 5, 1),
                "shift": Shift(8),
            },
        ),
        RuleSet(
            "nelson",
            "1",
            "Nelson",
            {
                "beyond": Beyond(),
                "shift": Shift(9),
                "trend": Trend(6),
                "alternating": Alternating(14),
                "two_of_three": Outer(2, 3, 2),
                "four_of_five": Outer(4, 5, 1),
                "inner": Inner(15),
                "outside": Outside(8),
            },
        ),
    )
}
