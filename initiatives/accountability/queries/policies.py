"""Reading the policies: which are in force, and for which commitments each decides."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from django.db import transaction
from django.db.models import F, Max, Q, QuerySet

from initiatives.accountability import rules
from initiatives.accountability.choices import Audience, CommitmentKind
from initiatives.accountability.models import Commitment, Holiday, Policy, PolicyStep, Reminder
from initiatives.accountability.rules.governing import decides
from initiatives.accountability.rules.hours import Quiet
from initiatives.history.models import Event
from initiatives.people.models import Entity, User

KEPT = "changed how people are reminded by"

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


def policy(viewer: User, pk: int) -> Policy:
    """One version of a policy; raises Policy.DoesNotExist."""
    return policies(viewer).get(pk=pk)


def versions_of(viewer: User, found: Policy) -> QuerySet[Policy]:
    """All versions of the policy for the same place and kind, the latest first."""
    return policies(viewer).filter(entity=found.entity, kind=found.kind).order_by("-number")


def latest_number(entity: Entity | None, kind: str) -> int:
    """The number of the last version for a place and kind; 0 where there never was one."""
    found = Policy.objects.filter(entity=entity, kind=kind).aggregate(last=Max("number"))
    return found["last"] or 0


def keepers_of(viewer: User, kept: Iterable[Policy]) -> dict[int, Event]:
    """By version: the event that put it in force; none for what the product came with."""
    keys = [one.pk for one in kept]
    events = Event.objects.filter(subject_kind="policy", subject_id__in=keys, verb=KEPT)
    return {event.subject_id: event for event in events.select_related("actor")}


def deciding_for(viewer: User, commitment: Commitment) -> Policy:
    """The policy that decides for a commitment that the viewer was already let see."""
    kept = list(Policy.objects.filter(in_force=True))
    among = kept if any(map(is_everywhere, kept)) else policies_in_force()
    return decides(among, commitment.entity.lineage, commitment.kind)


def deciding_at(viewer: User, entity: Entity | None, kind: str) -> Policy:
    """The policy that decides at an entity for a kind, or for all kinds."""
    return decides(policies_in_force(), entity.lineage if entity else [], kind)


def first_visible(viewer: User, found: Collection[Reminder], shown: int) -> list[Reminder]:
    """The first of these by date whose commitment the viewer may see."""
    asked = {one.commitment_id for one in found}
    visible = rules.visible_commitments(viewer).filter(pk__in=asked).order_by()
    keys = set(visible.values_list("pk", flat=True))
    seen = [one for one in found if one.commitment_id in keys]
    seen.sort(key=lambda one: (one.due_on, one.commitment_id, one.recipient_id, one.audience))
    return seen[:shown]


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


def holidays_of(year: int) -> QuerySet[Holiday]:
    """The days off of a year, which everyone may know."""
    return Holiday.objects.filter(day__year=year)


def holiday(pk: int) -> Holiday:
    """One day off; raises Holiday.DoesNotExist."""
    return Holiday.objects.get(pk=pk)


def years_of_holidays() -> list[int]:
    """The years for which there are days off, the first one first."""
    return [found.year for found in Holiday.objects.dates("day", "year")]


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
