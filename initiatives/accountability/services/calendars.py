"""What happens when a calendar is fetched."""

from datetime import timedelta

from initiatives.accountability.models import CalendarFeed
from initiatives.base import clock

NOTED_EVERY = timedelta(hours=1)


def note_reading(*, feed: CalendarFeed) -> None:
    """Keep when a calendar was fetched last, to the hour; its owner sees that it is in use."""
    now = clock.now()
    if feed.read_at is None or feed.read_at <= now - NOTED_EVERY:
        CalendarFeed.objects.filter(pk=feed.pk).update(read_at=now)
