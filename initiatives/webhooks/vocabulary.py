"""What a webhook can be told of: one table from the verbs of history to the types of events.

A verb that is not here is told to nobody. A type never changes its meaning; a new one is added.
"""

from collections.abc import Mapping
from typing import NamedTuple

TEST = "webhook.test"

# By the kind of record in history: where the API has it, and what each verb of it is called.
TABLE: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "initiative": (
        "initiatives",
        {
            "chartered": "initiative.chartered",
            "revised": "initiative.revised",
            "aligned": "initiative.aligned",
            "realigned": "initiative.realigned",
            "withdrew alignment of": "initiative.alignment_withdrawn",
            "assessed": "initiative.assessed",
            "moved": "initiative.moved",
            "overrode the gate of": "initiative.gate_overridden",
            "put on hold": "initiative.held",
            "resumed": "initiative.resumed",
            "closed": "initiative.closed",
            "reopened": "initiative.reopened",
            "decided": "initiative.decided",
        },
    ),
    "pdsacycle": (
        "pdsa-cycles",
        {
            "planned": "cycle.planned",
            "wrote": "cycle.written",
            "went on with": "cycle.advanced",
            "dropped": "cycle.dropped",
        },
    ),
    "review": (
        "reviews",
        {
            "recorded": "review.recorded",
            "revised": "review.revised",
            "scored": "review.scored",
        },
    ),
    "measure": (
        "measures",
        {
            "defined": "measure.defined",
            "revised": "measure.revised",
            "approved": "measure.definition_approved",
            "recorded": "measure.data_recorded",
        },
    ),
    "observationimport": ("observation-imports", {"imported": "measure.file_imported"}),
    "signal": (
        "signals",
        {
            "raised": "signal.raised",
            "raised again": "signal.raised_again",
            "ended": "signal.ended",
            "accepted": "signal.accepted",
            "dismissed": "signal.dismissed",
        },
    ),
    "shortfall": (
        "shortfalls",
        {
            "logged": "shortfall.logged",
            "proposed": "shortfall.proposed",
            "accepted": "shortfall.accepted",
            "dismissed": "shortfall.dismissed",
            "assigned": "shortfall.assigned",
            "revised": "shortfall.revised",
            "described": "shortfall.described",
            "found again": "shortfall.found_again",
            "seen again": "shortfall.seen_again",
            "merged": "shortfall.merged",
            "split": "shortfall.split",
            "closed": "shortfall.closed",
            "reopened": "shortfall.reopened",
            "kept closed": "shortfall.kept_closed",
            "decided": "shortfall.decided",
        },
    ),
    "commitment": (
        "commitments",
        {
            "promised": "commitment.made",
            "asked for": "commitment.made",
            "acknowledged": "commitment.acknowledged",
            "moved": "commitment.moved",
            "reassigned": "commitment.reassigned",
            "fulfilled": "commitment.fulfilled",
            "withdrew": "commitment.withdrawn",
            "decided": "commitment.decided",
        },
    ),
    "feedback": (
        "feedback",
        {
            "received": "feedback.received",
            "assigned": "feedback.assigned",
            "themed": "feedback.themed",
            "linked": "feedback.linked",
            "reviewed": "feedback.reviewed",
            "answered": "feedback.answered",
            "closed": "feedback.closed",
            "reopened": "feedback.reopened",
        },
    ),
    "reportback": (
        "report-backs",
        {
            "drafted": "report_back.drafted",
            "approved": "report_back.approved",
            "published": "report_back.published",
        },
    ),
    "definition": ("definitions", {"approved": "definition.approved"}),
    "entity": (
        "entities",
        {
            "created": "entity.created",
            "revised": "entity.revised",
            "moved": "entity.moved",
            "merged": "entity.merged",
            "set apart": "entity.set_apart",
            "split": "entity.split",
        },
    ),
}


class Told(NamedTuple):
    """What an event of history is called outside, and the collection of the API with its record."""

    type: str
    collection: str


TOLD = {
    (kind, verb): Told(name, collection)
    for kind, (collection, verbs) in TABLE.items()
    for verb, name in verbs.items()
}
TYPES = tuple(dict.fromkeys(told.type for told in TOLD.values()))


def groups() -> dict[str, list[str]]:
    """The types by the word before their dot, in the order of the table."""
    found: dict[str, list[str]] = {}
    for name in TYPES:
        found.setdefault(name.partition(".")[0], []).append(name)
    return found


def asked_for(types: list[str]) -> dict[str, list[str]]:
    """The verbs of history that are told under these types, by the kind of record."""
    found: dict[str, list[str]] = {}
    for (kind, verb), told in TOLD.items():
        if told.type in types:
            found.setdefault(kind, []).append(verb)
    return found
