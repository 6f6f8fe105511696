"""Reviewing an initiative month by month: what its people say, and how team and adviser score."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from initiatives.accountability import services as accountability
from initiatives.accountability.choices import CommitmentKind
from initiatives.base import clock
from initiatives.base.checks import check_fields
from initiatives.base.errors import Invalid
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.records import Change, change, locked, required, touch, with_values
from initiatives.history.services import record
from initiatives.people.models import User
from initiatives.portfolio import rules
from initiatives.portfolio.choices import Ground, Side
from initiatives.portfolio.models import Initiative, Review, Score
from initiatives.portfolio.queries.reviews import open_progress_due
from initiatives.portfolio.rules.progress import Proposal
from initiatives.portfolio.rules.reviewing import date_errors, may_replace
from initiatives.portfolio.rules.scale import SCORES
from initiatives.portfolio.rules.stalling import in_words
from initiatives.portfolio.services.alignments import stir

ANSWERED_WITHIN = timedelta(days=14)
ONCE = _("The review of this month is recorded already; open it and change it.")
NO_SPONSOR = _(
    "No sponsor who can sign in is named on the initiative. Name one in its charter first."
)


@transaction.atomic
def record_review(
    *,
    actor: User,
    initiative: Initiative,
    month: date,
    proposal: Proposal,
    ask_sponsor: bool = False,
    **said: Any,
) -> Review:
    """The review of a month, one each; `month` is any day of it, `said` what `Review` names.

    The score that the evidence proposes is kept beside it. With `ask_sponsor` the sponsor is asked
    for an answer to the help that is needed. Raises Invalid for what cannot be said.
    """
    rules.may_review(actor, initiative).require()
    initiative = locked(initiative)
    required(month=month, **{name: said.get(name) for name in ("held_on", "said", "status")})
    review = Review(
        initiative=initiative,
        month=month.replace(day=1),
        proposed=proposal.score,
        reasons=proposal.kept(),
        scale=proposal.scale,
        recorded_by=actor,
        **cleaned(said),
    )
    check_review(review, actor)
    if initiative.reviews.filter(month=review.month).exists():
        raise Invalid({"month": ONCE})
    review.save()
    if ask_sponsor:
        ask_for_help(review)
    answer_what_was_asked(actor, review)
    stir(initiative)
    after = {"said": review.said, "proposed": review.proposed, "scale": review.scale}
    record(actor=actor, verb="recorded", subject=review, after=after)
    return review


@transaction.atomic
def revise_review(
    *,
    actor: User,
    review: Review,
    version: int | None = None,
    ask_sponsor: bool = False,
    **said: Any,
) -> Review:
    """Say it better; its month and the score that was proposed stay. The sponsor is asked once."""
    rules.may_review(actor, review.initiative).require()
    initiative, review = locked(review.initiative), locked(review, version)
    draft = with_values(review, cleaned(said))
    required(held_on=draft.held_on, said=draft.said, status=draft.status)
    check_review(draft, actor)
    made = change(review, **cleaned(said))
    if ask_sponsor and review.help_commitment is None:
        ask_for_help(review)
        made.after["help_asked"] = True
    if made:
        stir(initiative)
        note(actor, "revised", review, made)
    return review


@transaction.atomic
def score_review(
    *,
    actor: User,
    review: Review,
    side: str,
    score: float,
    because: str,
    version: int | None = None,
) -> Score:
    """Score as the team or as the adviser, in steps of 0.5; a change of mind replaces the score.

    Raises Invalid without a reason, for what is no step, and once the month is past changing.
    """
    if side not in Side.values:
        raise Invalid(
            {"side": gettext("Choose one of: %(values)s.") % {"values": ", ".join(Side.values)}}
        )
    rules.may_score(actor, review, side).require()
    required(because=because)
    if score not in SCORES:
        raise Invalid({"score": gettext("Choose a score from 0.5 to 5.0, in steps of 0.5.")})
    initiative, review = locked(review.initiative), locked(review, version)
    rules.may_score(actor, review, side).require()
    was = review.scores.filter(side=side).first()
    if was is not None and not (answer := may_replace(review, clock.today(actor.time_zone))):
        raise Invalid({"score": answer.why})
    before = {"score": was.score, "because": was.because} if was else {}
    made = keep_score(actor, was or Score(review=review, side=side), score, because.strip())
    touch(review)
    stir(initiative)
    record(
        actor=actor,
        verb="scored",
        subject=review,
        before=before,
        after={"side": side, "score": score, "because": made.because},
    )
    return made


def keep_score(actor: User, kept: Score, score: float, because: str) -> Score:
    """The score of a side, new or in place of the one that was there."""
    kept.score, kept.because = score, because
    kept.scored_by, kept.scored_at = actor, clock.now()
    check_fields(kept)
    kept.save()
    return kept


def check_review(review: Review, actor: User) -> None:
    """Raises Invalid for what cannot be kept, and for days that are out of order."""
    check_fields(review)
    errors = date_errors(review, clock.today(actor.time_zone))
    if errors:
        raise Invalid(errors)


def cleaned(said: dict[str, Any]) -> dict[str, Any]:
    """What was said, with the white space around its texts removed."""
    return {name: one.strip() if isinstance(one, str) else one for name, one in said.items()}


def ask_for_help(review: Review) -> None:
    """Ask the sponsor for an answer to what is needed, in the transaction of who asked for it."""
    initiative = review.initiative
    sponsor = initiative.sponsor
    required(help_needed=review.help_needed)
    if sponsor is None or not sponsor.is_active:
        raise Invalid({"ask_sponsor": NO_SPONSOR})
    review.help_commitment = accountability.arise(
        kind=CommitmentKind.REVIEW,
        title=f"Answer what {initiative.title} needs: {' '.join(review.help_needed.split())}",
        detail=review.help_needed,
        owner=sponsor,
        due_on=clock.today(sponsor.time_zone) + ANSWERED_WITHIN,
        initiative=initiative,
    )
    review.save(update_fields=["help_commitment"])


def answer_what_was_asked(actor: User, review: Review) -> None:
    """What was asked of the owner is answered by this review, or by its taking the place of one."""
    words = f"The review of {in_words(review.month)} was recorded."
    for due in open_progress_due().filter(initiative=review.initiative):
        stall = due.ground == Ground.STALL
        if (stall and due.since <= review.held_on) or (not stall and due.since == review.month):
            accountability.end_fulfilled(commitment=due.commitment, actor=actor, evidence=words)
        elif not stall and due.since < review.month:
            accountability.end_withdrawn(commitment=due.commitment, reason=words, actor=actor)


def note(actor: User, verb: str, review: Review, made: Change) -> None:
    """Record what changed of a review."""
    record(actor=actor, verb=verb, subject=review, before=made.before, after=made.after)
