"""Saying which measures show whether a driver moves, or what a cycle changed."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.base.errors import Invalid
from initiatives.base.records import locked, touch
from initiatives.history.services import record
from initiatives.measures.models import Measure, MeasureOfCycle, MeasureOfDriver
from initiatives.people.models import User
from initiatives.portfolio.choices import CycleStep
from initiatives.portfolio.models import Driver, Initiative, PdsaCycle
from initiatives.portfolio.rules import may_edit


@transaction.atomic
def link_driver(
    *, actor: User, driver: Driver, measures: Iterable[Measure], version: int | None = None
) -> Driver:
    """These are the measures of a node from now on; raises Invalid for those of others."""
    may_edit(actor, driver.initiative).require()
    driver = locked(driver, version)
    if driver.retired_at is not None:
        raise Invalid(
            {
                "driver": _("%(reference)s is retired, so it cannot be changed.")
                % {"reference": driver.reference}
            }
        )
    chosen = checked(measures, driver.initiative)
    was = {link.measure_id: str(link.measure) for link in driver.measure_links.all()}
    if set(was) == set(chosen):
        return driver
    driver.measure_links.exclude(measure__in=chosen).delete()
    MeasureOfDriver.objects.bulk_create(
        MeasureOfDriver(driver=driver, measure=one) for key, one in chosen.items() if key not in was
    )
    touch(driver)
    note(actor, driver, was, chosen)
    return driver


@transaction.atomic
def link_cycle(
    *, actor: User, cycle: PdsaCycle, measures: Iterable[Measure], version: int | None = None
) -> PdsaCycle:
    """These are the measures of a cycle from now on; it is drawn on their charts once it began."""
    initiative = cycle.idea.initiative
    may_edit(actor, initiative).require()
    cycle = locked(cycle, version)
    if cycle.step in (CycleStep.DONE, CycleStep.DROPPED):
        raise Invalid(
            {
                "step": _("%(reference)s is over, so its measures stay as they are.")
                % {"reference": cycle.reference}
            }
        )
    chosen = checked(measures, initiative)
    was = {link.measure_id: str(link.measure) for link in cycle.measure_links.all()}
    if set(was) == set(chosen):
        return cycle
    cycle.measure_links.exclude(measure__in=chosen).delete()
    MeasureOfCycle.objects.bulk_create(
        MeasureOfCycle(cycle=cycle, measure=one) for key, one in chosen.items() if key not in was
    )
    touch(cycle)
    note(actor, cycle, was, chosen)
    return cycle


def checked(measures: Iterable[Measure], initiative: Initiative) -> dict[int, Measure]:
    """Measures by key; raises Invalid for one of another initiative."""
    chosen = {one.pk: one for one in measures}
    if any(one.initiative_id != initiative.pk for one in chosen.values()):
        raise Invalid({"measures": _("Choose measures of the same initiative.")})
    return chosen


def note(
    actor: User, subject: Driver | PdsaCycle, was: dict[int, str], now: dict[int, Measure]
) -> None:
    """Record which measures they were and are."""
    record(
        actor=actor,
        verb="chose the measures of",
        subject=subject,
        before={"measures": sorted(was.values())},
        after={"measures": sorted(map(str, now.values()))},
    )
