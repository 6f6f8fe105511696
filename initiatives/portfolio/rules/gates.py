"""What an initiative must have before it may leave a stage."""

from initiatives.base.errors import Missing
from initiatives.portfolio.choices import BEFORE_APPROVAL
from initiatives.portfolio.models import Initiative


def missing_to_leave_proposed(initiative: Initiative) -> list[Missing]:
    """An accountable owner and at least one principle, each with what to say when it is missing."""
    missing = []
    if initiative.owner_id is None:
        missing.append(Missing("owner", "Name an accountable owner."))
    if not initiative.alignments.exists():
        missing.append(
            Missing("alignments", "Align it with at least one principle and say how it serves it.")
        )
    return missing


def missing_for(initiative: Initiative, stage: str) -> list[Missing]:
    """What keeps an initiative from a stage; nothing for the stages before approval."""
    return [] if stage in BEFORE_APPROVAL else missing_to_leave_proposed(initiative)
