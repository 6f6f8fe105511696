"""The promise of each period's data: it arises by itself, and is kept by recording them."""

import logging
from collections.abc import Collection
from datetime import date

from django.db import transaction

from initiatives.accountability import services as accountability
from initiatives.accountability.choices import CommitmentKind
from initiatives.accountability.models import Commitment
from initiatives.base.records import locked
from initiatives.measures.models import DataDue, Measure, OperationalDefinition
from initiatives.measures.queries.signals import (
    adopted_on,
    measures_in_use,
    open_data_due,
    recorded_since,
)
from initiatives.measures.rules.periods import due_on, in_words, latest_asked, period_of
from initiatives.measures.services.asking import whom_to_ask
from initiatives.measures.services.lateness import today_of
from initiatives.people.models import User
from initiatives.portfolio.choices import Stage

logger = logging.getLogger(__name__)


def promise_data() -> int:
    """Ask for the data of the latest period of each measure that has an owner; how many are new.

    Only ever the latest period, and none that ended before the measure was adopted: neither
    switching it on nor a long silence makes a flood. What is asked for no longer is withdrawn.
    """
    withdraw_what_is_not_due()
    promised = 0
    for measure, definition in measures_in_use():
        if measure.owner_id is None:
            continue
        try:
            promised += promise_latest(measure, definition)
        except Exception:  # one measure that cannot be asked for hides no other
            logger.exception("The data of %s could not be asked for.", measure.reference)
    return promised


@transaction.atomic
def promise_latest(measure: Measure, definition: OperationalDefinition) -> bool:
    """Ask for the latest period once; False where that was done, or the data are there."""
    starts, ends = latest_asked(today_of(measure), definition.frequency, definition.due_days)
    if ends < adopted_on(measure, definition):
        return False
    if measure.data_due.filter(starts=starts).exists() or starts in recorded_since(measure, starts):
        return False
    measure = locked(measure)
    person = whom_to_ask(measure)
    if person is None or measure.data_due.filter(starts=starts).exists():
        return False
    DataDue.objects.create(
        measure=measure,
        starts=starts,
        ends=ends,
        commitment=asked_for(measure, definition, person, starts, ends),
    )
    return True


def asked_for(
    measure: Measure, definition: OperationalDefinition, person: User, starts: date, ends: date
) -> Commitment:
    """The commitment to enter the data of a period."""
    source = f" They come from: {definition.source}." if definition.source else ""
    return accountability.arise(
        kind=CommitmentKind.DATA,
        title=f"Enter the data of {in_words(starts, definition.frequency)} for {measure.name}",
        detail=f"{measure.reference} counts: {definition.text}{source}",
        owner=person,
        due_on=due_on(ends, definition.due_days),
        initiative=measure.initiative,
    )


def keep_promises(*, actor: User, measure: Measure, periods: Collection[date]) -> None:
    """The data of these periods are recorded, so what was promised of them is done."""
    for due in open_data_due().filter(measure=measure, starts__in=periods):
        accountability.end_fulfilled(
            commitment=due.commitment, actor=actor, evidence=f"Recorded by {actor}."
        )


def withdraw_what_is_not_due() -> None:
    """Promises of data that nobody asks for any more."""
    for due in open_data_due():
        reason = why_not_due(due)
        if reason:
            with transaction.atomic():
                accountability.end_withdrawn(commitment=due.commitment, reason=reason)


def why_not_due(due: DataDue) -> str:
    """Why the data of a period are not asked for any more; nothing where they are."""
    if due.measure.initiative.stage == Stage.CLOSED:
        return "The initiative is closed."
    definition = due.measure.definitions.filter(in_force=True).first()
    if definition is None:
        return "No definition is in force."
    if period_of(due.starts, definition.frequency) != (due.starts, due.ends):
        return "The measure is counted by other periods now."
    return ""
