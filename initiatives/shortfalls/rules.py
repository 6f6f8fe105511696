"""Who may see, change and confirm a shortfall, and what its closing asks for."""

from django.db.models import Q, QuerySet

from initiatives.accountability.choices import CommitmentState
from initiatives.base.errors import Missing
from initiatives.base.permission import YES, Answer, unless
from initiatives.people.choices import Role
from initiatives.people.models import Entity, User
from initiatives.people.rules import STEWARDS, entity_ids_in_sight, holds
from initiatives.portfolio.models import Initiative
from initiatives.portfolio.rules import is_on_it, visible_initiatives
from initiatives.shortfalls.models import Shortfall

LOGGERS = (*STEWARDS, Role.MEMBER, Role.EXECUTIVE, Role.AUDITOR)


def visible_shortfalls(viewer: User) -> QuerySet[Shortfall]:
    """Those at entities in sight or of initiatives in sight, and the viewer's own."""
    initiatives = visible_initiatives(viewer).order_by().values("pk")
    return Shortfall.objects.filter(
        Q(entity__in=entity_ids_in_sight(viewer))
        | Q(initiative__in=initiatives)
        | Q(owner=viewer)
        | Q(logged_by=viewer)
    )


def is_steward(viewer: User, shortfall: Shortfall) -> bool:
    """An equity lead or administrator over the shortfall's entity."""
    return viewer.is_superuser or holds(viewer, STEWARDS, shortfall.entity)


def may_log(viewer: User, entity: Entity, initiative: Initiative | None = None) -> Answer:
    """Who holds a role at an entity, or is on the initiative that fell short there."""
    return unless(
        viewer.is_superuser
        or holds(viewer, LOGGERS, entity)
        or (
            initiative is not None and is_on_it(viewer, initiative) and reaches(initiative, entity)
        ),
        f"To log a shortfall at {entity} you need a role there. Ask its equity lead to log it.",
    )


def reaches(initiative: Initiative, entity: Entity) -> bool:
    """True when the initiative takes place at the entity."""
    return entity.pk == initiative.entity_id or entity in initiative.entities.all()


def may_change(viewer: User, shortfall: Shortfall) -> Answer:
    """Its owner, whoever logged it, the owner and sponsor of its initiative, and the stewards."""
    initiative = shortfall.initiative
    named = {shortfall.owner_id, shortfall.logged_by_id}
    if initiative is not None:
        named |= {initiative.owner_id, initiative.sponsor_id}
    return unless(
        viewer.pk in named or is_steward(viewer, shortfall),
        "Only its owner, who logged it and the equity lead may change this shortfall.",
    )


def may_assign(viewer: User, shortfall: Shortfall) -> Answer:
    """Whoever may change it, and executives over its entity, may say who answers for it."""
    if holds(viewer, (Role.EXECUTIVE,), shortfall.entity):
        return Answer()
    return may_change(viewer, shortfall)


def may_confirm(viewer: User, shortfall: Shortfall) -> Answer:
    """Closing is confirmed by somebody with a role over the entity, never by the owner."""
    if viewer.pk == shortfall.owner_id:
        return Answer("You own this shortfall, so someone else has to confirm that it is closed.")
    return unless(
        viewer.is_superuser
        or viewer.pk == shortfall.logged_by_id
        or holds(viewer, LOGGERS, shortfall.entity),
        f"To confirm this you need a role at {shortfall.entity}, or to have logged it.",
    )


def may_dismiss(viewer: User, shortfall: Shortfall) -> Answer:
    """Whoever may change it, but not who would answer for it."""
    if viewer.pk == shortfall.owner_id and not is_steward(viewer, shortfall):
        return Answer("You would answer for this, so someone else has to dismiss it.")
    return may_change(viewer, shortfall)


def may_reopen(viewer: User, shortfall: Shortfall) -> Answer:
    """Whoever logged it, and whoever may log one like it."""
    if viewer.pk == shortfall.logged_by_id:
        return YES
    return may_log(viewer, shortfall.entity, shortfall.initiative)


def missing_to_close(shortfall: Shortfall) -> list[Missing]:
    """An owner, a fulfilled commitment, and no commitment still open."""
    missing = []
    if shortfall.owner_id is None:
        missing.append(Missing("owner", "Name who answers for it."))
    states = set(shortfall.commitments.values_list("state", flat=True))
    if CommitmentState.FULFILLED not in states:
        missing.append(Missing("commitments", "Fulfil at least one commitment that answers it."))
    if CommitmentState.OPEN in states:
        missing.append(
            Missing("commitments", "Fulfil or withdraw the commitments that are still open.")
        )
    return missing
