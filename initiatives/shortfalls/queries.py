"""Reading the shortfall log."""

from functools import reduce
from operator import or_

from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from initiatives.accountability.models import Commitment
from initiatives.accountability.queries import governed, overdue, policies_in_force
from initiatives.people.models import User
from initiatives.shortfalls import rules
from initiatives.shortfalls.choices import Severity
from initiatives.shortfalls.models import Shortfall


def count_of(condition: Q) -> Coalesce:
    """How many commitments of this condition answer each shortfall, as an annotation."""
    own = Commitment.objects.filter(condition, shortfall=OuterRef("pk")).order_by()
    counted = own.values("shortfall").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


SEVERITY_RANK = Case(
    *(When(severity=value, then=Value(rank)) for rank, value in enumerate(Severity.values, 1)),
    output_field=IntegerField(),
)


def shortfalls(viewer: User) -> QuerySet[Shortfall]:
    """What the log shows the viewer, with the counts of commitments that answer each."""
    return (
        rules.visible_shortfalls(viewer)
        .select_related("principle", "entity", "initiative", "owner")
        .annotate(
            severity_rank=SEVERITY_RANK,
            commitments_open=count_of(Q(state="open")),
            commitments_fulfilled=count_of(Q(state="fulfilled")),
        )
    )


def shortfall(viewer: User, pk: int) -> Shortfall:
    """One shortfall; raises Shortfall.DoesNotExist for what the viewer may not see."""
    return (
        shortfalls(viewer)
        .select_related("logged_by", "confirmed_by", "missed_commitment")
        .get(pk=pk)
    )


def long_overdue() -> Q:
    """Overdue by as long as the policy of their kind and place allows."""
    policies = policies_in_force()
    allowed = {policy.pk: policy.shortfall_after for policy in policies}
    nothing = Q(pk__in=[])
    places = governed(policies).items()
    return reduce(or_, (place & overdue(days=allowed[pk]) for pk, place in places), nothing)


def missed_commitments() -> QuerySet[Commitment]:
    """Open commitments overdue by as long as the policy says that have proposed nothing yet."""
    proposed = Shortfall.objects.filter(
        missed_commitment=OuterRef("pk"), missed_generation=OuterRef("generation")
    )
    late = long_overdue()
    return (
        Commitment.objects.filter(late, ~Exists(proposed), shortfall=None)
        .select_related("owner", "entity", "initiative")
        .order_by("due_on", "id")
    )
