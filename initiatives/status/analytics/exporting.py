"""The figures as a table: a row for each number, with what it is out of and how it is defined."""

from collections.abc import Iterator

from initiatives.status.analytics.definitions import DEFINITIONS
from initiatives.status.analytics.figures import Line
from initiatives.status.analytics.whole import Analytics

COLUMNS = (
    *("figure", "group", "number", "count", "out_of", "share", "days", "low", "high"),
    *("too_few_to_say", "definition", "denominator", "source"),
)
Row = tuple[object, ...]


def exported(found: Analytics) -> Iterator[Row]:
    """A row of `COLUMNS` for each number."""
    parts = {
        "stays": stays(found),
        "sustained": sustained(found),
        "covered": lines(found.covered),
        "gaps": gaps(found),
        "found": shortfalls(found),
        "heard": heard(found),
        "lasting": lines(found.lasting),
    }
    for name, rows in parts.items():
        said = DEFINITIONS[name]
        for row in rows:
            yield (said.title, *row, said.what, said.out_of, said.source)


def row(
    group: object,
    number: str,
    count: int | None = None,
    out_of: int | None = None,
    *,
    share: float | None = None,
    days: float | None = None,
    limits: tuple[float | None, float | None] = (None, None),
    few: bool = False,
) -> Row:
    """One number; what is not told of it is empty."""
    return (str(group), number, count, out_of, share, days, *limits, int(few))


def stays(found: Analytics) -> Iterator[Row]:
    for stay in found.stays:
        name = stay.stage.label
        yield row(name, "still there", stay.still_there, stay.stays)
        quartiles = (
            ("a quarter left", stay.quarter),
            ("half left", stay.median),
            ("three quarters left", stay.three_quarters),
        )
        for words, days in quartiles:
            yield row(name, words, None, stay.stays, days=days, few=not stay.is_told)


def sustained(found: Analytics) -> Iterator[Row]:
    whole = found.sustained
    yield row("All", "came to it so far", whole.reached, whole.followed)
    yield row(
        "All", "half came to it", None, whole.followed, days=whole.median, few=not whole.is_told
    )
    yield row("All", "left out, begun before", whole.taken_over)
    for mark in whole.marks:
        yield row(
            f"Within {mark.months} months",
            "came to it",
            None,
            mark.at_risk,
            share=mark.reached,
            limits=(mark.low, mark.high),
        )


def lines(found: object) -> Iterator[Row]:
    assert isinstance(found, (list, tuple))
    for line in found:
        assert isinstance(line, Line)
        few = line.share is None
        yield row("All", line.label, line.numerator, line.denominator, share=line.share, few=few)


def gaps(found: Analytics) -> Iterator[Row]:
    for one in found.gaps:
        group = one.principle or "All"
        for _, words, number in one.lines:
            yield row(group, words, number, one.found)
        few = one.share is None
        yield row(group, "closing", one.closing, one.judged, share=one.share, few=few)


def shortfalls(found: Analytics) -> Iterator[Row]:
    for one in found.found:
        yield row(one.label, "found", one.found)
        yield row(
            *(one.label, "open", one.open, one.found),
            days=one.days_open,
            few=one.days_open is None,
        )
        yield row(
            *(one.label, "closed", one.closed, one.found),
            days=one.days_to_close,
            few=one.days_to_close is None,
        )
        yield row(one.label, "opened again", one.reopened, one.found)


def heard(found: Analytics) -> Iterator[Row]:
    one = found.heard
    if one.is_shown:
        few = one.share is None
        yield row("All", "answered in time", one.in_time, one.due, share=one.share, few=few)
        yield row("All", "answered late", one.late, one.due)
        yield row("All", "not answered", one.unanswered, one.due)
        yield row("All", "places left out", one.left_out)
