"""Who may see, make, act on and change which commitments."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from initiatives.accountability.models import Commitment, Engine, Policy
from initiatives.base import subjects
from initiatives.base.permission import YES, Answer, unless
from initiatives.people.choices import Role
from initiatives.people.models import Entity, User
from initiatives.people.rules import (
    STEWARDS,
    covered_by,
    covers,
    entity_ids_in_sight,
    holds,
    may_administer_all,
    may_oversee,
    sees_every_entity,
)

AUTHORS = (*STEWARDS, Role.MEMBER, Role.EXECUTIVE)


def visible_commitments(viewer: User) -> QuerySet[Commitment]:
    """One's own and those one covers for, those about what one may see, and those about nothing

    at entities in sight. None, but one's own, that would tell of what one may not know of; who
    sees every entity sees all others.
    """
    hidden = hidden_commitments(viewer).order_by().values("pk")
    if sees_every_entity(viewer):
        return Commitment.objects.exclude(pk__in=hidden)
    return Commitment.objects.filter(pk__in=keys_in_sight(viewer).difference(hidden))


def keys_in_sight(viewer: User) -> QuerySet[Commitment, Any]:
    """The keys of what the viewer may see, before what is hidden is taken out.

    Each by an index of its own, put together before any row is read: with an "or" PostgreSQL would
    ask all commitments, one after the other.
    """
    initiatives, shortfalls = (
        subjects.visible(kind, viewer).order_by().values("pk")
        for kind in ("initiative", "shortfall")
    )
    alone = Q(initiative=None, shortfall=None, entity__in=entity_ids_in_sight(viewer))
    named = Q(owner=viewer) | Q(created_by=viewer)
    return keys_of_any(
        named,
        Q(owner__in=covered_by(viewer)),
        Q(initiative__in=initiatives),
        Q(shortfall__in=shortfalls),
        alone,
    )


def keys_of_any(*conditions: Q) -> QuerySet[Commitment, Any]:
    """The keys of commitments that any of these holds for, each condition a statement."""
    first, *others = (
        Commitment.objects.filter(condition).order_by().values("pk") for condition in conditions
    )
    return first.union(*others)


def hidden_commitments(viewer: User) -> QuerySet[Commitment]:
    """Those of others that would tell of a shortfall of which the viewer may not know."""
    return Commitment.objects.filter(telling(viewer), ~Q(owner=viewer))


def telling(viewer: User) -> Q:
    """That a commitment answers a shortfall of which the viewer may not know, or its signal."""
    hidden = subjects.hidden("shortfall", viewer)
    return Q(pk__in=keys_of_any(Q(shortfall__in=hidden), Q(signal__source__shortfall__in=hidden)))


def is_steward(viewer: User, entity: Entity) -> bool:
    """An equity lead or administrator over the entity."""
    return viewer.is_superuser or holds(viewer, STEWARDS, entity)


def named_on(subject: Any) -> set[int]:
    """The owner and the sponsor of an initiative, or the owner of a shortfall."""
    named = (getattr(subject, name, None) for name in ("owner_id", "sponsor_id"))
    return {key for key in named if key is not None}


def named_on_commitment(commitment: Commitment) -> set[int]:
    """Who sees it because their name is on it or on what it is about."""
    about = commitment.initiative or commitment.shortfall
    initiative = getattr(about, "initiative", None)
    own = {commitment.owner_id, commitment.created_by_id}
    return own | named_on(about) | named_on(initiative)


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
        _("To add a commitment here you need to be on it, or a role at %(entity)s.")
        % {"entity": entity},
    )


def may_act(viewer: User, commitment: Commitment) -> Answer:
    """Acknowledge and fulfil: its owner, who covers for them, its initiative's owner, stewards."""
    initiative = commitment.initiative
    owners = {commitment.owner_id, initiative.owner_id if initiative else None}
    return unless(
        viewer.pk in owners
        or is_steward(viewer, commitment.entity)
        or covers(viewer, commitment.owner_id),
        _("Only %(owner)s, who promised this, or the equity lead may do this.")
        % {"owner": commitment.owner},
    )


def may_snooze(viewer: User, commitment: Commitment) -> Answer:
    """Reminders come to the owner, so the owner puts them off, or who covers for them."""
    return unless(
        viewer.pk == commitment.owner_id or covers(viewer, commitment.owner_id),
        _("Only %(owner)s, who is reminded of it, may put that off.") % {"owner": commitment.owner},
    )


def visible_policies(viewer: User) -> QuerySet[Policy]:
    """All: everyone may read how they are reminded, and who changed that."""
    return Policy.objects.all()


def overseen_engine(viewer: User) -> QuerySet[Engine]:
    """The engine, whose history administrators and auditors read."""
    return Engine.objects.all() if may_oversee(viewer) else Engine.objects.none()


def may_keep_policies(viewer: User, entity: Entity | None) -> Answer:
    """An entity's are kept by its stewards, those of the whole system by administrators."""
    if entity is None:
        return may_administer_all(viewer)
    return unless(
        is_steward(viewer, entity),
        _(
            "Only an administrator or equity lead of %(entity)s may say how "
            "people are reminded there."
        )
        % {"entity": entity},
    )


def may_change(viewer: User, commitment: Commitment) -> Answer:
    """Move, reassign, withdraw: who may act on it, its sponsor, and executives over its entity."""
    subject = commitment.initiative or commitment.shortfall
    if viewer.pk in named_on(subject) or holds(viewer, (Role.EXECUTIVE,), commitment.entity):
        return YES
    return may_act(viewer, commitment)
