"""Which events a viewer may see: those about records that the viewer may see."""

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from initiatives.base import subjects
from initiatives.history.models import Event
from initiatives.people.models import User


def visible_events(viewer: User) -> QuerySet[Event]:
    """Events about what the viewer may see, and what the viewer did.

    What somebody did before a record was made confidential would still tell of it, so that is left
    out where they may no longer know of the record.
    """
    about = [Q(subject_kind=kind.key) & seen(kind.visible(viewer)) for kind in subjects.kinds()]
    own = Q(actor=viewer)
    for kind in subjects.kinds():
        if kind.hidden is not None:
            keys = subjects.hidden(kind.key, viewer)
            own &= ~Q(subject_kind=kind.key, subject_id__in=keys)
    return Event.objects.filter(reduce(or_, about, own))


def seen(rows: QuerySet[Any]) -> Q:
    """That an event is about one of these rows; nothing is asked where they are all there are.

    By its key, as a page asks about few of the many rows.
    """
    if not rows.query.where:
        return Q()
    return Q(Exists(rows.order_by().filter(pk=OuterRef("subject_id"))))
