"""Reading who chose the monthly mail, and for whom it is due."""

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from initiatives.accountability.queries import holidays
from initiatives.base import clock
from initiatives.exports.models import MonthlyMail
from initiatives.exports.rules import latest_day, may_have_monthly
from initiatives.people.models import Entity, User
from initiatives.people.queries import entities
from initiatives.people.rules import entity_ids_in_sight


def monthly_mail(viewer: User) -> MonthlyMail | None:
    """The viewer's own choice; None for none."""
    return MonthlyMail.objects.filter(person=viewer).select_related("entity").first()


def monthly_places(viewer: User) -> QuerySet[Entity]:
    """The entities of which the viewer may be sent the status."""
    return entities(viewer).filter(pk__in=entity_ids_in_sight(viewer))


def monthly_due() -> Iterator[tuple[MonthlyMail, date]]:
    """Who is owed one, with the day on which it was due where they live.

    What was due before they chose is not owed. Nobody views here: it goes to the people themselves.
    """
    chosen = MonthlyMail.objects.filter(person__is_active=True).select_related("person", "entity")
    off = holidays()
    for one in chosen:
        zone = one.person.time_zone
        due = latest_day(one.when, one.day, clock.today(zone), one.person.working_days, off)
        since = one.chosen_at.astimezone(ZoneInfo(zone)).date()
        if due >= since and may_have_monthly(one.person, one.entity):
            yield one, due
