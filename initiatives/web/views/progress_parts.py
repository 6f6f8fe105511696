"""How far an initiative has come, on its page: what is proposed, what people say, what differs."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.urls import reverse

from initiatives.base import clock
from initiatives.measures import queries as measuring
from initiatives.people.models import User
from initiatives.portfolio import queries, rules
from initiatives.portfolio.choices import Side
from initiatives.portfolio.models import Initiative, Review, Score
from initiatives.portfolio.rules.progress import Reason, differences
from initiatives.portfolio.rules.scale import LEVEL_OF
from initiatives.portfolio.rules.stalling import (
    in_words,
    is_under_way,
    month_before,
    review_missing,
    why_stalled,
)

SHOWN = 12  # months
ADDED_AT = {
    "stage": ("initiative_stage", ""),
    "team": ("initiative_edit", "#id_member_0"),
    "aim": ("initiative_edit", "#id_aim_direction"),
    "measures": ("initiative", "#measures"),
    "drivers": ("driver_outline", ""),
    "closure": ("initiative_handover", "#id_control_plan"),
}


class Told(NamedTuple):
    """A review with both scores, the name of each level, and what differs, in sentences."""

    review: Review
    proposed: str
    team: Score | None
    adviser: Score | None
    apart: list[str]


def told(review: Review) -> Told:
    """A review whose scores are at hand, as it is shown."""
    scores = {score.side: score for score in review.scores.all()}
    said = {"proposed": review.proposed} | {side: one.score for side, one in scores.items()}
    return Told(
        review,
        LEVEL_OF[review.proposed].name,
        scores.get(Side.TEAM),
        scores.get(Side.ADVISER),
        differences(said),
    )


def progressed(viewer: User, initiative: Initiative) -> dict[str, Any]:
    """What the page of an initiative says of its progress."""
    found = [told(one) for one in queries.reviews(viewer).filter(initiative=initiative)[:SHOWN]]
    proposal = measuring.progress(viewer, initiative)
    may = bool(rules.may_edit(viewer, initiative))
    return {
        "proposal": proposal,
        "reasons": linked(initiative, proposal.reasons),
        "ahead": linked(initiative, proposal.ahead),
        "asked": linked(initiative, proposal.missing, adding=may),
        "reviewed": found,
        "last": found[0] if found else None,
        "sides": sides(viewer, found[0].review) if found else [],
        "unreviewed": unreviewed(viewer, initiative, [one.review.month for one in found]),
        "stalled": why_stalled(initiative, clock.now()),
        "may_review": rules.may_review(viewer, initiative),
    }


def linked(
    initiative: Initiative, reasons: Iterable[Reason], *, adding: bool = False
) -> list[tuple[str, str]]:
    """Each reason with where it is seen; or, for those who may add it, with where that is done."""
    return [(one.words, place_of(initiative, one, adding)) for one in reasons]


def place_of(initiative: Initiative, reason: Reason, adding: bool) -> str:
    """The address that a reason leads to; empty where there is nothing to open."""
    if reason.measure is not None:
        return reverse("measure", args=[reason.measure])
    name, part = ADDED_AT.get(reason.place, ("", ""))
    if not name or (name not in ("initiative", "driver_outline") and not adding):
        return ""
    return reverse(name, args=[initiative.pk]) + part


def sides(viewer: User, review: Review) -> list[tuple[str, str]]:
    """The scores that the viewer may give: what they are called, and where."""
    return [
        (str(side.label).lower(), reverse(f"review_score_{side}", args=[review.pk]))
        for side in (Side.TEAM, Side.ADVISER)
        if rules.may_score(viewer, review, side)
    ]


def unreviewed(viewer: User, initiative: Initiative, months: list[date]) -> str:
    """The month that is over and was not reviewed, in words; empty where none is missing."""
    if not is_under_way(initiative):
        return ""
    month = month_before(clock.today(viewer.time_zone))
    since = queries.under_way_since([initiative.pk]).get(initiative.pk)
    return in_words(month) if review_missing(month, since, months) else ""
