"""Promising what a voice was promised: a theme within 10 working days, an answer within 60 days.

It is done on the day after a voice came, so that neither promise nor history tells its hour.
"""

from datetime import date, timedelta

from django.db import transaction

from initiatives.accountability.choices import CommitmentKind
from initiatives.accountability.models import Commitment, Holiday
from initiatives.base import clock
from initiatives.base.records import change, one_at_a_time, plain
from initiatives.community.choices import ANSWER_WITHIN, WAITING
from initiatives.community.models import Feedback
from initiatives.community.queries.voices import answering_for
from initiatives.community.rules import theme_due
from initiatives.history.services import record
from initiatives.people.models import User


@transaction.atomic
def pick_up_feedback() -> int:
    """Promise for all that came before today and that nobody answers for yet; returns how many.

    What was set aside waits for somebody to look at it. A place for which nobody answers stays
    without a promise until somebody does.
    """
    one_at_a_time("pick_up_feedback")
    came = Feedback.objects.select_for_update(of=("self",)).select_related("entity", "owner")
    new = came.filter(
        received_on__lt=clock.today(),
        answer_commitment=None,
        set_aside=False,
        state__in=WAITING,
    )
    return sum(promise_for(feedback) for feedback in new.order_by("received_on", "id"))


def promise_for(feedback: Feedback) -> bool:
    """The two promises of one voice, by whoever answers for its place; False where nobody does."""
    owner = feedback.owner or answering_for(feedback.entity)
    if owner is None:
        return False
    due = theme_due(feedback.received_on, Holiday.objects.values_list("day", flat=True))
    theme = promised(feedback, owner, f"Find the theme of {feedback}", due)
    last = feedback.received_on + timedelta(days=ANSWER_WITHIN)
    answer = promised(feedback, owner, f"Answer {feedback}", last)
    change(feedback, owner=owner, theme_commitment=theme, answer_commitment=answer)
    after = {
        "owner": plain(owner),
        "received_on": plain(feedback.received_on),
        "answer_by": plain(last),
    }
    record(actor=None, verb="received", subject=feedback, after=after)
    return True


def promised(feedback: Feedback, owner: User, title: str, due_on: date) -> Commitment:
    """One promise, made by the tracker in the owner's name."""
    commitment = Commitment.objects.create(
        kind=CommitmentKind.FEEDBACK,
        title=title,
        detail="It is listed under Feedback.",
        owner=owner,
        due_on=due_on,
        entity=feedback.entity,
        created_by=owner,
    )
    after = {"owner": plain(owner), "due_on": plain(due_on), "about": plain(feedback)}
    record(actor=None, verb="promised", subject=commitment, after=after)
    return commitment
