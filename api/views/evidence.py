"""The records of evidence as plain data."""

from typing import Any

from initiatives.people.models import User
from initiatives.status.evidence import Backing, Evidence, backing, promised

Row = dict[str, Any]


def principles_of(viewer: User, found: Evidence) -> list[Row]:
    """Each principle that is linked, once, by its number: its counts and records."""
    linked = {
        one.link.principle_id: (one.link.principle, one.counts)
        for asked in found.asked
        for one in asked.linked
    }
    behind = backing(viewer, linked, found.scope)
    return [
        {"principle": principle, "counts": counts, **records(behind[pk])}
        for pk, (principle, counts) in sorted(linked.items(), key=lambda item: item[1][0].number)
    ]


def records(found: Backing) -> dict[str, list[Row]]:
    """The records of one principle."""
    assessed = [(one.initiative, latest) for one, latest in found.alignments if latest]
    return {
        "initiatives": [
            row(one.initiative, one.initiative.stage, detail=one.rationale)
            for one, _ in found.alignments
        ],
        "assessments": [
            row(
                latest,
                latest.rating,
                title=f"{initiative.title}: {latest.get_checkpoint_display()}",
                owner=latest.assessor,
                day=latest.assessed_on,
                detail=latest.evidence or latest.reason,
                address=latest.evidence_url,
            )
            for initiative, latest in assessed
        ],
        "measures": [row(one, one.kind, title=one.name) for one in found.measures],
        "shortfalls": [
            row(one, one.state, day=one.found_on, detail=promised(one)) for one in found.shortfalls
        ],
    }


def row(record: Any, state: str, **more: Any) -> Row:
    """One record."""
    shown = {"id": record.pk, "reference": record.reference, "state": state}
    shown |= {"day": None, "detail": "", "address": ""} | more
    shown.setdefault("title", getattr(record, "title", ""))
    shown.setdefault("owner", getattr(record, "owner", None))
    return shown
