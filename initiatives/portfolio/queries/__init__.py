"""Reading initiatives, alignments, assessments and imports; drivers and cycles."""

from initiatives.portfolio.queries.assessed import (
    Counted,
    assessment,
    assessments,
    latest_ratings,
    ratings_by_entity,
    ratings_by_quarter,
    stands_as,
)
from initiatives.portfolio.queries.editions import Foreseen, MadeUnder, foreseen, made_under
from initiatives.portfolio.queries.initiatives import (
    alignment,
    alignments,
    count_of,
    editable_initiatives,
    handover,
    import_run,
    imports,
    initiative,
    initiatives,
    overseen_imports,
    sponsors,
    workspace,
)
from initiatives.portfolio.queries.method import begun, cycle, cycles, driver, drivers, ideas
from initiatives.portfolio.queries.parting import able_to_go
from initiatives.portfolio.queries.reviews import review, reviews, under_way_since

__all__ = [
    "Counted",
    "Foreseen",
    "MadeUnder",
    "able_to_go",
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
    "foreseen",
    "handover",
    "ideas",
    "import_run",
    "imports",
    "initiative",
    "initiatives",
    "latest_ratings",
    "made_under",
    "overseen_imports",
    "ratings_by_entity",
    "ratings_by_quarter",
    "review",
    "reviews",
    "sponsors",
    "stands_as",
    "under_way_since",
    "workspace",
]
