"""Reading measures and their definitions, and the vocabularies in force."""

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Subquery

from initiatives.measures import rules
from initiatives.measures.models import (
    Measure,
    Observation,
    OperationalDefinition,
    Stratification,
)
from initiatives.people.models import User


def measures(viewer: User) -> QuerySet[Measure]:
    """What lists show: with people, the definition in force (`in_force`) and the latest data.

    `draft_waits` says whether a definition waits for approval.
    """
    return (
        rules.visible_measures(viewer)
        .select_related("initiative__entity", "owner")
        .prefetch_related(
            Prefetch(
                "definitions",
                OperationalDefinition.objects.filter(in_force=True),
                to_attr="in_force",
            )
        )
        .annotate(
            latest=Subquery(
                Observation.objects.filter(
                    measure=OuterRef("pk"), stratum=None, other_stratum=None, replaced_by=None
                )
                .order_by("-starts")
                .values("starts")[:1]
            ),
            draft_waits=Exists(
                OperationalDefinition.objects.filter(measure=OuterRef("pk"), approved_at=None)
            ),
        )
    )


def measure(viewer: User, pk: int) -> Measure:
    """One measure; raises Measure.DoesNotExist for what the viewer may not see."""
    return measures(viewer).prefetch_related("stratifications__strata").get(pk=pk)


def definitions(viewer: User, measure: Measure) -> QuerySet[OperationalDefinition]:
    """All definitions of a measure that the viewer may see, the latest first."""
    return (
        OperationalDefinition.objects.filter(
            measure=measure, measure__in=rules.visible_measures(viewer)
        )
        .select_related("written_by", "approved_by", "measure__initiative")
        .order_by("-number")
    )


def stratifications(viewer: User) -> QuerySet[Stratification]:
    """The vocabularies in force, open to everyone who is signed in."""
    return rules.visible_stratifications(viewer).filter(in_force=True).prefetch_related("strata")
