"""Evidence as a table: a row for each record behind each requirement."""

from collections.abc import Iterator
from typing import Any

from initiatives.community.queries import Line
from initiatives.framework.models import CrosswalkLink
from initiatives.people.models import User
from initiatives.status.evidence.gathering import ANSWERED, DEFINED, Asked, Evidence, names
from initiatives.status.evidence.listing import Backing, backing

COLUMNS = (
    *("framework", "edition", "framework_status", "looked_at", "requirement", "requirement_text"),
    *("wording_verified_on", "principle", "strength", "link_reviewed_by", "link_reviewed_on"),
    *("kind", "reference", "title", "entity", "owner", "state", "day", "detail", "address"),
)
Row = tuple[object, ...]
NOTHING: Row = ("nothing recorded", "", "", "", "", "", None, "", "")


def exported(viewer: User, found: Evidence) -> Iterator[Row]:
    """A row of `COLUMNS` for each record; a requirement without any has a row that says so."""
    links = [one.link for asked in found.asked for one in asked.linked]
    behind = backing(viewer, {link.principle_id for link in links}, found.scope)
    for asked in found.asked:
        head = head_of(found, asked)
        unlinked: Row = ("", "", "", None)
        if asked.attestation:
            yield (*head, *unlinked, *attested(asked))
        if not asked.linked:
            yield (*head, *unlinked, *NOTHING)
        for one in asked.linked:
            rows = list(rows_of(found, one.link, behind[one.link.principle_id]))
            for row in rows or [NOTHING]:
                yield (*head, *said(one.link), *row)


def head_of(found: Evidence, asked: Asked) -> Row:
    """What a requirement is, repeated in each of its rows."""
    outside, requirement = found.outside, asked.requirement
    return (
        *(outside.name, outside.edition, outside.get_status_display(), str(found.scope)),
        *(requirement.code, requirement.text, requirement.verified_on or "not verified"),
    )


def said(link: CrosswalkLink) -> Row:
    """The principle, how closely it answers, and who looked at that."""
    reviewer = link.reviewer or "not reviewed"
    return (str(link.principle), link.get_strength_display(), reviewer, link.reviewed_on)


def rows_of(found: Evidence, link: CrosswalkLink, records: Backing) -> Iterator[Row]:
    """A row for each record of a principle."""
    yield from initiatives(records)
    yield from assessments(records)
    yield from measures(records)
    yield from shortfalls(records)
    if names([link], DEFINED):
        for one in found.definitions:
            about = (one.reference, str(one), "", one.approver, "In force", one.approved_on)
            yield ("definition", *about, one.text, one.source_url)
    if names([link], ANSWERED):
        yield from (answers(line) for line in found.answered)


def initiatives(records: Backing) -> Iterator[Row]:
    for alignment, _ in records.alignments:
        one = alignment.initiative
        owner = str(one.owner or "")
        about: tuple[Any, ...] = (one.reference, one.title, one.entity.name, owner)
        yield ("initiative", *about, one.get_stage_display(), None, alignment.rationale, "")


def assessments(records: Backing) -> Iterator[Row]:
    for alignment, latest in records.alignments:
        if latest is not None:
            one = alignment.initiative
            title = f"{one.title}: {latest.get_checkpoint_display()}"
            about = (latest.reference, title, one.entity.name, str(latest.assessor))
            state = (latest.get_rating_display(), latest.assessed_on)
            yield (
                "assessment",
                *about,
                *state,
                latest.evidence or latest.reason,
                latest.evidence_url,
            )


def measures(records: Backing) -> Iterator[Row]:
    for one in records.measures:
        by = ", ".join(str(vocabulary) for vocabulary in one.stratifications.all())
        about = (one.reference, one.name, one.initiative.entity.name, str(one.owner or ""))
        yield ("stratified measure", *about, one.get_kind_display(), None, f"By {by}", "")


def shortfalls(records: Backing) -> Iterator[Row]:
    for one in records.shortfalls:
        about = (one.reference, one.title, one.entity.name, str(one.owner or ""))
        yield ("shortfall", *about, one.get_state_display(), one.found_on, promised(one), "")


def promised(shortfall: Any) -> str:
    """How many commitments answer a shortfall, and whether it is confidential."""
    said = f"{shortfall.commitments_open} open, {shortfall.commitments_fulfilled} fulfilled"
    return f"{'Confidential. ' if shortfall.confidential else ''}Commitments: {said}"


def answers(line: Line) -> Row:
    """How the community is answered at one place; of what is masked, nothing but that it is."""
    where = line.entity.name if line.entity else "All"
    detail = "Too few spoke to say."
    if not line.masked:
        detail = f"{line.answered} of {line.due} answered"
    return ("answers to the community", "", "Of all time", where, "", "", None, detail, "")


def attested(asked: Asked) -> Row:
    """What the organization attests now."""
    one = asked.attestation
    assert one is not None
    title = f"Version {one.number}, under edition {one.requirement.framework.edition}"
    who = str(one.attested_by)
    return ("attestation", one.reference, title, "", who, "", one.attested_on, one.text, "")
