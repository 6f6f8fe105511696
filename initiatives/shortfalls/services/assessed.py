"""Proposing a shortfall where an assessment says that a principle is not, or only partly, met."""

from django.db import transaction

from initiatives.base import clock
from initiatives.base.records import locked
from initiatives.history.services import record
from initiatives.portfolio.choices import Rating
from initiatives.portfolio.models import Assessment
from initiatives.shortfalls.choices import FoundBy, Severity, ShortfallState
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.queries import assessments_to_answer, standing_for
from initiatives.shortfalls.services.finding import note_source
from initiatives.shortfalls.services.proposing import proposed_by

SEVERITIES = {Rating.NOT_MET: Severity.MODERATE, Rating.PARTLY: Severity.LOW}


def propose_from_assessments() -> int:
    """Answer each latest assessment that found something short; how many are new in the log.

    What the log holds of the same alignment already, and is not decided, is found again: one entry.
    """
    return sum(propose_from_assessment(one) for one in assessments_to_answer())


@transaction.atomic
def propose_from_assessment(assessment: Assessment) -> bool:
    """The shortfall that an assessment speaks of, proposed once; False where it was known."""
    alignment = locked(assessment.alignment)  # so that two workers do not both propose
    if not assessments_to_answer().filter(pk=assessment.pk).exists():
        return False
    known = standing_for(alignment)
    if known is not None:
        found_again(known, assessment)
        return False
    initiative = alignment.initiative
    shortfall = Shortfall.objects.create(
        title=title_of(assessment),
        detail=detail_of(assessment),
        principle=alignment.principle,
        entity=initiative.entity,
        initiative=initiative,
        found_by=FoundBy.ASSESSMENT,
        found_on=assessment.assessed_on,
        found_note=assessment.evidence,
        severity=SEVERITIES[Rating(assessment.rating)],
        owner=initiative.owner,
        owned_at=clock.now() if initiative.owner else None,
        state=ShortfallState.PROPOSED,
    )
    proposed_by(shortfall, assessment)
    return True


def found_again(shortfall: Shortfall, assessment: Assessment) -> None:
    """Another source of what the log holds already."""
    note_source(
        locked(shortfall),
        kind=FoundBy.ASSESSMENT,
        found_on=assessment.assessed_on,
        found_by=assessment.assessor,
        note=assessment.evidence,
        about=assessment,
    )
    record(
        actor=assessment.assessor,
        verb="found again",
        subject=shortfall,
        after={"found_by": str(FoundBy.ASSESSMENT.label)},
    )


def title_of(assessment: Assessment) -> str:
    """Which principle falls short of it, where."""
    alignment = assessment.alignment
    rating = Rating(assessment.rating).label.lower()
    return f"{alignment.principle.short_name} {rating}: {alignment.initiative.title}"[:200]


def detail_of(assessment: Assessment) -> str:
    """The expectations that are not met, each with what was said of it."""
    short = [one for one in assessment.answers.all() if one.rating in SEVERITIES]
    lines = [f"{one}" + (f". {one.note}" if one.note else "") for one in short]
    where = assessment.get_checkpoint_display().lower()
    head = f"Assessed by {assessment.assessor} at the checkpoint: {where}."
    return "\n".join([head, *lines])
