"""Moving an initiative from stage to stage, past a closed gate, on hold and on again."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from initiatives.accountability.choices import CommitmentKind
from initiatives.accountability.services import arise, end_fulfilled, end_withdrawn
from initiatives.accountability.services.promises import check_date
from initiatives.base import clock
from initiatives.base.checks import check_fields
from initiatives.base.errors import Blocked, Invalid, Missing
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.records import change, locked, plain, required
from initiatives.history.services import record
from initiatives.people.models import User
from initiatives.portfolio import rules
from initiatives.portfolio.choices import BEFORE_APPROVAL, Stage
from initiatives.portfolio.models import Handover, Initiative
from initiatives.portfolio.rules.checks import check_stage
from initiatives.portfolio.rules.gates import missing_for, missing_on_the_way
from initiatives.portfolio.services.alignments import stir

ON_HOLD = Missing("on_hold", _("It is on hold; take it up again first."))
ENDS = Missing("outcome", _("Say how it ended on the page that closes it."))
NOT_CLOSED: dict[str, Any] = {
    **dict.fromkeys(("outcome", "summary", "lessons", "lasted", "lasted_note"), ""),
    **dict.fromkeys(("closed_at", "closed_by", "looked_on", "looked_by", "commitment")),
}


@transaction.atomic
def move_stage(
    *,
    actor: User,
    initiative: Initiative,
    stage: str,
    reason: str = "",
    version: int | None = None,
) -> Initiative:
    """Move to another stage; raises Blocked with what the gates on the way ask for.

    Moving a closed one opens it again, which needs a reason. Raises Invalid for no stage.
    """
    check_stage(stage)
    rules.may_go(actor, initiative, stage).require()
    initiative = locked(initiative, version)
    if initiative.stage == stage:
        return initiative
    check_way(initiative, stage)
    missing = asked_before(initiative, stage)
    if missing:
        raise Blocked(missing)
    if initiative.stage == Stage.CLOSED:
        required(reason=reason)
        reopen(actor, initiative)
    go(actor, initiative, stage, "moved", reason)
    return initiative


@transaction.atomic
def override_gate(
    *, actor: User, initiative: Initiative, stage: str, reason: str, version: int | None = None
) -> Initiative:
    """Let it past gates that are closed, for a reason; history keeps what was missing.

    Raises Blocked for what no initiative is without, Invalid where no gate is closed.
    """
    check_stage(stage)
    rules.may_override(actor, initiative).require()
    required(reason=reason)
    initiative = locked(initiative, version)
    check_way(initiative, stage)
    firm = missing_for(initiative, stage)
    if firm:
        raise Blocked(firm)
    missing = missing_on_the_way(initiative, stage)
    if not missing:
        raise Invalid({"stage": gettext("No gate on the way there is closed; move it as usual.")})
    go(actor, initiative, stage, "overrode the gate of", reason, missing)
    return initiative


@transaction.atomic
def put_on_hold(
    *,
    actor: User,
    initiative: Initiative,
    reason: str,
    resume_on: date,
    version: int | None = None,
) -> Initiative:
    """Let it rest until a day on which its owner decides how it goes on."""
    rules.may_move(actor, initiative).require()
    required(reason=reason)
    check_to_come(actor, "resume_on", resume_on)
    initiative = locked(initiative, version)
    if initiative.stage == Stage.CLOSED or initiative.on_hold_since:
        word = gettext("on hold already") if initiative.on_hold_since else "closed"
        raise Invalid(
            {
                "stage": gettext("%(reference)s is %(word)s.")
                % {"reference": initiative.reference, "word": word}
            }
        )
    made = change(
        initiative,
        on_hold_since=clock.now(),
        on_hold_because=reason.strip(),
        resume_on=resume_on,
        resume_commitment=ask_to_resume(initiative, resume_on),
    )
    check_fields(initiative)
    stir(initiative)
    record(
        actor=actor,
        verb="put on hold",
        subject=initiative,
        before=made.before | {"stage": initiative.stage},
        after=made.after | {"stage": "on hold"},
        reason=reason,
    )
    return initiative


@transaction.atomic
def resume(
    *, actor: User, initiative: Initiative, reason: str = "", version: int | None = None
) -> Initiative:
    """Take it up again where it was."""
    rules.may_move(actor, initiative).require()
    initiative = locked(initiative, version)
    if initiative.on_hold_since is None:
        raise Invalid(
            {
                "stage": gettext("%(reference)s is not on hold.")
                % {"reference": initiative.reference}
            }
        )
    if initiative.resume_commitment is not None:
        end_fulfilled(
            commitment=initiative.resume_commitment, actor=actor, evidence="It was taken up again."
        )
    off_hold(initiative)
    stir(initiative)
    record(
        actor=actor,
        verb="resumed",
        subject=initiative,
        before={"stage": "on hold"},
        after={"stage": initiative.stage},
        reason=reason,
    )
    return initiative


def off_hold(initiative: Initiative) -> None:
    """Nothing of being on hold is left."""
    change(
        initiative,
        on_hold_since=None,
        on_hold_because="",
        resume_on=None,
        resume_commitment=None,
    )


def ask_to_resume(initiative: Initiative, day: date) -> Any:
    """The commitment of its owner to decide on that day; none where nobody owns it."""
    if initiative.owner is None:
        return None
    return arise(
        kind=CommitmentKind.REVIEW,
        title=f"Decide how it goes on: {initiative.title}",
        detail="It is on hold until then. Take it up again, prolong the hold, or close it.",
        owner=initiative.owner,
        due_on=day,
        initiative=initiative,
    )


def check_way(initiative: Initiative, stage: str) -> None:
    """Raises Blocked where it is on hold, and for the end, which has a service of its own."""
    if initiative.on_hold_since:
        raise Blocked([ON_HOLD])
    if stage == Stage.CLOSED:
        raise Blocked([ENDS])


def check_to_come(actor: User, name: str, day: date) -> None:
    """Raises Invalid for a day that is past, or so far away that it is a slip of the finger."""
    if day <= clock.today(actor.time_zone):
        raise Invalid({name: gettext("Choose a day to come.")})
    check_date(day, name)


def asked_before(initiative: Initiative, stage: str) -> list[Missing]:
    """What keeps it from a stage, each thing once."""
    found = [*missing_for(initiative, stage), *missing_on_the_way(initiative, stage)]
    return list({one.field: one for one in found}.values())


def go(
    actor: User,
    initiative: Initiative,
    stage: str,
    verb: str,
    reason: str,
    passed: Sequence[Missing] = (),
) -> None:
    """Enter a stage and note it; entering the first one past proposed is the approval."""
    was, values = initiative.stage, {"stage": stage, "stage_since": clock.now()}
    if stage in BEFORE_APPROVAL:
        values |= {"approved_by": None, "approved_on": None}
    elif was in BEFORE_APPROVAL:
        values |= {"approved_by": actor, "approved_on": clock.today(actor.time_zone)}
    change(initiative, **values)
    stir(initiative)
    told = {"missing": [str(one.message) for one in passed]} if passed else {}
    record(
        actor=actor,
        verb=verb,
        subject=initiative,
        before={"stage": was},
        after={"stage": stage, **told},
        reason=reason,
    )


def reopen(actor: User, initiative: Initiative) -> None:
    """A closed one is open again: how it ended holds no more, and nobody looks whether it lasts."""
    handover = Handover.objects.select_for_update().filter(initiative=initiative).first()
    if handover is None or not handover.outcome:
        return
    if handover.commitment is not None:
        end_withdrawn(commitment=handover.commitment, reason="It is open again.", actor=actor)
    made = change(handover, **NOT_CLOSED)
    record(
        actor=actor,
        verb="reopened",
        subject=initiative,
        before={name: plain(was) for name, was in made.before.items() if was},
    )
