"""The words of decisions."""

from django.db.models import TextChoices


class Verdict(TextChoices):
    """What can be decided on a record."""

    APPROVE = "approve", "Approve"
    FUND = "fund", "Fund"
    UNBLOCK = "unblock", "Unblock"
    REASSIGN = "reassign", "Reassign"
    ACCEPT_RISK = "accept_risk", "Accept the risk"
    DEFER = "defer", "Defer"
    DECLINE = "decline", "Decline"


PROMISES = (Verdict.FUND, Verdict.UNBLOCK)  # somebody promises what follows, by a date
UNTIL_A_DAY = (Verdict.ACCEPT_RISK, Verdict.DEFER)  # looked at again on a day


class Ground(TextChoices):
    """Why something needs a decision."""

    UNANSWERED = "unanswered_shortfall", "A grave shortfall that nobody owns or answers"
    ESCALATED = "escalated_commitment", "A commitment long overdue"
    HELP = "help_needed", "Help that was asked for"
    REVIEW = "review_due", "A decision whose day has come"
    APPROVAL = "waiting_approval", "An initiative that waits to be approved"
    UNOWNED = "unowned_initiative", "An initiative without an owner"
    RETURNED = "returned_shortfall", "A closed shortfall that is seen again"
    PROPOSED = "proposed_shortfall", "A shortfall that was proposed"


class Followed(TextChoices):
    """What came of a decision so far."""

    DONE = "done", "Carried out"
    DUE = "due", "Promised"
    OVERDUE = "overdue", "Overdue"
    KEPT = "kept", "Kept"
    WITHDRAWN = "withdrawn", "Taken back"
    HOLDS = "holds", "Holds until its day"
    REVIEW_DUE = "review_due", "To be decided again"
    REPLACED = "replaced", "Replaced by a later decision"
