"""Dates that people promise, judged by the owner's own calendar."""

from initiatives.accountability.choices import CommitmentState
from initiatives.accountability.models import Commitment
from initiatives.base import clock


def days_until_due(commitment: Commitment) -> int:
    """Whole days from the owner's today to the due date; negative once it has passed."""
    return (commitment.due_on - clock.today(commitment.owner.time_zone)).days


def is_overdue(commitment: Commitment) -> bool:
    """Open, and its date has passed where its owner is."""
    return commitment.state == CommitmentState.OPEN and days_until_due(commitment) < 0
