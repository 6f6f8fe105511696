"""Reading what people say of charts: phases, events, reference groups."""

from datetime import date

from django.db.models import Q, QuerySet

from initiatives.measures import rules
from initiatives.measures.models import (
    Annotation,
    Intersection,
    Measure,
    Phase,
    ReferenceGroup,
    Stratification,
)
from initiatives.people.models import User

PEOPLE = ("proposed_by", "approved_by", "withdrawn_by", "measure__initiative__entity")


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
