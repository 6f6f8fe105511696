"""`make bench NAME=scale`: pages and API at the size that the product is built for.

Each case is asked of the production server with two processes, and its floor by turns with it: bare
SQL of the same rows on the same database, and their JSON. Statements are counted in this process,
by the same request. At the larger size each case has a second line, its growth, in which the floor
is what it took at the smaller one.

QI_BENCH_SCALES (10,000 at least, for there to be a hundredth page) and QI_BENCH_REQUESTS make it
smaller.
"""

import os
import statistics
from collections.abc import Iterator

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.asking import Badge, Browser
from bench.measure import Figure, times
from bench.scale_cases import Case, cases
from bench.scale_kept import kept
from bench.served import ask_here, badge_of, served
from bench.sized import build
from initiatives.base import clock

SCALES = [int(one) for one in os.environ.get("QI_BENCH_SCALES", "10000,100000").split(",")]
REQUESTS = int(os.environ.get("QI_BENCH_REQUESTS", "100"))
WARM = 4  # requests, so that each process has answered


def scale() -> Iterator[Figure]:
    """Every case at every size."""
    smaller: dict[str, float] = {}
    for size in SCALES:
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        for figure in figures_at(size):
            yield figure
            if figure.case in smaller:
                yield growth(figure, smaller[figure.case])
            smaller[figure.case] = figure.median_ms
        connection.creation.destroy_test_db("", verbosity=0)


def figures_at(size: int) -> Iterator[Figure]:
    """Every case over a system of one size."""
    viewers = build(size, clock.today())
    yield from kept(size)
    badges = {name: badge_of(user) for name, user in vars(viewers).items()}
    with served() as port:
        browser = Browser(port)
        for case in cases(viewers):
            yield measured(case, badges[case.viewer], browser, size)


def measured(case: Case, badge: Badge, browser: Browser, size: int) -> Figure:
    """One case: its statements, then its requests by turns with its floor."""
    queries = statements(case, badge)
    taken, floors, length = [], [], 0
    for number in range(1, WARM + REQUESTS + 1):
        floor = times(case.floor, 1)
        answer = browser.ask(badge, case.ask(number))
        if answer.status != case.expects:
            raise RuntimeError(f"{case.name} answered {answer.status}.")
        length = len(answer.body)
        if number > WARM:
            taken.append(answer.spent)
            floors += floor
    median, bare = statistics.median(taken), statistics.median(floors)
    return Figure(
        *("scale", case.name, size, queries, round(median, 2)),
        *(round(sorted(taken)[int(len(taken) * 0.95)], 2), round(bare, 2)),
        *(round(median / bare, 2), length),
    )


def statements(case: Case, badge: Badge) -> int:
    """How many statements it sends, once what is kept between requests is there."""
    first = 1 if case.changes else 2
    for number in range(first):
        with CaptureQueriesContext(connection) as captured:
            status = ask_here(badge, case.ask(number))
        if status != case.expects:
            raise RuntimeError(f"{case.name} answered {status} here.")
    return len(captured)


def growth(figure: Figure, before: float) -> Figure:
    """The same case beside what it took at the smaller size."""
    return Figure(
        *("scale", f"{figure.case}, growth", figure.scale, None, figure.median_ms, figure.p95_ms),
        *(before, round(figure.median_ms / before, 2), None),
    )
