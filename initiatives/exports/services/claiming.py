"""Claiming: whoever makes a file holds a lease on its row, renewed as it goes on.

A worker that dies renews nothing, so the row is claimed again; one that was merely slow finds
that its lease is gone and stops. No two make the same file.
"""

from django.db import transaction
from django.db.models import QuerySet

from initiatives.base import clock
from initiatives.exports import queries, rules
from initiatives.exports.choices import ExportState
from initiatives.exports.kinds import Progress
from initiatives.exports.models import Export

GAVE_UP = (
    "It was begun several times and never came to its end. Ask for less at once, by a filter; if "
    "that fails as well, tell an administrator."
)


class Lost(Exception):
    """The row is no longer ours: it was cancelled, or another worker took it."""


@transaction.atomic
def claim(pk: int | None = None) -> Export | None:
    """The next to be made, or this one, leased to the caller; None where there is nothing."""
    rows = queries.to_be_made()
    if pk is not None:
        rows = rows.filter(pk=pk)
    found = rows.select_for_update(skip_locked=True, of=("self",)).first()
    if found is None:
        return None
    now = clock.now()
    found.state, found.attempts = ExportState.RUNNING, found.attempts + 1
    found.started_at, found.leased_until, found.rows_done = now, now + rules.LEASE, 0
    found.save(update_fields=["state", "attempts", "started_at", "leased_until", "rows_done"])
    return found


def renew(export: Export, progress: Progress) -> None:
    """Note how far it is and hold it on; raises Lost where it is not ours any more."""
    until = clock.now() + rules.LEASE
    held = fenced(export).update(
        rows_done=progress.done, rows_total=progress.total, leased_until=until
    )
    if not held:
        raise Lost
    export.leased_until = until


def give_back(export: Export) -> None:
    """Unmade, for the next worker, and not counted as an attempt."""
    fenced(export).update(
        state=ExportState.WAITING, leased_until=None, attempts=export.attempts - 1
    )


def fail(export: Export, error: str) -> None:
    """It cannot be made, and why, in words for the person who asked."""
    fenced(export).update(
        state=ExportState.FAILED, leased_until=None, error=error, finished_at=clock.now()
    )


def give_up() -> int:
    """End what no worker brought to its end; returns how many."""
    return queries.given_up().update(
        state=ExportState.FAILED, leased_until=None, error=GAVE_UP, finished_at=clock.now()
    )


def fenced(export: Export) -> QuerySet[Export]:
    """The row, as long as our lease on it stands."""
    return Export.objects.filter(
        pk=export.pk, state=ExportState.RUNNING, leased_until=export.leased_until
    )
