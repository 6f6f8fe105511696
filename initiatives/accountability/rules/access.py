"""Who may see, make, act on and change which commitments."""

from typing import Any

from django.db.models import Q, QuerySet

from initiatives.accountability.models import Commitment
from initiatives.base import subjects
from initiatives.base.permission import YES, Answer, unless
from initiatives.people.choices import Role
from initiatives.people.models import Entity, User
from initiatives.people.rules import STEWARDS, entity_ids_in_sight, holds

AUTHORS = (*STEWARDS, Role.MEMBER, Role.EXECUTIVE)


def visible_commitments(viewer: User) -> QuerySet[Commitment]:
    """One's own, those about what one may see, and those about nothing at entities in sight."""
    about = {
        kind: subjects.visible(kind, viewer).order_by().values("pk")
        for kind in ("initiative", "shortfall")
    }
    alone = Q(initiative=None, shortfall=None, entity__in=entity_ids_in_sight(viewer))
    return Commitment.objects.filter(
        Q(owner=viewer)
        | Q(created_by=viewer)
        | Q(initiative__in=about["initiative"])
        | Q(shortfall__in=about["shortfall"])
        | alone
    )


def is_steward(viewer: User, entity: Entity) -> bool:
    """An equity lead or administrator over the entity."""
    return viewer.is_superuser or holds(viewer, STEWARDS, entity)


def named_on(subject: Any) -> set[int]:
    """The owner and the sponsor of an initiative, or the owner of a shortfall."""
    named = (getattr(subject, name, None) for name in ("owner_id", "sponsor_id"))
    return {key for key in named if key is not None}


def may_promise(
    viewer: User, entity: Entity, initiative: Any = None, shortfall: Any = None
) -> Answer:
    """Whoever is named on the subject or on its team, and who holds a writing role there."""
    subject = initiative or shortfall
    on_team = initiative is not None and initiative.members.filter(user=viewer).exists()
    return unless(
        viewer.pk in named_on(subject)
        or on_team
        or viewer.is_superuser
        or holds(viewer, AUTHORS, entity),
        f"To add a commitment here you need to be on it, or a role at {entity}.",
    )


def may_act(viewer: User, commitment: Commitment) -> Answer:
    """Acknowledge and fulfil: its owner, the owner of its initiative, and the stewards."""
    initiative = commitment.initiative
    owners = {commitment.owner_id, initiative.owner_id if initiative else None}
    return unless(
        viewer.pk in owners or is_steward(viewer, commitment.entity),
        f"Only {commitment.owner}, who promised this, or the equity lead may do this.",
    )


def may_change(viewer: User, commitment: Commitment) -> Answer:
    """Move, reassign, withdraw: who may act on it, its sponsor, and executives over its entity."""
    subject = commitment.initiative or commitment.shortfall
    if viewer.pk in named_on(subject) or holds(viewer, (Role.EXECUTIVE,), commitment.entity):
        return YES
    return may_act(viewer, commitment)
