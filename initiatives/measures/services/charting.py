"""Saying something of a chart: where a new phase starts, and what happened when."""

from datetime import date
from typing import TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.base.checks import check_fields
from initiatives.base.errors import Invalid
from initiatives.base.records import locked, plain, required, touch
from initiatives.history.services import record
from initiatives.measures import queries, rules
from initiatives.measures.models import Annotation, Measure, Phase
from initiatives.measures.rules.charting import of_phase
from initiatives.measures.rules.figures import EARLIEST
from initiatives.people.models import User

M = TypeVar("M", bound=models.Model)


@transaction.atomic
def propose_phase(
    *,
    actor: User,
    measure: Measure,
    starts: date,
    different: bool,
    known: bool,
    wanted: bool,
    lasting: bool,
    reason: str,
    version: int | None = None,
) -> Phase:
    """Propose that centre and limits are drawn anew from a period on.

    Raises Invalid, by question, where one of the four is answered no: what rebasing would hide.
    """
    rules.may_define(actor, measure.initiative).require()
    measure = locked(measure, version)
    required(reason=reason)
    answers = {"different": different, "known": known, "wanted": wanted, "lasting": lasting}
    taken = measure.phases.filter(starts=starts, withdrawn_at=None).exists()
    refuse(of_phase(answers, starts, queries.periods_with_data(measure), taken))
    phase = Phase(
        measure=measure, starts=starts, reason=reason.strip(), proposed_by=actor, **answers
    )
    keep(phase)
    touch(measure)
    record(
        actor=actor,
        verb="proposed a phase of",
        subject=measure,
        after={"phase_from": plain(starts)},
        reason=reason,
    )
    return phase


@transaction.atomic
def approve_phase(*, actor: User, phase: Phase, version: int | None = None) -> Phase:
    """Let a proposed phase stand; every chart of the measure is drawn by it from now on."""
    rules.may_approve_phase(actor, phase).require()
    measure, phase = both(phase, version)
    if phase.approved_at is not None:
        refuse({"phase": _("This phase is approved already.")})
    phase.approved_by, phase.approved_at = actor, clock.now()
    phase.save(update_fields=["approved_by", "approved_at"])
    touch(measure)
    record(
        actor=actor,
        verb="approved a phase of",
        subject=measure,
        after={"phase_from": plain(phase.starts)},
    )
    return phase


@transaction.atomic
def withdraw_phase(*, actor: User, phase: Phase, reason: str, version: int | None = None) -> Phase:
    """Take a phase back, proposed or standing; it stays on record with the reason."""
    rules.may_withdraw_phase(actor, phase).require()
    required(reason=reason)
    measure, phase = both(phase, version)
    phase.withdrawn_by, phase.withdrawn_at = actor, clock.now()
    phase.withdrawn_because = reason.strip()
    keep(phase)
    touch(measure)
    record(
        actor=actor,
        verb="withdrew a phase of",
        subject=measure,
        before={"phase_from": plain(phase.starts)},
        reason=reason,
    )
    return phase


@transaction.atomic
def add_annotation(
    *, actor: User, measure: Measure, on: date, text: str, version: int | None = None
) -> Annotation:
    """Draw on the charts of a measure what happened on a day."""
    rules.may_define(actor, measure.initiative).require()
    measure = locked(measure, version)
    required(text=text)
    if on > clock.today(actor.time_zone):
        refuse({"on": _("This day has not come yet; add the event once it has happened.")})
    if on < EARLIEST:
        refuse({"on": _("This is before %(year)s; check the year.") % {"year": EARLIEST.year}})
    event = Annotation(measure=measure, on=on, text=" ".join(text.split()), added_by=actor)
    check_fields(event)
    if measure.annotations.filter(on=on, text=event.text, removed_at=None).exists():
        refuse({"text": _("This event is on the charts already.")})
    event.save()
    touch(measure)
    record(
        actor=actor,
        verb="added an event to",
        subject=measure,
        after={"on": plain(on), "event": event.text},
    )
    return event


@transaction.atomic
def remove_annotation(
    *, actor: User, annotation: Annotation, version: int | None = None
) -> Annotation:
    """Take an event off the charts; the history keeps it."""
    rules.may_define(actor, annotation.measure.initiative).require()
    measure = locked(annotation.measure, version)
    event = measure.annotations.get(pk=annotation.pk)
    if event.removed_at is not None:
        refuse({"event": _("This event is off the charts already.")})
    event.removed_by, event.removed_at = actor, clock.now()
    event.save(update_fields=["removed_by", "removed_at"])
    touch(measure)
    record(
        actor=actor,
        verb="removed an event from",
        subject=measure,
        before={"on": plain(event.on), "event": event.text},
    )
    return event


def both(phase: Phase, version: int | None) -> tuple[Measure, Phase]:
    """The measure, locked, and its phase as it is now; raises Invalid for a withdrawn one."""
    measure = locked(phase.measure, version)
    found = measure.phases.get(pk=phase.pk)
    if found.withdrawn_at is not None:
        refuse({"phase": _("This phase is withdrawn.")})
    return measure, found


def keep(record: M) -> M:
    """Save what can be kept; raises Invalid by field."""
    check_fields(record)
    record.save()
    return record


def refuse(errors: dict[str, str]) -> None:
    """Raises Invalid where there are errors."""
    if errors:
        raise Invalid(errors)
