"""The table as rows of a file: what is masked is empty, with `suppressed` 1."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from initiatives.workforce.queries.sections import Section
from initiatives.workforce.queries.tables import Found
from initiatives.workforce.rules.comparing import Line

COLUMNS = (
    *("entity", "as_of", "job_family", "dimension", "scheme", "group_code", "group_label"),
    *("heads", "workforce_share", "suppressed", "community_share", "community_moe_90"),
    *("community_cv", "difference", "index", "index_low", "index_high", "index_method"),
    *("benchmark", "benchmark_kind", "benchmark_period", "benchmark_source", "source"),
)


def exported(found: Found) -> Iterator[tuple[object, ...]]:
    """A row for each group of each job family, in the order of the columns."""
    for section in found.sections:
        for line in section.lines:
            yield (*about(found, section), *figures(line), *beside(found, section))


def about(found: Found, section: Section) -> tuple[object, ...]:
    """Whose, when, by what."""
    family = section.family or _("All job families")
    vocabulary = found.vocabulary
    return (found.entity.name, found.as_of, family, vocabulary.title, vocabulary.edition)


def figures(line: Line) -> tuple[object, ...]:
    """A group, its figures, and those of the community."""
    community, index = line.community, line.index
    return (
        *(line.code, line.label, line.heads, rounded(line.share), int(line.heads is None)),
        *((rounded(community.share), rounded(community.moe)) if community else (None, None)),
        rounded(community.cv) if community else None,
        rounded(line.difference),
        *(
            (rounded(index.value), rounded(index.low), rounded(index.high), index.method)
            if index
            else (None, None, None, None)
        ),
    )


def beside(found: Found, section: Section) -> tuple[object, ...]:
    """What it stands beside, and where the heads come from."""
    one = found.benchmark
    said = (one.name, one.get_kind_display(), one.period, one.source) if one else (None,) * 4
    return (*said, section.count.source if section.count else None)


def rounded(value: float | None) -> float | None:
    """A share or an index as a file gives it."""
    return None if value is None else round(value, 6)
