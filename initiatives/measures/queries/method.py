"""The measures of drivers and cycles, the cycles on the charts, and the features of good tests."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Max, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.measures import rules
from initiatives.measures.models import Measure, MeasureOfCycle, MeasureOfDriver, Observation
from initiatives.people.models import Entity, User
from initiatives.portfolio import queries as portfolio
from initiatives.portfolio.models import Driver, Initiative, PdsaCycle
from initiatives.portfolio.rules.features import (
    Feature,
    Shared,
    Tested,
    features_of,
    shared_by,
)


def linked_to_driver(viewer: User, driver: Driver) -> QuerySet[Measure]:
    """The measures of a node, by name."""
    return rules.visible_measures(viewer).filter(driver_links__driver=driver)


def linked_to_cycle(viewer: User, cycle: PdsaCycle) -> QuerySet[Measure]:
    """The measures of a cycle, by name."""
    return rules.visible_measures(viewer).filter(cycle_links__cycle=cycle)


def drivers_measured(viewer: User) -> QuerySet[Driver]:
    """Drivers with their measures at hand (`measure_links`). Who sees one sees its measures."""
    links = MeasureOfDriver.objects.select_related("measure")
    return portfolio.drivers(viewer).prefetch_related(Prefetch("measure_links", links))


def cycles_measured(viewer: User) -> QuerySet[PdsaCycle]:
    """Cycles with their measures at hand (`measure_links`)."""
    links = MeasureOfCycle.objects.select_related("measure")
    return portfolio.cycles(viewer).prefetch_related(Prefetch("measure_links", links))


def cycles_on(measure: Measure) -> list[tuple[date, str]]:
    """The days on which cycles of a measure began, with their names, for its charts."""
    found = portfolio.begun(PdsaCycle.objects.filter(measure_links__measure=measure))
    rows = found.values_list("began_on", "number", "title")
    return [
        (day, _("PDSA %(number)s: %(title)s") % {"number": number, "title": title})
        for day, number, title in rows
        if day
    ]


def features(viewer: User, initiative: Initiative) -> list[Feature]:
    """The four features of good tests in an initiative that the viewer may see."""
    found = portfolio.cycles(viewer).filter(idea__initiative=initiative)
    return features_of(tested(found), clock.today(viewer.time_zone))


def features_at(viewer: User, entity: Entity) -> Shared:
    """The features over the initiatives answered for at an entity and below, as the viewer sees."""
    found = portfolio.cycles(viewer).filter(idea__initiative__entity__lineage__contains=[entity.pk])
    return shared_by(tested(found), clock.today(viewer.time_zone))


def tested(cycles: QuerySet[PdsaCycle]) -> Iterable[Tested]:
    """What the features are counted from: the cycles that began, in one query."""
    data = (
        Observation.objects.filter(
            measure__cycle_links__cycle=OuterRef("pk"),
            stratum=None,
            other_stratum=None,
            replaced_by=None,
        )
        .order_by()
        .values("measure")
        .annotate(periods=Count("starts", distinct=True), latest=Max("ends"))
        .order_by("-periods", "measure")
    )
    rows: Any = (
        portfolio.begun(cycles)
        .select_related(None)
        .prefetch_related(None)
        .values_list(
            *("idea__initiative", "idea", "number", "follows", "pk", "scale", "step"),
            *("began_on", "study_by"),
            Coalesce(Subquery(data.values("periods")[:1]), 0),
            Subquery(data.values("latest")[:1]),
        )
    )
    return [Tested(*row) for row in rows]
