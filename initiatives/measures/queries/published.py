"""What is shown of a measure: its observations by period and group, with small numbers masked.

The masks are decided once for everything that is shown together, before anything is drawn, listed
or exported of it. Only who holds the data role gets the counts themselves.
"""

from dataclasses import dataclass
from datetime import date

from initiatives.measures import rules
from initiatives.measures.models import (
    Measure,
    OperationalDefinition,
    Stratification,
    Stratum,
)
from initiatives.measures.queries.cells import Cell, Group, Place, Standing, standing
from initiatives.measures.queries.masking import masked
from initiatives.people.models import User


@dataclass(frozen=True)
class Published:
    """A measure as one viewer sees it; `cells` by period and group, `strata` in their order.

    `periods` has every period from the first to the last, also those of which nothing is known.
    `whole` says that nothing was masked, since the viewer holds the data role.
    """

    measure: Measure
    definition: OperationalDefinition | None
    stratification: Stratification | None
    strata: list[Stratum]
    periods: list[date]
    cells: dict[Place, Cell]
    whole: bool

    def series(self, group: Group) -> list[Cell | None]:
        """The cells of a group, a period each; None where nothing was recorded."""
        return [self.cells.get((period, group)) for period in self.periods]

    @property
    def groups(self) -> list[Stratum]:
        """The groups by which people are told apart."""
        return [stratum for stratum in self.strata if not stratum.absent]


def published(
    viewer: User, measure: Measure, stratification: Stratification | None = None
) -> Published:
    """What the viewer may see of a measure, for everybody and by one of its vocabularies.

    Raises Measure.DoesNotExist for a measure that the viewer may not see.
    """
    measure = rules.visible_measures(viewer).select_related("initiative__entity").get(pk=measure.pk)
    return read(measure, stratification, whole=rules.holds_data(viewer, measure))


def everything(measure: Measure, stratification: Stratification | None = None) -> Published:
    """All of it, for the tracker's own eyes: nothing of it may be shown unmasked."""
    return read(measure, stratification, whole=True)


def for_everyone(measure: Measure, stratification: Stratification | None = None) -> Published:
    """As anybody sees it who may see the measure and does not hold the data role."""
    return read(measure, stratification, whole=False)


def published_cells(viewer: User, measure: Measure) -> dict[Place, Cell]:
    """What the viewer may see of every vocabulary, in one go; raises Measure.DoesNotExist."""
    measure = rules.visible_measures(viewer).select_related("initiative__entity").get(pk=measure.pk)
    if rules.holds_data(viewer, measure):
        return standing(measure).cells
    return masked_cells(measure, definition_of(measure), standing(measure))


def read(measure: Measure, stratification: Stratification | None, *, whole: bool) -> Published:
    """What stands recorded; masked over all vocabularies together unless it is shown whole."""
    definition = definition_of(measure)
    shown = [stratification.pk] if stratification else []
    found = standing(measure, shown if whole else None)
    cells = found.cells
    if not whole:
        cells = {
            (period, group): cell
            for (period, group), cell in masked_cells(measure, definition, found).items()
            if group is None or found.vocabulary_of[group] in shown
        }
    return Published(
        measure=measure,
        definition=definition,
        stratification=stratification,
        strata=list(stratification.strata.all()) if stratification else [],
        periods=periods_of(cells, definition),
        cells=cells,
        whole=whole,
    )


def masked_cells(
    measure: Measure, definition: OperationalDefinition | None, found: Standing
) -> dict[Place, Cell]:
    """All cells as whoever does not hold the data role sees them."""
    overlapping = dict(measure.stratifications.values_list("pk", "overlapping"))
    return masked(found, overlapping, measure.threshold, definition.chart if definition else "")


def definition_of(measure: Measure) -> OperationalDefinition | None:
    """The definition in force; None before one is approved."""
    return measure.definitions.filter(in_force=True).first()


def periods_of(cells: dict[Place, Cell], definition: OperationalDefinition | None) -> list[date]:
    """The first days of all periods from the first to the last, those without a figure too."""
    there = sorted({period for period, _ in cells})
    if not there or definition is None:
        return there
    return sorted({*there, *rules.periods_between(there[0], there[-1], definition.frequency)})
