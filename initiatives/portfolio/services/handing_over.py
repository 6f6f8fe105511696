"""Handing an initiative over: the plans that keep a change up, its end, and whether it lasted."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.accountability.choices import CommitmentKind, CommitmentState
from initiatives.accountability.services import arise, end_fulfilled, end_withdrawn
from initiatives.accountability.services.promises import check_owner
from initiatives.base import clock
from initiatives.base.checks import check_fields
from initiatives.base.errors import Blocked, Invalid, Missing
from initiatives.base.records import change, locked, required
from initiatives.history.services import record
from initiatives.people.models import User
from initiatives.portfolio import rules
from initiatives.portfolio.choices import Lasted, Outcome, Stage
from initiatives.portfolio.models import Handover, Initiative
from initiatives.portfolio.rules.gates import OWNER, missing_at
from initiatives.portfolio.rules.standing import Standing
from initiatives.portfolio.services.alignments import stir
from initiatives.portfolio.services.lifecycle import check_to_come, off_hold

BY_THEMSELVES = (CommitmentKind.DATA, CommitmentKind.SIGNAL)
LASTING = "Look at the data since then, and ask those who do the work and those it is for."


@transaction.atomic
def write_handover(
    *,
    actor: User,
    initiative: Initiative,
    control_plan: str = "",
    spread_plan: str = "",
    operational_owner: User | None = None,
    look_again_on: date | None = None,
    version: int | None = None,
) -> Handover:
    """Write who keeps a change up and how, where it spreads, and when to look whether it lasted.

    `version` is that of the handover, 0 where there was none. Raises Invalid once it is closed.
    """
    rules.may_hand_over(actor, initiative).require()
    initiative = locked(initiative)
    if initiative.stage == Stage.CLOSED:
        raise Invalid(
            {
                "stage": _("%(reference)s is closed; open it again first.")
                % {"reference": initiative.reference}
            }
        )
    handover = handover_of(initiative, version)
    if operational_owner != handover.operational_owner:
        check_owner(operational_owner, "operational_owner")
    if look_again_on and look_again_on != handover.look_again_on:
        check_to_come(actor, "look_again_on", look_again_on)
    made = change(
        handover,
        control_plan=control_plan.strip(),
        spread_plan=spread_plan.strip(),
        operational_owner=operational_owner,
        look_again_on=look_again_on,
    )
    check_fields(handover)
    if made:
        stir(initiative)
        record(
            actor=actor,
            verb="planned the handover of",
            subject=initiative,
            before=made.before,
            after=made.after,
        )
    return handover


def handover_of(initiative: Initiative, version: int | None = None) -> Handover:
    """The one of an initiative that is locked, made where there is none; raises Stale."""
    handover, new = Handover.objects.get_or_create(initiative=initiative)
    return handover if new else locked(handover, version)


@transaction.atomic
def close_initiative(
    *,
    actor: User,
    initiative: Initiative,
    outcome: str,
    summary: str,
    lessons: str = "",
    version: int | None = None,
) -> Initiative:
    """End it by its aim, and hand it over; raises Blocked with what the handover still lacks.

    What is abandoned is not handed over: it says why, and its open promises are withdrawn.
    """
    rules.may_move(actor, initiative).require()
    check_outcome(outcome)
    required(summary=summary)
    initiative = locked(initiative, version)
    if initiative.stage == Stage.CLOSED:
        raise Invalid(
            {"stage": _("%(reference)s is closed already.") % {"reference": initiative.reference}}
        )
    abandoned = outcome == Outcome.ABANDONED
    missing = [] if abandoned else missing_to_close(initiative)
    if missing:
        raise Blocked(missing)
    handover = handover_of(initiative)
    was = initiative.stage
    end_promises(actor, initiative)
    off_hold(initiative)
    change(initiative, stage=Stage.CLOSED, stage_since=clock.now())
    made = change(
        handover,
        outcome=outcome,
        summary=summary.strip(),
        lessons=lessons.strip(),
        closed_at=clock.now(),
        closed_by=actor,
        commitment=None if abandoned else ask_to_look(handover),
    )
    check_fields(handover)
    stir(initiative)
    record(
        actor=actor,
        verb="closed",
        subject=initiative,
        before={"stage": was},
        after={"stage": Stage.CLOSED.value, **made.after},
        reason=summary,
    )
    return initiative


def check_outcome(outcome: str) -> None:
    """Raises Invalid for what is no outcome."""
    if outcome not in Outcome.values:
        raise Invalid(
            {"outcome": _("Say how it ended: %(values)s.") % {"values": ", ".join(Outcome.values)}}
        )


def missing_to_close(initiative: Initiative) -> list[Missing]:
    """What the gate to a good end asks for; what never was approved can only be abandoned."""
    if initiative.owner_id is None:
        return [OWNER]
    return missing_at(Standing(initiative), Stage.CLOSED)


def end_promises(actor: User, initiative: Initiative) -> None:
    """Nobody is reminded of an initiative that ended; its data and signals end by themselves."""
    promised = initiative.commitments.filter(state=CommitmentState.OPEN)
    for commitment in promised.exclude(kind__in=BY_THEMSELVES):
        end_withdrawn(commitment=commitment, reason="The initiative was closed.", actor=actor)


def ask_to_look(handover: Handover) -> Any:
    """The commitment of the operational owner to look whether it lasted."""
    owner, day = handover.operational_owner, handover.look_again_on
    assert owner is not None and day is not None  # the gate asks for both
    return arise(
        kind=CommitmentKind.REVIEW,
        title=f"See whether it lasted: {handover.initiative.title}",
        detail=LASTING,
        owner=owner,
        due_on=day,
        initiative=handover.initiative,
    )


@transaction.atomic
def say_whether_it_lasted(
    *,
    actor: User,
    initiative: Initiative,
    lasted: str,
    note: str,
    look_again_on: date | None = None,
    version: int | None = None,
) -> Initiative:
    """What a look after the end found; with another day, the operational owner looks again then.

    Raises Invalid unless it was closed and handed over.
    """
    rules.may_hand_over(actor, initiative).require()
    required(note=note)
    initiative = locked(initiative, version)
    handover = handover_of(initiative)
    if handover.outcome in ("", Outcome.ABANDONED):
        raise Invalid({"lasted": _("Only what was closed and handed over can have lasted.")})
    if lasted not in Lasted.values:
        raise Invalid(
            {
                "lasted": _("Say whether it lasted: %(values)s.")
                % {"values": ", ".join(Lasted.values)}
            }
        )
    values: dict[str, Any] = {}
    if look_again_on:
        check_to_come(actor, "look_again_on", look_again_on)
        values["look_again_on"] = look_again_on
    if handover.commitment is not None:
        end_fulfilled(commitment=handover.commitment, actor=actor, evidence=note.strip())
    made = change(
        handover,
        lasted=lasted,
        lasted_note=note.strip(),
        looked_on=clock.today(actor.time_zone),
        looked_by=actor,
        **values,
    )
    check_fields(handover)
    if look_again_on:
        change(handover, commitment=ask_to_look(handover))
    record(
        actor=actor,
        verb="looked again at",
        subject=initiative,
        before=made.before,
        after=made.after,
    )
    return initiative
