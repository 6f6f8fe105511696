"""Reading history."""

from django.db.models import Model, QuerySet

from initiatives.history import rules
from initiatives.history.models import Event
from initiatives.people.models import User


def events(viewer: User) -> QuerySet[Event]:
    """Every event that the viewer may see, newest first."""
    return rules.visible_events(viewer).select_related("actor")


def events_about(viewer: User, record: Model) -> QuerySet[Event]:
    """The events of one record that the viewer was already let see, newest first."""
    return Event.objects.filter(
        subject_kind=record._meta.model_name, subject_id=record.pk
    ).select_related("actor")
