"""Commitments that arise by themselves from what the tracker sees, and end with their ground.

Nobody asks for them, so no rule is asked and no initiative counts as moved; who acts is the
tracker. The owner counts as their maker: that shows it to nobody who would not see it anyway.
"""

from datetime import date
from typing import Any

from initiatives.accountability.choices import CommitmentState
from initiatives.accountability.models import Commitment
from initiatives.accountability.services.promises import cancel_owed
from initiatives.base import clock
from initiatives.base.checks import check_fields
from initiatives.base.records import change, locked, plain
from initiatives.history.services import record
from initiatives.people.models import User

LONGEST = 200  # letters of a title


def arise(
    *,
    kind: str,
    title: str,
    detail: str,
    owner: User,
    due_on: date,
    initiative: Any = None,
    shortfall: Any = None,
) -> Commitment:
    """A new commitment about an initiative or a shortfall, in the transaction of what caused it."""
    subject = initiative or shortfall
    commitment = Commitment(
        kind=kind,
        title=title if len(title) <= LONGEST else f"{title[: LONGEST - 1]}…",
        detail=detail,
        owner=owner,
        due_on=due_on,
        entity=subject.entity,
        initiative=initiative,
        shortfall=shortfall,
        created_by=owner,
    )
    check_fields(commitment)
    commitment.save()
    record(
        actor=None,
        verb="asked for",
        subject=commitment,
        after={"owner": plain(owner), "due_on": plain(due_on), "about": plain(subject)},
    )
    return commitment


def end_fulfilled(*, commitment: Commitment, actor: User, evidence: str) -> bool:
    """What it asked for is done, by whom is known; False where it is closed already."""
    return end(
        commitment,
        actor,
        "fulfilled",
        "It was fulfilled.",
        state=CommitmentState.FULFILLED,
        evidence=evidence,
    )


def end_withdrawn(*, commitment: Commitment, reason: str, actor: User | None = None) -> bool:
    """Its ground is gone; False where it is closed already."""
    return end(
        commitment,
        actor,
        "withdrew",
        "It was withdrawn.",
        state=CommitmentState.WITHDRAWN,
        withdrawn_because=reason,
    )


def end(commitment: Commitment, actor: User | None, verb: str, said: str, **values: Any) -> bool:
    """Close it, and send nothing more about it."""
    commitment = locked(commitment)
    if commitment.state != CommitmentState.OPEN:
        return False
    made = change(commitment, closed_at=clock.now(), closed_by=actor, **values)
    cancel_owed(commitment, said)
    record(
        actor=actor,
        verb=verb,
        subject=commitment,
        before=made.before,
        after=made.after,
        reason=values.get("withdrawn_because", ""),
    )
    return True
