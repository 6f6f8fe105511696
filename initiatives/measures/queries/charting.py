"""Reading what people say of charts: phases, events, reference groups, and what may be next."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from initiatives.measures import rules
from initiatives.measures.choices import WITH_DENOMINATOR
from initiatives.measures.models import (
    Annotation,
    Intersection,
    Measure,
    OperationalDefinition,
    Phase,
    ReferenceGroup,
    Stratification,
)
from initiatives.measures.queries.published import Published, published
from initiatives.measures.spc import (
    Analysis,
    BadSeries,
    Choices,
    Series,
    analyse,
    series_of,
    suggest_phase,
)
from initiatives.people.models import User

PEOPLE = ("proposed_by", "approved_by", "withdrawn_by", "measure__initiative__entity")


@dataclass(frozen=True)
class SuggestedPhase:
    """A period from which a new phase may start; its limits are on trial while `points` are few."""

    starts: date
    points: int
    on_trial: bool


def phases(measure: Measure) -> QuerySet[Phase]:
    """The phases that stand, by their first period: approved, and not withdrawn."""
    standing = Q(approved_at__isnull=False, withdrawn_at__isnull=True)
    return measure.phases.filter(standing).select_related(*PEOPLE).order_by("starts")


def proposed_phases(measure: Measure) -> QuerySet[Phase]:
    """The phases that wait for approval."""
    waiting = Q(approved_at__isnull=True, withdrawn_at__isnull=True)
    return measure.phases.filter(waiting).select_related(*PEOPLE).order_by("starts")


def all_phases(viewer: User, measure: Measure) -> QuerySet[Phase]:
    """Every phase that was ever proposed, as far as the viewer sees the measure."""
    return visible_phases(viewer).filter(measure=measure)


def phase(viewer: User, pk: int) -> Phase:
    """One phase; raises Phase.DoesNotExist where the viewer may not see its measure."""
    return visible_phases(viewer).get(pk=pk)


def visible_phases(viewer: User) -> QuerySet[Phase]:
    """The phases of measures in sight."""
    seen = rules.visible_measures(viewer)
    return Phase.objects.filter(measure__in=seen).select_related(*PEOPLE).order_by("starts", "pk")


def annotations(measure: Measure) -> QuerySet[Annotation]:
    """The events that are drawn on the charts of a measure, by their day."""
    return measure.annotations.filter(removed_at=None).select_related("added_by")


def annotation(viewer: User, pk: int) -> Annotation:
    """One event that is on a chart; raises Annotation.DoesNotExist."""
    seen = Annotation.objects.filter(measure__in=rules.visible_measures(viewer), removed_at=None)
    return seen.select_related("measure__initiative__entity", "added_by").get(pk=pk)


def references(measure: Measure) -> QuerySet[ReferenceGroup]:
    """The groups that others are compared with, one a vocabulary at most."""
    return measure.references.select_related("stratification", "stratum", "chosen_by")


def intersection(measure: Measure) -> Intersection | None:
    """The two vocabularies that are shown where they meet."""
    found = Intersection.objects.filter(measure=measure)
    return found.select_related("one", "other", "chosen_by").first()


def vocabularies(viewer: User) -> QuerySet[Stratification]:
    """All vocabularies, since a measure keeps an edition that is no longer in force."""
    return rules.visible_stratifications(viewer).prefetch_related("strata")


def periods_with_data(measure: Measure) -> list[date]:
    """The first days of the periods for which a figure stands, in order."""
    figures = Q(numerator__isnull=False) | Q(value__isnull=False)
    found = measure.observations.filter(figures, replaced_by=None, other_stratum=None)
    return list(found.order_by("starts").values_list("starts", flat=True).distinct())


def suggested_phase(viewer: User, measure: Measure) -> SuggestedPhase | None:
    """From which period a new phase may be proposed, judged by what the viewer sees of everybody.

    None where nothing has shifted, or where there is already a phase or a proposal from then on.
    """
    definition = measure.definitions.filter(in_force=True).first()
    if definition is None:
        return None
    found = published(viewer, measure)
    analysis = analysis_of(found, definition, [one.starts for one in phases(measure)])
    suggestion = suggest_phase(analysis) if analysis else None
    if suggestion is None:
        return None
    starts = found.periods[suggestion.first - 1]
    if measure.phases.filter(withdrawn_at=None, starts__gte=starts).exists():
        return None
    return SuggestedPhase(starts, suggestion.points, suggestion.on_trial)


def analysis_of(
    found: Published, definition: OperationalDefinition, starts: list[date]
) -> Analysis | None:
    """What the chart of everybody says; None where nothing can be judged."""
    later = {
        next((at for at, period in enumerate(found.periods, 1) if period >= start), 0)
        for start in starts
    }
    cells = found.series(None)
    out = [at for at, cell in enumerate(cells, 1) if cell and cell.excluded]
    try:
        series = everybody(found, definition.chart)
        choices = Choices(
            rules=definition.rules,
            phases=sorted(later - {0, 1}),
            freeze=definition.freeze if (definition.freeze or 0) <= len(cells) else None,
            exclude=out,
            screen=definition.screen,
            direction=definition.direction,
        )
        return analyse(series, choices)
    except BadSeries:
        return None


def everybody(found: Published, chart: str) -> Series:
    """The figures of everybody as a series; raises BadSeries where there are none."""
    cells = found.series(None)
    if chart not in WITH_DENOMINATOR:
        return series_of(chart, [cell.value if cell else None for cell in cells])
    return series_of(
        chart,
        [cell.numerator if cell else None for cell in cells],
        [cell.denominator if cell else None for cell in cells],
    )
