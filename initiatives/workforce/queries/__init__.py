"""Reading counts, benchmarks and job families, and the table of an entity as it may be shown."""

from initiatives.workforce.queries.days import standing_of_day
from initiatives.workforce.queries.exporting import COLUMNS, exported
from initiatives.workforce.queries.records import (
    all_entities,
    benchmark,
    benchmark_versions,
    benchmarks,
    count,
    count_versions,
    counted_by,
    counts,
    estimates_of,
    families,
    families_in_use,
    family,
    groups_of,
    heads_of,
    places,
    standing_count,
    vocabularies,
    vocabulary,
)
from initiatives.workforce.queries.sections import Section
from initiatives.workforce.queries.tables import Found, benchmarks_for, days, table

__all__ = [
    "COLUMNS",
    "Found",
    "Section",
    "all_entities",
    "benchmark",
    "benchmark_versions",
    "benchmarks",
    "benchmarks_for",
    "count",
    "count_versions",
    "counted_by",
    "counts",
    "days",
    "estimates_of",
    "exported",
    "families",
    "families_in_use",
    "family",
    "groups_of",
    "heads_of",
    "places",
    "standing_count",
    "standing_of_day",
    "table",
    "vocabularies",
    "vocabulary",
]
