"""Which events a viewer may see: those about records that the viewer may see."""

from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from initiatives.base import subjects
from initiatives.history.models import Event
from initiatives.people.models import User


def visible_events(viewer: User) -> QuerySet[Event]:
    """Events about what the viewer may see, and what the viewer did.

    What somebody did before a record was made confidential would still tell of it, so that is left
    out where they may no longer know of the record.
    """
    about = [
        Q(subject_kind=kind.key, subject_id__in=kind.visible(viewer).order_by().values("pk"))
        for kind in subjects.kinds()
    ]
    own = Q(actor=viewer)
    for kind in subjects.kinds():
        if kind.hidden is not None:
            keys = subjects.hidden(kind.key, viewer)
            own &= ~Q(subject_kind=kind.key, subject_id__in=keys)
    return Event.objects.filter(reduce(or_, about, own))
