"""Reading what was decided."""

from django.db.models import QuerySet

from initiatives.people.models import User
from initiatives.status.deciding.models import ABOUT, Ruling
from initiatives.status.deciding.queries.holding import followed
from initiatives.status.deciding.rules import Subject, kind_of, visible_rulings


def rulings(viewer: User) -> QuerySet[Ruling]:
    """What lists show the viewer: each with its record, who decided, and what came of it."""
    places = [f"{name}__entity" for name in ABOUT]
    return (
        visible_rulings(viewer)
        .select_related(*places, "decided_by", "follow_up__owner")
        .annotate(followed=followed())
    )


def ruling(viewer: User, pk: int) -> Ruling:
    """One decision; raises Ruling.DoesNotExist for what the viewer may not see."""
    return rulings(viewer).get(pk=pk)


def rulings_about(record: Subject) -> QuerySet[Ruling]:
    """What was decided on a record that the viewer sees, the latest first."""
    rows = Ruling.objects.filter(**{kind_of(record): record})
    return rows.select_related("decided_by", "follow_up__owner").annotate(followed=followed())
