"""How the groups of a measure stand to each other in a window of time.

Shares of people are compared in full. For rates, counts and values the charts of each group speak.
"""

from dataclasses import dataclass

from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures import disparity, drawing
from initiatives.measures.choices import PROPORTIONS, Direction
from initiatives.measures.models import Measure, OperationalDefinition, Stratification
from initiatives.measures.queries.cells import Cell
from initiatives.measures.queries.compared import Compared, plot_of
from initiatives.measures.queries.completeness import Completeness, completeness_of
from initiatives.measures.queries.pools import Taken, taken
from initiatives.measures.queries.published import Published, published
from initiatives.measures.queries.windows import Window, window
from initiatives.people.models import User

WITHHELD = _("No sum over this time can be shown without telling counts that are masked.")
NO_GROUPS = _("Nothing was recorded by these groups yet.")
NOT_SHARES = _(
    "Gaps are worked out for shares of people. This measure counts otherwise, so compare the "
    "charts of its groups."
)


@dataclass(frozen=True, slots=True)
class Disparities:
    """The groups of one vocabulary in a window, compared; `why` says what stands in the way.

    `because` says why the reference was chosen, where a person did.
    """

    window: Window
    stratification: Stratification
    everybody: Cell | None
    groups: list[Compared]
    completeness: Completeness
    reference: disparity.Reference | None
    because: str
    strata: disparity.Strata | None
    choices: tuple[disparity.Choice, ...]
    plot: drawing.DotPlot
    why: str

    def analysis(self, floor: int) -> disparity.Analysis | None:
        """Everything that is said of all groups that are shown; None without a reference."""
        if self.strata is None or self.reference is None:
            return None
        wanted = self.reference.rule.value
        if self.reference.rule is disparity.Rule.NAMED:
            wanted = self.reference.label
        return disparity.analyse(self.strata, wanted, floor=floor)

    def summary(self, floor: int) -> dict[str, disparity.Estimate]:
        """The summary measures over all groups that are shown; nothing without a reference."""
        found = self.analysis(floor)
        return dict(found.summary) if found else {}


def disparities(
    viewer: User, measure: Measure, stratification: Stratification, key: str = ""
) -> Disparities | None:
    """The groups of a vocabulary in the window of this key (`queries.windows`), the latest first.

    None where nothing was recorded by these groups, or no window has this key. Raises
    Measure.DoesNotExist for a measure that the viewer may not see.
    """
    return disparities_of(published(viewer, measure, stratification), key)


def disparities_of(found: Published, key: str = "") -> Disparities | None:
    """The same of what is published already."""
    chosen = window(found, key)
    definition = found.definition
    if chosen is None or definition is None or found.stratification is None:
        return None
    there = taken(found, chosen)
    strata = strata_of(found, there, definition)
    named, because = reference_of(found, strata)
    reference, results, why = results_of(strata, named, found.measure.floor)
    groups = [
        Compared(one, there.cells.get(one.pk), results.get(one.label)) for one in found.groups
    ]
    return Disparities(
        window=chosen,
        stratification=found.stratification,
        everybody=there.cells.get(None),
        groups=groups,
        completeness=completeness_of(there.cells, found.strata, definition.chart),
        reference=reference,
        because=because,
        strata=strata,
        choices=disparity.six(strata, reference, found.measure.floor)
        if strata and reference
        else (),
        plot=plot_of(found, definition, chosen, groups, reference),
        why=why_not(there, definition, why),
    )


def why_not(there: Taken, definition: OperationalDefinition, why: str) -> str:
    """What stands in the way of a comparison, in a sentence; nothing where there is one."""
    if there.withheld:
        return WITHHELD
    return why if definition.chart in PROPORTIONS else NOT_SHARES


def strata_of(
    found: Published, there: Taken, definition: OperationalDefinition
) -> disparity.Strata | None:
    """The groups with counts that may be shown; None where fewer than two can be compared."""
    if definition.chart not in PROPORTIONS or found.stratification is None:
        return None
    groups = tuple(
        disparity.Group(one.label, cell.numerator or 0, cell.denominator)
        for one in found.groups
        if (cell := there.cells.get(one.pk)) is not None and cell.denominator
    )
    if len(groups) < 2:
        return None
    adverse = definition.direction != Direction.INCREASE
    return disparity.Strata(
        groups,
        disparity.Direction.ADVERSE if adverse else disparity.Direction.FAVOURABLE,
        ordered=found.stratification.ordered,
        overlapping=found.stratification.overlapping,
    )


def reference_of(found: Published, strata: disparity.Strata | None) -> tuple[str, str]:
    """By which word or label the reference is chosen, and why where a person chose it.

    A chosen group that has no figure here gives way to the best one.
    """
    chosen = (
        found.measure.references.filter(stratification=found.stratification)
        .select_related("stratum")
        .first()
    )
    labels = {group.label for group in strata.groups} if strata else set()
    if chosen is not None and chosen.stratum.label in labels:
        return chosen.stratum.label, chosen.because
    return disparity.Rule.BEST.value, ""


def results_of(
    strata: disparity.Strata | None, named: str, floor: int
) -> tuple[disparity.Reference | None, dict[str, disparity.Comparison], str]:
    """The reference, each group compared with it by label, and why there is none."""
    if strata is None:
        return None, {}, gettext("Fewer than two groups can be compared.")
    try:
        reference = disparity.choose(strata, named, floor=floor)
    except disparity.InvalidFigures as error:
        return None, {}, error.message
    results = disparity.compare(strata, reference, floor)
    return reference, {one.group.label: one for one in results}, ""
