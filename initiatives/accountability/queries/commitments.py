"""Reading commitments."""

from django.db.models import QuerySet

from initiatives.accountability import rules
from initiatives.accountability.models import Commitment
from initiatives.accountability.queries.lateness import lateness
from initiatives.accountability.queries.snoozes import snoozed_until
from initiatives.people.models import User


def commitments(viewer: User) -> QuerySet[Commitment]:
    """What lists show the viewer."""
    return as_listed(rules.visible_commitments(viewer))


def promises_of(viewer: User) -> QuerySet[Commitment]:
    """The viewer's own; whoever owns a commitment sees it, so nothing else is asked."""
    return as_listed(Commitment.objects.filter(owner=viewer))


def as_listed(rows: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """With owner, entity and subject, whether it is overdue and until when it is snoozed."""
    return rows.select_related("owner", "entity", "initiative", "shortfall").annotate(
        is_overdue=lateness(), snoozed_until=snoozed_until()
    )


def commitment(viewer: User, pk: int) -> Commitment:
    """One commitment; raises Commitment.DoesNotExist for what the viewer may not see."""
    return commitments(viewer).select_related("created_by", "closed_by").get(pk=pk)
