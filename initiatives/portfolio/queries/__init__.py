"""Reading initiatives, alignments, assessments and imports; drivers and cycles."""

from initiatives.portfolio.queries.initiatives import (
    alignment,
    alignments,
    assessment,
    assessments,
    count_of,
    editable_initiatives,
    import_run,
    imports,
    initiative,
    initiatives,
    latest_ratings,
    workspace,
)
from initiatives.portfolio.queries.method import begun, cycle, cycles, driver, drivers, ideas
from initiatives.portfolio.queries.reviews import review, reviews, under_way_since

__all__ = [
    "alignment",
    "alignments",
    "assessment",
    "assessments",
    "begun",
    "count_of",
    "cycle",
    "cycles",
    "driver",
    "drivers",
    "editable_initiatives",
    "ideas",
    "import_run",
    "imports",
    "initiative",
    "initiatives",
    "latest_ratings",
    "review",
    "reviews",
    "under_way_since",
    "workspace",
]
