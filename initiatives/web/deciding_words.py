"""What pages say of decisions: the question, what will happen, and what happened."""

from django.utils.translation import gettext_lazy as _

from initiatives.status.deciding.choices import Followed, Verdict

ASK = {
    Verdict.APPROVE: _("Approve {}"),
    Verdict.FUND: _("Fund {}"),
    Verdict.UNBLOCK: _("Unblock {}"),
    Verdict.REASSIGN: _("Who answers for {}?"),
    Verdict.ACCEPT_RISK: _("Accept the risk of {}"),
    Verdict.DEFER: _("Put the decision on {} off"),
    Verdict.DECLINE: _("Decline {}"),
}
WILL = {
    Verdict.APPROVE: _("It moves on to the stage Approved, under your name."),
    Verdict.FUND: _(
        "What you give becomes a commitment with an owner and a date, and its owner is "
        "reminded of it until it is kept."
    ),
    Verdict.UNBLOCK: _(
        "What is to be done becomes a commitment with an owner and a date, and its "
        "owner is reminded of it until it is kept."
    ),
    Verdict.REASSIGN: _(
        "Somebody else answers for it from now on. Your reason stands in its history."
    ),
    Verdict.ACCEPT_RISK: _(
        "It stays open and counts in the status as before. It no longer waits for "
        "a decision until the day that you name, or until it grows more severe."
    ),
    Verdict.DEFER: _("It stays as it is, and waits for a decision again on the day that you name."),
    Verdict.DECLINE: _(
        "Your reason stands on its page. An initiative waits for a decision again "
        "once its people have changed something."
    ),
}
SAID = {
    Verdict.APPROVE: _("Decided: {one} is approved."),
    Verdict.FUND: _("Decided: {one} is funded, and the commitment that follows is made."),
    Verdict.UNBLOCK: _("Decided: the commitment that unblocks {one} is made."),
    Verdict.REASSIGN: _("Decided: {one} has a new owner."),
    Verdict.ACCEPT_RISK: _("Decided: the risk of {one} is accepted until the day that you named."),
    Verdict.DEFER: _("Decided: {one} is put off until the day that you named."),
    Verdict.DECLINE: _("Decided: {one} is declined, with your reason."),
}
MARK_OF = {
    Followed.DONE: "closed",
    Followed.DUE: "due",
    Followed.OVERDUE: "overdue",
    Followed.KEPT: "fulfilled",
    Followed.WITHDRAWN: "withdrawn",
    Followed.HOLDS: "pending",
    Followed.REVIEW_DUE: "at_risk",
    Followed.REPLACED: "over",
}


def followed_words(followed: str) -> tuple[str, str]:
    """The mark of what came of a decision, and its word."""
    known = Followed(followed)
    return MARK_OF[known], str(known.label)
