"""Nights of a system, for tests of its past."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from initiatives.base import clock
from initiatives.status.models import Snapshot, SnapshotCell
from initiatives.status.services import build_snapshot


def night(days_ago: int = 0) -> Snapshot:
    """The snapshot of so many days ago, of what there is now."""
    with ago(days_ago):
        built = build_snapshot()
    assert built is not None
    return built[0]


@contextmanager
def ago(days: int) -> Iterator[None]:
    """The clock set back by so many days."""
    with clock.at(clock.now() - timedelta(days=days)):
        yield


def kept(snapshot: Snapshot, principle, entity) -> SnapshotCell:
    """One cell of a night."""
    return SnapshotCell.objects.get(snapshot=snapshot, principle=principle, entity=entity)
