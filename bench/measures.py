"""What measures cost: an import beside COPY, a page beside its rows, a chart beside its points.

The page is that of a measure with 8 groups and 120 months, for who holds the data role and for who
sees small counts masked; its bytes are those on the wire. What drawing takes of it is a case of its
own.
"""

import json
import statistics
from collections.abc import Callable, Iterator
from datetime import date

from django.db import connection, transaction
from django.urls import reverse

from bench.cases import page, rows
from bench.measure import Figure, figure, times
from bench.screening import MONTHS, World, months, vocabulary
from initiatives.base import clock
from initiatives.measures import drawing
from initiatives.measures.models import Measure
from initiatives.measures.queries import charted, published
from initiatives.measures.services import (
    import_observations,
)

GROUPS = 8
WIDE_GROUPS, WIDE_MONTHS, IMPORTED = 238, 420, 100_000
ROUNDS = 3
COLUMNS = (
    "id, measure_id, definition_id, starts, ends, stratum_id, numerator, denominator, state, "
    "source, note, excluded_because, corrected_because, entered_by_id, entered_at"
)
BARE = "CREATE TEMP TABLE bare (LIKE initiatives_observation INCLUDING ALL) ON COMMIT DROP"
PAGE = (
    "SELECT * FROM initiatives_measure WHERE id = %(pk)s",
    "SELECT * FROM initiatives_operationaldefinition WHERE measure_id = %(pk)s",
    """SELECT starts, ends, stratum_id, numerator, denominator, value, state, excluded_because
       FROM initiatives_observation WHERE measure_id = %(pk)s AND replaced_by_id IS NULL
       ORDER BY starts, id""",
)


def measures() -> Iterator[Figure]:
    """The page, the charts, the import."""
    world = World()
    measure = world.measure(GROUPS, "Screened in time")
    world.fill(measure)
    url = f"{reverse('measure', args=[measure.pk])}?by=bench-{GROUPS}"
    bare = rows(PAGE, pk=measure.pk)
    for who, viewer in (("data role", world.lead), ("masked", world.executive)):
        yield figure(
            "measures",
            f"page, {who}",
            GROUPS * MONTHS,
            page(viewer, url, **{"accept-encoding": "gzip"}),
            bare,
        )
    yield from charts(world, measure)
    yield importing(world)


def charts(world: World, measure: Measure) -> Iterator[Figure]:
    """Judging a series, and drawing it; the floor writes its points as JSON."""
    found = published(world.lead, measure, vocabulary(measure))
    chart = charted(found).drawing
    scale = drawing.shared_scale([chart])
    points = [[dot.label, dot.value] for dot in chart.dots]

    def bare() -> str:
        return json.dumps(points)

    for case, draw in (
        ("chart drawn wide", lambda: drawing.control_chart(chart).encode()),
        ("chart drawn compact", lambda: drawing.control_chart(chart, compact=True).encode()),
        ("chart drawn small", lambda: drawing.small_chart(chart, scale).encode()),
    ):
        yield figure("measures", case, MONTHS, draw, bare, repeat=50)


def importing(world: World) -> Figure:
    """A file of 100,000 observations, read, judged and written; the floor is COPY of the rows."""
    measure = world.measure(WIDE_GROUPS, "A hundred thousand")
    content = file_of(measure)

    def write() -> None:
        with transaction.atomic():
            done = import_observations(
                actor=world.lead, measure=measure, content=content, file_name="large.csv"
            )
            if done.recorded is None or done.recorded.new != IMPORTED:
                raise RuntimeError(f"Not all was written: {done.problems[:3]}")
            transaction.set_rollback(True)

    bare = copy_of(measure)
    floors, taken = times(bare, ROUNDS), times(write, ROUNDS)
    median, floor = statistics.median(taken), statistics.median(floors)
    return Figure(
        *("measures", "import", IMPORTED, None, round(median, 1), round(max(taken), 1)),
        *(round(floor, 1), round(median / floor, 2), len(content)),
    )


def lines_of(measure: Measure) -> Iterator[tuple[date, str, int, int]]:
    """Period, code, numerator and denominator of each observation."""
    codes = ["", *vocabulary(measure).strata.values_list("code", flat=True)]
    every = ((starts, code) for starts in months(WIDE_MONTHS, 1991) for code in codes)
    for number, (starts, code) in zip(range(IMPORTED), every, strict=False):
        yield starts, code, number % 90, 100 + number % 50


def file_of(measure: Measure) -> bytes:
    """The file in the long layout."""
    lines = (",".join(map(str, line)) for line in lines_of(measure))
    return "\n".join(["period_start,group_code,numerator,denominator", *lines]).encode()


def copy_of(measure: Measure) -> Callable[[], None]:
    """COPY of the same rows into a table with the same columns, indexes and checks."""
    keys = dict(vocabulary(measure).strata.values_list("code", "pk"))
    definition = measure.definitions.get().pk
    said = ("final", "", "", "", "", measure.created_by_id, clock.now())
    copied = [
        (key, measure.pk, definition, starts, starts, keys.get(code), x, n, *said)
        for key, (starts, code, x, n) in enumerate(lines_of(measure), 1)
    ]

    def copy() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(BARE)
            with cursor.copy(f"COPY bare ({COLUMNS}) FROM STDIN") as into:
                for row in copied:
                    into.write_row(row)

    return copy
