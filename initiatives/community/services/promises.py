"""What becomes of a voice's two promises as it moves on."""

from initiatives.accountability.choices import CommitmentState
from initiatives.accountability.models import Commitment
from initiatives.accountability.services import fulfil, reassign, withdraw
from initiatives.community.models import Feedback
from initiatives.people.models import User


def still_open(*commitments: Commitment | None) -> list[Commitment]:
    """Those of them that are open."""
    return [one for one in commitments if one and one.state == CommitmentState.OPEN]


def kept(actor: User, commitment: Commitment | None, evidence: str) -> None:
    """Fulfil a promise that is still open."""
    for one in still_open(commitment):
        fulfil(actor=actor, commitment=one, evidence=evidence)


def taken_back(actor: User, feedback: Feedback, reason: str) -> None:
    """Withdraw what is still promised of a voice."""
    for one in still_open(feedback.theme_commitment, feedback.answer_commitment):
        withdraw(actor=actor, commitment=one, reason=reason)


def handed_over(actor: User, feedback: Feedback, owner: User, reason: str) -> None:
    """Give what is still promised to somebody else."""
    for one in still_open(feedback.theme_commitment, feedback.answer_commitment):
        if one.owner_id != owner.pk:
            reassign(actor=actor, commitment=one, owner=owner, reason=reason)
