"""The one clock. Everything reads the time here, so that a test or `--as-of` can set it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

_set_to: datetime | None = None


def now() -> datetime:
    """The present instant, in UTC; the instant that `at` set, within it."""
    return _set_to or datetime.now(UTC)


def today(zone: str | None = None) -> date:
    """The present date in a time zone (by name); the system's own by default."""
    return now().astimezone(ZoneInfo(zone or settings.TIME_ZONE)).date()


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Set the clock of this process, all its threads included; raises ValueError without a zone."""
    global _set_to
    if instant.tzinfo is None:
        raise ValueError("The clock takes an instant with a time zone.")
    before, _set_to = _set_to, instant.astimezone(UTC)
    try:
        yield
    finally:
        _set_to = before
