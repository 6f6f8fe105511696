"""What the worker keeps of the status at size: where each initiative stands, and a night.

The floor is the bare SQL of the matrix. Everything is judged once, as after an upgrade; then again
with nothing changed, and with what an hour may bring: a hundred initiatives.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta

from bench.cases import MATRIX, rows
from bench.measure import Figure, figure
from initiatives.base import clock
from initiatives.portfolio.models import Initiative
from initiatives.status.models import Standing
from initiatives.status.services import build_snapshot, refresh_standings

CHANGED = 100
SETTLED = timedelta(hours=1)


def kept(size: int) -> Iterator[Figure]:
    """Each of them."""
    with clock.at(clock.now() + SETTLED):
        yield from kept_later(size)


def kept_later(size: int) -> Iterator[Figure]:
    """When nothing of what was written to build the system is read again for being recent."""
    for case, call, repeat in (
        ("standings, all", all_anew, 1),
        ("standings, nothing changed", silently(refresh_standings), 5),
        ("standings, 100 changed", some_anew, 5),
        ("night, counted and judged", silently(lambda: build_snapshot(keep=False)), 3),
    ):
        yield figure("scale", case, size, call, rows(MATRIX), repeat)


def silently(call: Callable[[], object]) -> Callable[[], None]:
    """The same, answering nothing."""

    def quiet() -> None:
        call()

    return quiet


def all_anew() -> None:
    """As if none was ever judged."""
    Standing.objects.all().delete()
    refresh_standings()


def some_anew() -> None:
    """A hundred that are due, here because older rules judged them."""
    due = Initiative.objects.order_by("pk").values_list("pk", flat=True)[:CHANGED]
    Standing.objects.filter(pk__in=list(due)).update(rules_version="older")
    refresh_standings()
