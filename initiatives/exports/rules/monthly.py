"""On which day the monthly mail is owed, and to whom it may go."""

from collections.abc import Collection
from datetime import date, timedelta

from django.utils.translation import gettext as _

from initiatives.base.permission import Answer, unless
from initiatives.exports.choices import MonthlyDay
from initiatives.people.models import Entity, User
from initiatives.people.rules import entity_ids_in_sight

WEEKDAYS = (1, 2, 3, 4, 5)  # ISO, of who never said when they work


def may_have_monthly(person: User, entity: Entity | None = None) -> Answer:
    """Who holds a role, and of an entity who holds one there or above it."""
    seen = entity_ids_in_sight(person)
    if entity is not None:
        return unless(
            entity.pk in seen,
            _("You hold no role at %(entity)s, so its status is not sent.") % {"entity": entity},
        )
    return unless(bool(seen), _("The monthly mail is for those who hold a role at an entity."))


def latest_day(
    when: str,
    day: int | None,
    today: date,
    working_days: Collection[int] = WEEKDAYS,
    holidays: Collection[date] = (),
) -> date:
    """The latest day on which the mail was due, today included; each month has exactly one.

    A sweep that missed it makes up for it, since the day stays the latest until the next one.
    """
    this = day_of_month(when, day, today.replace(day=1), working_days, holidays)
    if this <= today:
        return this
    last = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    return day_of_month(when, day, last, working_days, holidays)


def day_of_month(
    when: str,
    day: int | None,
    first: date,
    working_days: Collection[int],
    holidays: Collection[date],
) -> date:
    """The day of the month that begins on `first`; the first itself where none is a working day."""
    if when == MonthlyDay.DAY and day is not None:
        return first.replace(day=day)
    month = (first + timedelta(days=more) for more in range(28))
    works = set(working_days) or set(WEEKDAYS)
    at_work = (one for one in month if one.isoweekday() in works and one not in set(holidays))
    return next(at_work, first)
