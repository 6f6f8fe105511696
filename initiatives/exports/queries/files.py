"""Reading one's own exports, and what waits to be made, told or forgotten."""

from django.db.models import Q, QuerySet

from initiatives.base import clock
from initiatives.exports.choices import IN_MOTION, ExportState
from initiatives.exports.models import Export
from initiatives.exports.rules import KEPT, MOST_ATTEMPTS, visible_exports
from initiatives.people.models import User


def exports(viewer: User) -> QuerySet[Export]:
    """The viewer's own, newest first."""
    return Export.objects.filter(asked_by=viewer)


def export(viewer: User, pk: int) -> Export:
    """One of the viewer's own; raises Export.DoesNotExist."""
    return exports(viewer).get(pk=pk)


def overseen_exports(viewer: User) -> QuerySet[Export]:
    """Everybody's for administrators and auditors, newest first; else one's own. Not the files."""
    return visible_exports(viewer).select_related("asked_by")


def in_motion(viewer: User) -> QuerySet[Export]:
    """The viewer's own that wait or are being made."""
    return exports(viewer).filter(state__in=IN_MOTION)


def to_be_made() -> QuerySet[Export]:
    """What waits, and what was begun by a worker that is gone, the oldest first."""
    gone = Q(state=ExportState.RUNNING, leased_until__lt=clock.now(), attempts__lt=MOST_ATTEMPTS)
    return Export.objects.filter(Q(state=ExportState.WAITING) | gone).order_by("pk")


def given_up() -> QuerySet[Export]:
    """What was begun as often as it may be, by workers that are gone."""
    return Export.objects.filter(
        state=ExportState.RUNNING, leased_until__lt=clock.now(), attempts__gte=MOST_ATTEMPTS
    )


def over() -> QuerySet[Export]:
    """The files whose time is over."""
    return Export.objects.filter(state=ExportState.DONE, expires_at__lte=clock.now())


def to_be_told() -> QuerySet[Export]:
    """What is ready and was not fetched yet, and what could not be made, of the last days."""
    ready = Q(state=ExportState.DONE, fetched_at=None, expires_at__gt=clock.now())
    return Export.objects.filter(
        ready | Q(state=ExportState.FAILED),
        finished_at__gt=clock.now() - KEPT,
        asked_by__is_active=True,
    )
