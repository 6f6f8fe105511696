"""Reading the shortfall log."""

from initiatives.shortfalls.queries.assessed import assessments_to_answer, standing_for
from initiatives.shortfalls.queries.exporting import COLUMNS, exported
from initiatives.shortfalls.queries.log import (
    Size,
    closed_for,
    duplicates,
    merged_into,
    missed_commitments,
    shortfall,
    shortfalls,
    size_of,
    sources,
)
from initiatives.shortfalls.queries.times import (
    BANDS,
    STEPS,
    Times,
    times,
    times_by_entity,
    times_by_principle,
)

__all__ = [
    "BANDS",
    "COLUMNS",
    "STEPS",
    "Size",
    "Times",
    "assessments_to_answer",
    "closed_for",
    "duplicates",
    "exported",
    "merged_into",
    "missed_commitments",
    "shortfall",
    "shortfalls",
    "size_of",
    "sources",
    "standing_for",
    "times",
    "times_by_entity",
    "times_by_principle",
]
