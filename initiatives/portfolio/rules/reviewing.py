"""Who records a review and who scores in it; which days and months a review can have."""

from datetime import date

from django.utils.translation import gettext as _

from initiatives.base.permission import YES, Answer, unless
from initiatives.people.choices import Role
from initiatives.people.models import User
from initiatives.people.rules import holds
from initiatives.portfolio.choices import Side, TeamPart
from initiatives.portfolio.models import Initiative, Review
from initiatives.portfolio.rules.access import may_edit
from initiatives.portfolio.rules.stalling import in_words, month_after, month_of

OLDEST = 10  # years: a review of an earlier month is a slip of the finger


def may_review(viewer: User, initiative: Initiative) -> Answer:
    """Whoever may change an initiative records its reviews."""
    return unless(
        bool(may_edit(viewer, initiative)),
        _(
            "Only its owner, its sponsor, its team and the equity lead may record a review of this "
            "initiative."
        ),
    )


def may_score(viewer: User, review: Review, side: str) -> Answer:
    """The team scores, and beside it an adviser; nobody does both in one review."""
    scored = review.scores.filter(scored_by=viewer).exclude(side=side).first()
    if scored is not None:
        word = scored.get_side_display().lower()
        return Answer(
            _("You gave the score of the %(word)s, so someone else gives this one.")
            % {"word": word}
        )
    if side == Side.ADVISER:
        return may_advise(viewer, review.initiative)
    return unless(
        viewer.pk == review.initiative.owner_id
        or part_of(viewer, review.initiative) not in ("", TeamPart.ADVISER),
        _("Only the owner and the team of this initiative give the team's score."),
    )


def may_advise(viewer: User, initiative: Initiative) -> Answer:
    """An adviser on the team, or an equity lead of its entity; never who answers for it."""
    if viewer.pk == initiative.owner_id:
        return Answer(_("You answer for this initiative, so someone else scores as its adviser."))
    if part_of(viewer, initiative) == TeamPart.ADVISER:
        return YES
    return unless(
        holds(viewer, (Role.LEAD,), initiative.entity),
        _("Only an adviser on the team or the equity lead gives the adviser's score."),
    )


def part_of(viewer: User, initiative: Initiative) -> str:
    """The part that a person takes on the team; empty for others."""
    parts = initiative.members.filter(user=viewer).values_list("part", flat=True)
    return str(parts.first() or "")


def may_replace(review: Review, today: date) -> Answer:
    """A score is changed until the month after the reviewed one is over; then it stands."""
    return unless(
        month_of(today) <= month_after(review.month),
        _(
            "The scores of %(when)s stand by now. Say what you think "
            "today in the review of this month."
        )
        % {"when": in_words(review.month)},
    )


def date_errors(review: Review, today: date) -> dict[str, str]:
    """A month that is not begun or too long ago; days that are out of order."""
    errors = {}
    if review.month > today:
        errors["month"] = _("This month has not begun; choose an earlier one.")
    elif review.month.year < today.year - OLDEST:
        errors["month"] = _("This is more than %(oldest)s years ago; check the year.") % {
            "oldest": OLDEST
        }
    if review.held_on > today:
        errors["held_on"] = _("This day lies ahead. Record the review once it was held.")
    elif review.held_on < review.month:
        errors["held_on"] = _("This lies before %(when)s, which is reviewed.") % {
            "when": in_words(review.month)
        }
    if review.next_review_on and review.next_review_on <= review.held_on:
        errors["next_review_on"] = _("The next review comes after this one; choose a later day.")
    elif review.next_review_on and review.next_review_on.year > today.year + OLDEST:
        errors["next_review_on"] = _("This is more than %(oldest)s years away; check the year.") % {
            "oldest": OLDEST
        }
    return errors
