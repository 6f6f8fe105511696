"""Timing a call, counting its queries, printing figures as a table or as JSON lines."""

import json
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext


@dataclass(frozen=True)
class Figure:
    """One line of the table; times in milliseconds, None where a figure does not apply."""

    bench: str
    case: str
    scale: int
    queries: int | None
    median_ms: float
    p95_ms: float
    floor_ms: float
    ratio: float
    bytes: int | None


def times(call: Callable[[], Any], repeat: int) -> list[float]:
    """How long each of `repeat` calls took, in milliseconds."""
    taken = []
    for _ in range(repeat):
        start = time.perf_counter()
        call()
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def first_call(call: Callable[[], bytes | None]) -> tuple[int, int | None]:
    """How many statements a call sends, and of how many bytes its answer is; it warms up too."""
    with CaptureQueriesContext(connection) as captured:
        answer = call()
    return len(captured), None if answer is None else len(answer)


def figure(
    bench: str,
    case: str,
    scale: int,
    call: Callable[[], bytes | None],
    floor: Callable[[], Any],
    repeat: int = 15,
) -> Figure:
    """Measure a call against its floor, which runs in the same minutes."""
    floor()
    queries, size = first_call(call)
    floors, taken = times(floor, repeat), times(call, repeat)
    median, bare = statistics.median(taken), statistics.median(floors)
    return Figure(
        bench,
        case,
        scale,
        queries,
        round(median, 2),
        round(sorted(taken)[int(len(taken) * 0.95)], 2),
        round(bare, 2),
        round(median / bare, 2),
        size,
    )


def print_table(figures: Iterable[Figure]) -> None:
    """Print each figure as soon as it is there."""
    print(
        f"{'case':<28}{'scale':>8}{'queries':>9}{'median':>14}{'p95':>14}{'floor':>13}{'ratio':>11}"
    )
    for item in figures:
        print(
            f"{item.bench + ' ' + item.case:<28}{item.scale:>8,}{item.queries or 0:>9}"
            f"{item.median_ms:>11,.1f} ms{item.p95_ms:>11,.1f} ms{item.floor_ms:>10,.2f} ms"
            f"{item.ratio:>11,.2f}",
            flush=True,
        )


def print_json(figures: Iterable[Figure]) -> None:
    """Print each figure as a line of JSON."""
    for item in figures:
        print(json.dumps(asdict(item)), flush=True)
