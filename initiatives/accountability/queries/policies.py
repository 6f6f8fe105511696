"""Reading the policies: which are in force, and for which commitments each decides."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import F, Q, QuerySet

from initiatives.accountability.choices import Audience, CommitmentKind
from initiatives.accountability.models import Holiday, Policy, PolicyStep
from initiatives.accountability.rules.governing import decides
from initiatives.accountability.rules.hours import Quiet
from initiatives.people.models import Entity, User

FIRST_STEPS = (
    *((Audience.OWNER, days) for days in (-14, -3, 0)),
    *((Audience.SPONSOR, 14), (Audience.LEAD, 30), (Audience.EXECUTIVE, 60)),
)


def policies_in_force() -> list[Policy]:
    """All that decide now, with their steps; the first is made where there is none."""
    kept = list(in_force())
    return kept if any(is_everywhere(policy) for policy in kept) else list(with_the_first())


def in_force() -> QuerySet[Policy]:
    """The policies that decide now."""
    return Policy.objects.filter(in_force=True).select_related("entity").prefetch_related("steps")


def policies(viewer: User) -> QuerySet[Policy]:
    """All versions of all policies, those in force first: everyone may read how they are told."""
    kept = Policy.objects.select_related("entity").prefetch_related("steps")
    return kept.order_by("-in_force", F("entity__name").asc(nulls_first=True), "kind", "-number")


def is_everywhere(policy: Policy) -> bool:
    """Whether it decides where no other does."""
    return policy.entity_id is None and policy.kind == ""


@transaction.atomic
def with_the_first() -> QuerySet[Policy]:
    """The policies in force, with one for the whole system made from the product's defaults."""
    policy, made = Policy.objects.get_or_create(entity=None, kind="", number=1)
    if made:
        PolicyStep.objects.bulk_create(
            PolicyStep(policy=policy, audience=audience, days=days)
            for audience, days in FIRST_STEPS
        )
    return in_force()


def system_policy() -> Policy:
    """The policy of the whole system: its quiet hours hold for digests."""
    return next(policy for policy in policies_in_force() if is_everywhere(policy))


def quiet_hours(policy: Policy) -> Quiet:
    """From when until when a policy has nobody written to."""
    return Quiet(policy.quiet_from, policy.quiet_until)


def holidays() -> frozenset[date]:
    """The organisation's days off."""
    return frozenset(Holiday.objects.values_list("day", flat=True))


def governed(policies: Iterable[Policy]) -> dict[int, Q]:
    """By policy: the commitments for which it decides, as a condition; no entry where for none."""
    among = list(policies)
    places: dict[tuple[int, str], list[int]] = defaultdict(list)
    for entity, lineage in Entity.objects.values_list("pk", "lineage"):
        for kind in CommitmentKind.values:
            places[decides(among, lineage, kind).pk, kind].append(entity)
    conditions: dict[int, Q] = defaultdict(Q)
    for (policy, kind), entities in places.items():
        conditions[policy] |= Q(kind=kind, entity__in=entities)
    return dict(conditions)
