"""The one clock. Everything reads the time here, so that a test or `--as-of` can set it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

_set_to: datetime | None = None
_imagined: ContextVar[datetime | None] = ContextVar("imagined", default=None)


def now() -> datetime:
    """The present instant, in UTC; within `at` or `imagined`, the instant that it set."""
    return _imagined.get() or _set_to or datetime.now(UTC)


def today(zone: str | None = None) -> date:
    """The present date in a time zone (by name); the system's own by default."""
    return now().astimezone(ZoneInfo(zone or settings.TIME_ZONE)).date()


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Set the clock of this process, all its threads included; raises ValueError without a zone."""
    global _set_to
    before, _set_to = _set_to, in_utc(instant)
    try:
        yield
    finally:
        _set_to = before


@contextmanager
def imagined(instant: datetime) -> Iterator[None]:
    """The clock for this thread alone, while others work on at the present instant.

    For what is foretold and thrown away; raises ValueError without a zone.
    """
    token = _imagined.set(in_utc(instant))
    try:
        yield
    finally:
        _imagined.reset(token)


def in_utc(instant: datetime) -> datetime:
    """The instant in UTC; raises ValueError without a zone."""
    if instant.tzinfo is None:
        raise ValueError("The clock takes an instant with a time zone.")
    return instant.astimezone(UTC)
