"""Assessing at a checkpoint how an initiative lives a principle, kept for good."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from initiatives.base import clock, subjects
from initiatives.base.checks import check_fields
from initiatives.base.errors import Invalid
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.records import locked, plain, required
from initiatives.history.services import record
from initiatives.people.models import User
from initiatives.portfolio import rules
from initiatives.portfolio.choices import Checkpoint, EvidenceKind, Rating
from initiatives.portfolio.models import Alignment, Answer, Assessment, Evidence
from initiatives.portfolio.rules.questions import (
    answer_errors,
    answered_before,
    questions,
    rating_errors,
)
from initiatives.portfolio.services.alignments import stir

MOST_LINKS = 30
NOT_THERE = _("Link only records that are there and that you may see.")


@dataclass(frozen=True)
class Judged:
    """How an expectation was judged, with a note if there is one to make."""

    rating: str
    note: str = ""


@transaction.atomic
def assess(
    *,
    actor: User,
    alignment: Alignment,
    checkpoint: str,
    rating: str,
    answers: Mapping[int, Judged] | None = None,
    links: Iterable[tuple[str, int]] = (),
    evidence: str = "",
    evidence_url: str = "",
    reason: str = "",
) -> Assessment:
    """Judge how far a principle is lived, expectation by expectation, and by what evidence.

    `answers` are by the key of the expectation, `links` name records by kind and key. Raises
    Invalid for an expectation left out, a rating that its parts do not bear, no evidence, or no
    reason why a principle does not apply.
    """
    rules.may_assess(actor, alignment).require()
    needed = {"reason": reason} if rating == Rating.NOT_APPLICABLE else {"evidence": evidence}
    required(**needed)
    assessment = Assessment(
        alignment=alignment,
        checkpoint=checkpoint,
        rating=rating,
        evidence=evidence.strip(),
        evidence_url=evidence_url.strip(),
        reason=reason.strip(),
        assessor=actor,
        assessed_on=clock.today(actor.time_zone),
    )
    check_fields(assessment)
    given = checked_answers(alignment, Checkpoint(checkpoint), rating, answers or {})
    linked = labelled(actor, set(links))
    assessment.save()
    keep(assessment, given, linked)
    stir(locked(alignment.initiative))
    note(actor, assessment, linked)
    return assessment


def checked_answers(
    alignment: Alignment, checkpoint: str, rating: str, answers: Mapping[int, Judged]
) -> Mapping[int, Judged]:
    """The answers as they are kept; raises Invalid for what they leave out or do not bear."""
    if rating == Rating.NOT_APPLICABLE:
        return {}
    asked = questions(alignment, checkpoint)
    errors = answer_errors(asked, {key: one.rating for key, one in answers.items()}, rating)
    if not errors:
        former = [one.rating for one in answered_before(alignment, checkpoint)]
        errors = rating_errors([*former, *(one.rating for one in answers.values())], rating)
    if errors:
        raise Invalid(errors)
    return answers


def labelled(actor: User, links: set[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """What each linked record is called; raises Invalid for what the assessor cannot see."""
    if len(links) > MOST_LINKS:
        raise Invalid(
            {"links": gettext("Link %(most_links)s records at most.") % {"most_links": MOST_LINKS}}
        )
    if not {kind for kind, _ in links} <= set(EvidenceKind.values):
        raise Invalid(
            {
                "links": gettext("A record is one of: %(values)s.")
                % {"values": ", ".join(EvidenceKind.values)}
            }
        )
    found: dict[tuple[str, int], str] = {}
    for kind in {kind for kind, _key in links}:
        keys = [key for of, key in links if of == kind]
        rows = subjects.visible(kind, actor).filter(pk__in=keys)
        found |= {(kind, row.pk): f"{row.reference} {row}"[:240] for row in rows}
    if set(found) != links:
        raise Invalid({"links": NOT_THERE})
    return found


def keep(
    assessment: Assessment,
    answers: Mapping[int, Judged],
    linked: Mapping[tuple[str, int], str],
) -> None:
    """Write the answers and links of an assessment."""
    rows = [
        Answer(assessment=assessment, expectation_id=key, rating=one.rating, note=one.note.strip())
        for key, one in answers.items()
    ]
    for row in rows:
        check_fields(row)
    Answer.objects.bulk_create(rows)
    Evidence.objects.bulk_create(
        Evidence(assessment=assessment, kind=kind, about_id=key, label=label)
        for (kind, key), label in linked.items()
    )


def note(actor: User, assessment: Assessment, linked: Mapping[Any, str]) -> None:
    """Record it on the initiative."""
    record(
        actor=actor,
        verb="assessed",
        subject=assessment.alignment.initiative,
        after={
            "principle": plain(assessment.alignment.principle),
            "checkpoint": assessment.checkpoint,
            "rating": assessment.rating,
            "evidence": assessment.evidence,
            **({"links": list(linked.values())} if linked else {}),
        },
        reason=assessment.reason,
    )
