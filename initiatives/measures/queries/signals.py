"""Reading signals, and the data that are promised."""

from collections.abc import Iterator
from datetime import date

from django.db.models import F, Max, Prefetch, Q, QuerySet

from initiatives.accountability.choices import CommitmentState
from initiatives.measures import rules
from initiatives.measures.choices import SignalKind
from initiatives.measures.models import (
    DataDue,
    Measure,
    Observation,
    OperationalDefinition,
    Signal,
)
from initiatives.people.models import User
from initiatives.portfolio.choices import Stage


def signals(viewer: User) -> QuerySet[Signal]:
    """What lists show of the signals of measures that the viewer may see, the latest first."""
    return rules.visible_signals(viewer).select_related(
        "measure__initiative__entity", "stratification", "stratum", "commitment__owner"
    )


def signal(viewer: User, pk: int) -> Signal:
    """One signal; raises Signal.DoesNotExist for what the viewer may not see."""
    return signals(viewer).select_related("decided_by", "definition", "measure__owner").get(pk=pk)


def proposable_signals() -> QuerySet[Signal]:
    """Open signals that speak of a shortfall. Overdue data are a promise that is missed, no more.

    Nobody views here: what comes of it is proposed by the tracker.
    """
    return (
        Signal.objects.filter(state="open")
        .exclude(kind=SignalKind.OVERDUE)
        .select_related("measure__initiative__entity", "measure__owner", "stratum")
        .select_related("commitment__owner")
        .order_by("pk")
    )


def data_due(measure: Measure, starts: date) -> DataDue | None:
    """The promise of the data of a period, if there is one."""
    return measure.data_due.filter(starts=starts).select_related("commitment").first()


def recorded_since(measure: Measure, first: date) -> set[date]:
    """The periods for which a figure of everybody is recorded, from a day on."""
    rows = figures_of_everybody().filter(measure=measure, starts__gte=first)
    return set(rows.values_list("starts", flat=True).order_by())


def latest_recorded() -> dict[int, date]:
    """By measure: the latest period for which a figure of everybody is recorded."""
    rows = figures_of_everybody().order_by().values("measure")
    return dict(rows.annotate(latest=Max("starts")).values_list("measure", "latest"))


def figures_of_everybody() -> QuerySet[Observation]:
    """What stands recorded of everybody and says a figure."""
    return Observation.objects.filter(
        Q(numerator__isnull=False) | Q(value__isnull=False), replaced_by=None, stratum=None
    )


def unwatched() -> QuerySet[Measure]:
    """The measures in use that have changed since they were looked at."""
    return Measure.objects.exclude(version=F("watched_version")).filter(definitions__in_force=True)


def measures_in_use() -> Iterator[tuple[Measure, OperationalDefinition]]:
    """The measures of initiatives that are not closed, each with its definition in force."""
    approved = OperationalDefinition.objects.filter(approved_at__isnull=False)
    found = (
        Measure.objects.filter(definitions__in_force=True)
        .exclude(initiative__stage=Stage.CLOSED)
        .select_related("owner", "initiative__entity", "initiative__owner", "initiative__sponsor")
        .prefetch_related(Prefetch("definitions", approved, to_attr="approved"))
        .order_by("pk")
    )
    for measure in found:
        yield measure, next(one for one in measure.approved if one.in_force)


def adopted_on(measure: Measure, definition: OperationalDefinition) -> date:
    """Since when the measure is counted by periods as long as those of this definition."""
    approved = getattr(measure, "approved", None)
    if approved is None:
        approved = measure.definitions.filter(approved_at__isnull=False)
    same = [one.approved_at for one in approved if one.frequency == definition.frequency]
    return min(at.date() for at in same if at is not None)


def open_data_due() -> QuerySet[DataDue]:
    """The data that are still promised."""
    return DataDue.objects.filter(commitment__state=CommitmentState.OPEN).select_related(
        "commitment", "measure__initiative"
    )


def waiting_in_vain() -> QuerySet[Measure]:
    """The measures of closed initiatives with a signal that their data are overdue."""
    return Measure.objects.filter(
        initiative__stage=Stage.CLOSED, signals__kind=SignalKind.OVERDUE, signals__state="open"
    ).distinct()
