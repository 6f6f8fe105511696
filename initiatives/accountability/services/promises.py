"""Making a promise, keeping it, and changing it with a reason."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.accountability import rules
from initiatives.accountability.choices import CommitmentKind, CommitmentState, ReminderState
from initiatives.accountability.models import Commitment, Reminder
from initiatives.base import clock
from initiatives.base.checks import check_fields
from initiatives.base.days import full_day
from initiatives.base.errors import Invalid
from initiatives.base.records import Change, change, locked, plain, required, touch
from initiatives.history.services import record
from initiatives.people.models import Entity, User
from initiatives.people.rules import check_takes_new

FARTHEST = timedelta(days=3653)  # ten years either way: beyond it a date is a slip of the finger


def check_date(day: date, name: str = "due_on") -> None:
    """Raises Invalid, under this name, for a date more than ten years away."""
    if abs(day - clock.today()) > FARTHEST:
        raise Invalid(
            {
                name: _("%(day)s is more than ten years away; check the year.")
                % {"day": full_day(day)}
            }
        )


def check_owner(owner: User | None, name: str = "owner") -> None:
    """Raises Invalid, under this name, for an owner who can no longer sign in."""
    if owner is not None and not owner.is_active:
        raise Invalid(
            {name: _("%(owner)s's account is closed; choose someone else.") % {"owner": owner}}
        )


@transaction.atomic
def make_commitment(
    *,
    actor: User,
    title: str,
    owner: User,
    due_on: date,
    entity: Entity | None = None,
    initiative: Any = None,
    shortfall: Any = None,
    kind: str = CommitmentKind.ACTION,
    detail: str = "",
) -> Commitment:
    """Promise something by a date, about an initiative, a shortfall, or nothing else.

    The entity is the subject's unless given. Raises Invalid for what cannot be promised.
    """
    subject = initiative or shortfall
    entity = entity or (subject.entity if subject else None)
    required(title=title, entity=entity)
    assert entity is not None
    rules.may_promise(actor, entity, initiative, shortfall).require()
    if subject is None:
        check_takes_new(entity)
    check_date(due_on)
    check_owner(owner)
    commitment = Commitment(
        kind=kind,
        title=title.strip(),
        detail=detail.strip(),
        owner=owner,
        due_on=due_on,
        entity=entity,
        initiative=initiative,
        shortfall=shortfall,
        created_by=actor,
    )
    check_fields(commitment)
    commitment.save()
    stir(commitment)
    record(
        actor=actor,
        verb="promised",
        subject=commitment,
        after={"owner": plain(owner), "due_on": plain(due_on), "about": plain(subject)},
    )
    return commitment


@transaction.atomic
def acknowledge(*, actor: User, commitment: Commitment, version: int | None = None) -> Commitment:
    """Say that one knows of it; a second time changes nothing."""
    rules.may_act(actor, commitment).require()
    commitment = opened(commitment, version)
    if commitment.acknowledged_at is None:
        made = change(commitment, acknowledged_at=clock.now())
        note(actor, "acknowledged", commitment, made)
    return commitment


@transaction.atomic
def fulfil(
    *,
    actor: User,
    commitment: Commitment,
    evidence: str,
    evidence_url: str = "",
    version: int | None = None,
) -> Commitment:
    """Say that it is done and how one can see it; raises Invalid without evidence."""
    rules.may_act(actor, commitment).require()
    required(evidence=evidence)
    commitment = opened(commitment, version)
    made = change(
        commitment,
        state=CommitmentState.FULFILLED,
        evidence=evidence.strip(),
        evidence_url=evidence_url.strip(),
        closed_at=clock.now(),
        closed_by=actor,
    )
    check_fields(commitment)
    cancel_owed(commitment, "It was fulfilled.")
    return note(actor, "fulfilled", commitment, made)


@transaction.atomic
def move(
    *, actor: User, commitment: Commitment, due_on: date, reason: str, version: int | None = None
) -> Commitment:
    """Promise another date, and say why; what was owed for the old one is cancelled."""
    rules.may_change(actor, commitment).require()
    required(reason=reason)
    check_date(due_on)
    commitment = opened(commitment, version)
    if commitment.due_on == due_on:
        raise Invalid({"due_on": _("This is its date already.")})
    made = renewed(commitment, due_on=due_on)
    cancel_owed(commitment, "Its date was moved.")
    return note(actor, "moved", commitment, made, reason)


@transaction.atomic
def reassign(
    *, actor: User, commitment: Commitment, owner: User, reason: str, version: int | None = None
) -> Commitment:
    """Give it to someone else, and say why; what was owed to the former owner is cancelled."""
    rules.may_change(actor, commitment).require()
    required(reason=reason)
    check_owner(owner)
    commitment = opened(commitment, version)
    if commitment.owner_id == owner.pk:
        raise Invalid({"owner": _("%(owner)s owns it already.") % {"owner": owner}})
    made = renewed(commitment, owner=owner)
    cancel_owed(commitment, "It was given to someone else.")
    return note(actor, "reassigned", commitment, made, reason)


@transaction.atomic
def withdraw(
    *, actor: User, commitment: Commitment, reason: str, version: int | None = None
) -> Commitment:
    """Take the promise back, and say why; it stays on record."""
    rules.may_change(actor, commitment).require()
    required(reason=reason)
    commitment = opened(commitment, version)
    made = change(
        commitment,
        state=CommitmentState.WITHDRAWN,
        withdrawn_because=reason.strip(),
        closed_at=clock.now(),
        closed_by=actor,
    )
    check_fields(commitment)
    cancel_owed(commitment, "It was withdrawn.")
    return note(actor, "withdrew", commitment, made, reason)


def opened(commitment: Commitment, version: int | None) -> Commitment:
    """The commitment, locked; raises Invalid unless it is open."""
    commitment = locked(commitment, version)
    if commitment.state != CommitmentState.OPEN:
        word = commitment.get_state_display().lower()
        raise Invalid(
            {
                "state": _("%(reference)s is %(word)s, so it cannot be changed.")
                % {"reference": commitment.reference, "word": word}
            }
        )
    return commitment


def renewed(commitment: Commitment, **values: Any) -> Change:
    """Change what was promised: a new generation, which nobody has acknowledged yet."""
    commitment.generation += 1
    commitment.acknowledged_at = None
    made = change(commitment, **values)
    commitment.save(update_fields=["generation", "acknowledged_at"])
    return made


def cancel_owed(commitment: Commitment, note: str) -> None:
    """What is owed for a state that is no more is not sent."""
    Reminder.objects.filter(commitment=commitment, state=ReminderState.OWED).update(
        state=ReminderState.CANCELLED, note=note
    )


def note(
    actor: User, verb: str, commitment: Commitment, made: Change, reason: str = ""
) -> Commitment:
    """Record what changed, and that the initiative moved."""
    stir(commitment)
    record(
        actor=actor,
        verb=verb,
        subject=commitment,
        before=made.before,
        after=made.after,
        reason=reason,
    )
    return commitment


def stir(commitment: Commitment) -> None:
    """Note on its initiative that its people moved something."""
    initiative = commitment.initiative
    if initiative is not None:
        initiative = locked(initiative)
        initiative.active_at = clock.now()
        touch(initiative, "active_at")
