"""The words of decisions."""

from django.db.models import TextChoices

from initiatives.base.lazy import gettext_lazy as _


class Verdict(TextChoices):
    """What can be decided on a record."""

    APPROVE = "approve", _("Approve")
    FUND = "fund", _("Fund")
    UNBLOCK = "unblock", _("Unblock")
    REASSIGN = "reassign", _("Reassign")
    ACCEPT_RISK = "accept_risk", _("Accept the risk")
    DEFER = "defer", _("Defer")
    DECLINE = "decline", _("Decline")


PROMISES = (Verdict.FUND, Verdict.UNBLOCK)  # somebody promises what follows, by a date
UNTIL_A_DAY = (Verdict.ACCEPT_RISK, Verdict.DEFER)  # looked at again on a day


class Ground(TextChoices):
    """Why something needs a decision."""

    UNANSWERED = "unanswered_shortfall", _("A grave shortfall that nobody owns or answers")
    ESCALATED = "escalated_commitment", _("A commitment long overdue")
    HELP = "help_needed", _("Help that was asked for")
    REVIEW = "review_due", _("A decision whose day has come")
    APPROVAL = "waiting_approval", _("An initiative that waits to be approved")
    UNOWNED = "unowned_initiative", _("An initiative without an owner")
    RETURNED = "returned_shortfall", _("A closed shortfall that is seen again")
    PROPOSED = "proposed_shortfall", _("A shortfall that was proposed")


class Followed(TextChoices):
    """What came of a decision so far."""

    DONE = "done", _("Carried out")
    DUE = "due", _("Promised")
    OVERDUE = "overdue", _("Overdue")
    KEPT = "kept", _("Kept")
    WITHDRAWN = "withdrawn", _("Taken back")
    HOLDS = "holds", _("Holds until its day")
    REVIEW_DUE = "review_due", _("To be decided again")
    REPLACED = "replaced", _("Replaced by a later decision")
