"""Which two nights are compared where not both are named."""

from calendar import monthrange
from datetime import date

from initiatives.base import clock
from initiatives.people.models import Entity, User
from initiatives.status.past.comparing import Comparison, compare, since_last_look


def changes(
    viewer: User,
    since: date | None = None,
    until: date | None = None,
    entity: Entity | None = None,
) -> Comparison:
    """What changed since a day, until another or until now.

    With neither, since the viewer's last look; for who never looked, in the month before.
    """
    looked = since_last_look(viewer, entity) if since is None and until is None else None
    return looked or compare(viewer, since or months_before(1, until), until, entity)


def months_before(months: int, day: date | None = None) -> date:
    """The same day so many months before a day, or the last one of a month that has no such day."""
    day = day or clock.today()
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < date.min.year:
        return date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
