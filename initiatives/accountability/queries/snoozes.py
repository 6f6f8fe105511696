"""Reading what is put off, and until when."""

from django.db.models import OuterRef, QuerySet, Subquery, Value

from initiatives.accountability.models import Commitment, Snooze
from initiatives.base import clock
from initiatives.base.dates import LocalDay
from initiatives.people.models import User


def snoozed_until() -> Subquery:
    """The day on which reminders of a commitment come again, as a column; null where none wait."""
    today = LocalDay(Value(clock.now()), OuterRef("owner__time_zone"))
    standing = Snooze.objects.filter(
        commitment=OuterRef("pk"),
        generation=OuterRef("generation"),
        ended_at=None,
        until__gt=today,
    )
    return Subquery(standing.order_by("-until").values("until")[:1])


def snoozes_of(viewer: User, commitment: Commitment) -> QuerySet[Snooze]:
    """Who put off reminders of a commitment that the viewer was already let see, newest first."""
    return Snooze.objects.filter(commitment=commitment).select_related("person")
