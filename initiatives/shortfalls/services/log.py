"""Logging a shortfall, answering for it, confirming that it is closed, reopening it."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.accountability.choices import CommitmentKind
from initiatives.accountability.services import arise, end_withdrawn
from initiatives.accountability.services.promises import check_owner
from initiatives.base import clock
from initiatives.base.checks import check_fields
from initiatives.base.errors import Blocked, Invalid
from initiatives.base.records import Change, change, locked, plain, required
from initiatives.framework.models import Principle
from initiatives.history.services import record
from initiatives.people.models import Entity, User
from initiatives.people.rules import check_takes_new
from initiatives.portfolio.models import Initiative
from initiatives.shortfalls import rules
from initiatives.shortfalls.choices import STANDING, FoundBy, ShortfallState
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.services.finding import note_source
from initiatives.shortfalls.services.settling import reject, settle

FARTHEST = timedelta(days=5 * 366)
CHECKED = "Look at the data and ask those who were affected; reopen it if it has come back."


@transaction.atomic
def log_shortfall(
    *,
    actor: User,
    title: str,
    entity: Entity,
    principle: Principle,
    severity: str,
    detail: str = "",
    initiative: Initiative | None = None,
    affected: str = "",
    found_by: str = FoundBy.PERSON,
    found_on: date | None = None,
    found_note: str = "",
    owner: User | None = None,
) -> Shortfall:
    """Log where the system fell short; raises Invalid for what the log cannot take."""
    rules.may_log(actor, entity, initiative).require()
    check_takes_new(entity)
    required(what_fell_short=title, severity=severity)
    today = clock.today(actor.time_zone)
    if found_on and found_on > today:
        raise Invalid({"found_on": _("It cannot have been found in the future.")})
    check_owner(owner)
    shortfall = Shortfall(
        title=title.strip(),
        entity=entity,
        principle=principle,
        severity=severity,
        detail=detail.strip(),
        initiative=initiative,
        affected=affected.strip(),
        found_by=found_by,
        found_on=found_on or today,
        found_note=found_note.strip(),
        owner=owner,
        owned_at=clock.now() if owner else None,
        logged_by=actor,
    )
    check_fields(shortfall)
    shortfall.save()
    note_source(
        shortfall,
        kind=found_by,
        found_on=shortfall.found_on,
        found_by=actor,
        note=shortfall.found_note,
    )
    record(
        actor=actor,
        verb="logged",
        subject=shortfall,
        after={
            "principle": plain(principle),
            "entity": plain(entity),
            "severity": severity,
            "owner": plain(owner),
        },
    )
    return shortfall


def stands(shortfall: Shortfall, *states: str) -> None:
    """Raises Invalid unless the shortfall is in one of these states."""
    if shortfall.state not in states:
        word = shortfall.get_state_display().lower()
        raise Invalid(
            {
                "state": _("%(reference)s is %(word)s, so this cannot be done to it.")
                % {"reference": shortfall.reference, "word": word}
            }
        )


def note(actor: User, verb: str, shortfall: Shortfall, made: Change, reason: str = "") -> Shortfall:
    """Record what changed, if anything did."""
    if made:
        record(
            actor=actor,
            verb=verb,
            subject=shortfall,
            before=made.before,
            after=made.after,
            reason=reason,
        )
    return shortfall


@transaction.atomic
def revise_shortfall(
    *,
    actor: User,
    shortfall: Shortfall,
    title: str,
    detail: str,
    affected: str,
    severity: str,
    explanation: str,
    version: int | None = None,
) -> Shortfall:
    """Say better what fell short, who is affected, how severe it is and why it happened."""
    rules.may_change(actor, shortfall).require()
    required(what_fell_short=title)
    shortfall = locked(shortfall, version)
    stands(shortfall, *STANDING)
    made = change(
        shortfall,
        title=title.strip(),
        detail=detail.strip(),
        affected=affected.strip(),
        severity=severity,
        explanation=explanation.strip(),
    )
    check_fields(shortfall)
    return note(actor, "revised", shortfall, made)


@transaction.atomic
def assign_shortfall(
    *,
    actor: User,
    shortfall: Shortfall,
    owner: User,
    reason: str = "",
    version: int | None = None,
) -> Shortfall:
    """Say who answers for it."""
    rules.may_assign(actor, shortfall).require()
    check_owner(owner)
    shortfall = locked(shortfall, version)
    stands(shortfall, *STANDING)
    made = change(shortfall, owner=owner)
    owned(shortfall)
    return note(actor, "assigned", shortfall, made, reason)


def owned(shortfall: Shortfall) -> None:
    """Note when somebody first answered for it."""
    if shortfall.owner_id and shortfall.owned_at is None:
        shortfall.owned_at = clock.now()
        shortfall.save(update_fields=["owned_at"])


@transaction.atomic
def accept_shortfall(
    *,
    actor: User,
    shortfall: Shortfall,
    principle: Principle,
    severity: str,
    owner: User | None = None,
    version: int | None = None,
) -> Shortfall:
    """Take a proposed shortfall into the log, against a principle."""
    rules.may_change(actor, shortfall).require()
    check_owner(owner)
    shortfall = locked(shortfall, version)
    stands(shortfall, ShortfallState.PROPOSED)
    made = change(
        shortfall,
        state=ShortfallState.OPEN,
        principle=principle,
        severity=severity,
        owner=owner or shortfall.owner,
    )
    owned(shortfall)
    check_fields(shortfall)
    settle(actor, shortfall)
    return note(actor, "accepted", shortfall, made)


@transaction.atomic
def dismiss_shortfall(
    *, actor: User, shortfall: Shortfall, reason: str, version: int | None = None
) -> Shortfall:
    """Say why a proposal is no shortfall; it stays on record. Raises Invalid without a reason."""
    rules.may_dismiss(actor, shortfall).require()
    required(reason=reason)
    shortfall = locked(shortfall, version)
    stands(shortfall, ShortfallState.PROPOSED)
    made = change(shortfall, state=ShortfallState.DISMISSED, dismissed_because=reason.strip())
    settle(actor, shortfall)
    return note(actor, "dismissed", shortfall, made, reason)


@transaction.atomic
def close_shortfall(
    *,
    actor: User,
    shortfall: Shortfall,
    confirmation: str,
    check_again_on: date | None = None,
    version: int | None = None,
) -> Shortfall:
    """Confirm that it is put right; raises Blocked with what is missing, or NotAllowed.

    With a day to check again, who confirms it promises to look whether it lasts.
    """
    shortfall = locked(shortfall, version)
    rules.may_confirm(actor, shortfall).require()
    stands(shortfall, ShortfallState.OPEN)
    required(confirmation=confirmation)
    check_later(actor, check_again_on)
    missing = rules.missing_to_close(shortfall)
    if missing:
        raise Blocked(missing)
    made = change(
        shortfall,
        state=ShortfallState.CLOSED,
        confirmed_by=actor,
        confirmation=confirmation.strip(),
        closed_at=clock.now(),
        check_again_on=check_again_on,
    )
    check_fields(shortfall)
    if check_again_on:
        arise(
            kind=CommitmentKind.REVIEW,
            title=f"See whether it lasts: {shortfall.title}",
            detail=CHECKED,
            owner=actor,
            due_on=check_again_on,
            shortfall=shortfall,
        )
    return note(actor, "closed", shortfall, made)


def check_later(actor: User, day: date | None) -> None:
    """Raises Invalid for a day to check again that is no day to come."""
    if day is not None and day <= clock.today(actor.time_zone):
        raise Invalid({"check_again_on": _("Choose a day to come.")})
    if day is not None and day - clock.today() > FARTHEST:
        raise Invalid({"check_again_on": _("Choose a day within five years.")})


@transaction.atomic
def reopen_shortfall(
    *, actor: User, shortfall: Shortfall, reason: str, version: int | None = None
) -> Shortfall:
    """Open a closed or dismissed one again; history keeps who had confirmed it and why."""
    rules.may_reopen(actor, shortfall).require()
    required(reason=reason)
    shortfall = locked(shortfall, version)
    stands(shortfall, ShortfallState.CLOSED, ShortfallState.DISMISSED)
    named = shortfall.principle_id is not None
    state = ShortfallState.OPEN if named else ShortfallState.PROPOSED
    made = change(
        shortfall,
        state=state,
        confirmed_by=None,
        confirmation="",
        closed_at=None,
        dismissed_because="",
        check_again_on=None,
        returned_signal=None,
        times_reopened=shortfall.times_reopened + 1,
    )
    if named:
        settle(actor, shortfall)
    for look in shortfall.commitments.filter(kind=CommitmentKind.REVIEW, state="open"):
        end_withdrawn(commitment=look, reason="It is open again.", actor=actor)
    return note(actor, "reopened", shortfall, made, reason)


@transaction.atomic
def keep_closed(
    *, actor: User, shortfall: Shortfall, reason: str, version: int | None = None
) -> Shortfall:
    """Say why what its data show again is no ground to reopen it; the signal is dismissed."""
    rules.may_dismiss(actor, shortfall).require()
    required(reason=reason)
    shortfall = locked(shortfall, version)
    if shortfall.returned_signal is None:
        raise Invalid(
            {
                "state": _("No signal asks to reopen %(reference)s.")
                % {"reference": shortfall.reference}
            }
        )
    made = change(shortfall, returned_signal=None)
    reject(actor, shortfall, reason.strip())
    return note(actor, "kept closed", shortfall, made, reason)
