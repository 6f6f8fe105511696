"""Assessments, reviews and decisions as tables: what people judged, and what came of it."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from initiatives.exports.tables.shapes import Row, Table, day_of, name, yes
from initiatives.people.models import User
from initiatives.portfolio import queries as portfolio
from initiatives.portfolio.choices import Side
from initiatives.portfolio.filters import AssessmentFilter, ReviewFilter
from initiatives.status.deciding import queries as deciding
from initiatives.status.deciding.choices import Followed
from initiatives.status.deciding.filters import RulingFilter


def assessment_cells(viewer: User, rows: QuerySet[Any]) -> Iterator[tuple[int, Row]]:
    for one in rows:
        about, principle = one.alignment.initiative, one.alignment.principle
        yield (
            one.pk,
            (
                *(one.reference, about.reference, about.title, about.entity.name),
                *(str(principle), principle.framework.edition, one.get_checkpoint_display()),
                *(one.get_rating_display(), one.evidence or one.reason),
                "; ".join(link.label for link in one.links.all()),
                *(one.assessed_on, one.assessor.name),
            ),
        )


def review_cells(viewer: User, rows: QuerySet[Any]) -> Iterator[tuple[int, Row]]:
    for one in rows:
        about = one.initiative
        scores = {score.side: score.score for score in one.scores.all()}
        yield (
            one.pk,
            (
                *(one.reference, about.reference, about.title, about.entity.name),
                *(f"{one.month:%Y-%m}", one.held_on, one.get_said_display(), one.status),
                *(one.proposed, scores.get(Side.TEAM), scores.get(Side.ADVISER)),
                *(one.barriers, one.help_needed, one.decisions, one.next_review_on),
                one.recorded_by.name,
            ),
        )


def decision_cells(viewer: User, rows: QuerySet[Any]) -> Iterator[tuple[int, Row]]:
    for one in rows:
        about, promise = one.record, one.follow_up
        yield (
            one.pk,
            (
                *(one.reference, about.reference, name(about), about.entity.name),
                *(one.get_verdict_display(), one.words, one.decided_by.name),
                *(day_of(viewer, one.created_at), Followed(one.followed).label, yes(one.stands)),
                *(promise.reference if promise else "", promise.owner.name if promise else ""),
                *(promise.due_on if promise else None, one.review_on),
            ),
        )


ASSESSMENTS = Table(
    "assessments",
    "Assessments",
    portfolio.assessments,
    AssessmentFilter,
    (
        *("Reference", "Initiative (reference)", "Initiative", "Entity", "Principle", "Edition"),
        *("Checkpoint", "Rating", "Evidence, or why it does not apply", "Linked as evidence"),
        *("Assessed on", "Assessor"),
    ),
    assessment_cells,
)
REVIEWS = Table(
    "reviews",
    "Reviews",
    portfolio.reviews,
    ReviewFilter,
    (
        *("Reference", "Initiative (reference)", "Initiative", "Entity", "Month", "Held on"),
        *("State that its people say", "How it stands", "Score by the evidence"),
        *("Score by the team", "Score by the adviser", "Barriers", "Help needed", "Decisions"),
        *("Next review on", "Recorded by"),
    ),
    review_cells,
)
DECISIONS = Table(
    "decisions",
    "Decisions",
    deciding.rulings,
    RulingFilter,
    (
        *("Reference", "Decided on (reference)", "Decided on", "Entity", "Decision", "Words"),
        *("Decided by", "Decided on the day", "What came of it", "No later one took its place"),
        *("Follow-up (reference)", "Follow-up by", "Follow-up due on", "Looked at again on"),
    ),
    decision_cells,
)
