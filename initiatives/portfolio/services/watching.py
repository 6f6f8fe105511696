"""Asking owners about progress: for the review that is missing, and for what holds work up.

Nothing of it counts as movement of an initiative. Only ever the last month that is over is asked
for, and one thing at a time of each kind: neither switching it on nor a long silence makes a flood.
"""

import logging
from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction

from initiatives.accountability import services as accountability
from initiatives.accountability.choices import CommitmentKind
from initiatives.base import clock
from initiatives.base.records import locked
from initiatives.portfolio.choices import Ground
from initiatives.portfolio.models import Initiative, ProgressDue
from initiatives.portfolio.queries.reviews import (
    open_progress_due,
    standing_still,
    under_way_since,
    without_review,
)
from initiatives.portfolio.rules.stalling import (
    in_words,
    is_stalled,
    is_under_way,
    month_before,
    review_missing,
    why_stalled,
)

logger = logging.getLogger(__name__)
DUE_WITHIN = timedelta(days=14)
# Where an owner lives the month may be over a day earlier than here.
AHEAD = timedelta(days=1)


def watch_progress() -> int:
    """Ask who is to be asked, and withdraw what has lost its ground; how many are newly asked."""
    withdraw_what_is_over()
    return ask_for_reviews() + ask_what_holds_up(standing_still())


def ask_for_reviews() -> int:
    """Ask for the last month that is over where the owner is."""
    found = list(without_review(month_before(clock.today() + AHEAD)))
    since = under_way_since(one.pk for one in found)
    return sum(
        one_asked(initiative, Ground.REVIEW, last_month(initiative))
        for initiative in found
        if review_missing(last_month(initiative), since.get(initiative.pk), ())
    )


def ask_what_holds_up(found: Iterable[Initiative]) -> int:
    """Ask what holds an initiative up, once for each time that it stands still."""
    return sum(one_asked(one, Ground.STALL, one.active_at.date()) for one in found)


def last_month(initiative: Initiative) -> date:
    """The last month that is over where its owner is."""
    return month_before(clock.today(initiative.owner.time_zone if initiative.owner else None))


def one_asked(initiative: Initiative, ground: str, since: date) -> bool:
    """Ask one owner; what fails for one hides no other."""
    try:
        return ask(initiative, ground, since)
    except Exception:
        logger.exception("The owner of %s could not be asked.", initiative.reference)
        return False


@transaction.atomic
def ask(initiative: Initiative, ground: str, since: date) -> bool:
    """One commitment of the owner's; False where it was asked, or there is no ground any more."""
    initiative = locked(initiative)
    if not still_to_ask(initiative, ground, since):
        return False
    assert initiative.owner is not None
    title, detail = said(initiative, ground, since)
    commitment = accountability.arise(
        kind=CommitmentKind.REVIEW,
        title=title,
        detail=detail,
        owner=initiative.owner,
        due_on=clock.today(initiative.owner.time_zone) + DUE_WITHIN,
        initiative=initiative,
    )
    ProgressDue.objects.create(
        initiative=initiative, ground=ground, since=since, commitment=commitment
    )
    return True


def still_to_ask(initiative: Initiative, ground: str, since: date) -> bool:
    """What is asked again under the lock: another worker, or its people, may have been faster."""
    if not is_under_way(initiative) or initiative.owner is None or not initiative.owner.is_active:
        return False
    asked = initiative.progress_due.filter(ground=ground)
    if asked.filter(since__gte=since).exists():
        return False
    if open_progress_due().filter(initiative=initiative, ground=ground).exists():
        return False
    if ground == Ground.STALL:
        return is_stalled(initiative, clock.now())
    return not initiative.reviews.filter(month__gte=since).exists()


def said(initiative: Initiative, ground: str, since: date) -> tuple[str, str]:
    """What is asked, and why."""
    if ground == Ground.STALL:
        why = why_stalled(initiative, clock.now())
        return (
            f"Say what holds up {initiative.title}",
            f"{why} Record a review that names the barriers, or put it on hold or close it.",
        )
    return (
        f"Review {initiative.title} for {in_words(since)}",
        f"No review of {in_words(since)} is recorded: how it stands, what is in the way, which "
        "help is needed, and how far it has come.",
    )


def withdraw_what_is_over() -> None:
    """What was asked of work that is no longer under way, or that moves again."""
    for due in open_progress_due():
        reason = why_over(due)
        if reason:
            with transaction.atomic():
                accountability.end_withdrawn(commitment=due.commitment, reason=reason)


def why_over(due: ProgressDue) -> str:
    """Why it is not asked for any more; nothing where it is."""
    initiative = due.initiative
    if not is_under_way(initiative):
        return "The initiative is not under way any more."
    if due.ground == Ground.STALL and initiative.active_at.date() > due.since:
        return f"Its people moved it on {initiative.active_at:%-d %B %Y}."
    return ""
