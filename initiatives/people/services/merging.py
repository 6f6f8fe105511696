"""An entity becomes part of another, and stands for itself again.

Nothing it has is moved: it hangs below what it became part of, and counts there by its lineage.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.base.errors import Invalid
from initiatives.base.records import change, locked, plain, required
from initiatives.history.services import record
from initiatives.people import rules
from initiatives.people.choices import Turn
from initiatives.people.models import Entity, Succession, User
from initiatives.people.services.entities import check_outside, graft, lock_tree
from initiatives.people.services.roles import share_roles


@transaction.atomic
def merge_entity(
    *,
    actor: User,
    entity: Entity,
    into: Entity,
    reason: str,
    give_roles: bool = False,
    version: int | None = None,
) -> Entity:
    """Let an entity become part of another; returns that one.

    It is kept with all it has, and what hangs below it goes on below the other. Who holds a role on
    it goes on to hold that over what it has, and over nothing else, unless `give_roles` says that
    they hold it on the other too. What was merged into it before goes along. Raises Invalid where
    the two cannot be one, Stale as `locked`.
    """
    required(reason=reason)
    lock_tree()
    entity, into = locked(entity, version), locked(into)
    rules.may_manage(actor, entity).require()
    rules.may_manage(actor, into).require()
    fits(entity, into)
    before = list(entity.lineage)
    graft(entity, into)
    Entity.objects.filter(merged_into=entity).update(merged_into=into)
    change(entity, parent=into, merged_into=into, merged_on=clock.today())
    if give_roles:
        share_roles(actor, entity, into)
    note_turn(entity, into, Turn.MERGED, before)
    tell_both(actor, reason, ("merged", entity, "into"), ("took in", into, "merged"))
    return into


def fits(entity: Entity, into: Entity) -> None:
    """Raises Invalid unless one can become part of the other."""
    if entity.pk == into.pk:
        raise Invalid({"into": _("Choose another entity: this is the same.")})
    if entity.merged_into is not None:
        raise Invalid(
            {
                "into": _("%(entity)s is part of %(merged_into)s already.")
                % {"entity": entity, "merged_into": entity.merged_into}
            }
        )
    if entity.parent_id is None:
        raise Invalid(
            {
                "into": _("%(entity)s is a whole system, so it cannot become part of another.")
                % {"entity": entity}
            }
        )
    if entity.pk in into.lineage:
        raise Invalid(
            {
                "into": _("%(into)s lies within %(entity)s; choose an entity outside it.")
                % {"into": into, "entity": entity}
            }
        )
    rules.check_takes_new(into, "into")


@transaction.atomic
def set_apart(
    *, actor: User, entity: Entity, parent: Entity, reason: str, version: int | None = None
) -> Entity:
    """Let a merged entity stand for itself again, below a parent, with all it had and has.

    What had been merged into it comes along. Raises Invalid where it is part of nothing or cannot
    hang there, Stale as `locked`.
    """
    required(reason=reason)
    lock_tree()
    entity, parent = locked(entity, version), locked(parent)
    rules.may_manage(actor, entity).require()
    rules.may_manage(actor, parent).require()
    into = entity.merged_into
    if into is None:
        raise Invalid(
            {
                "parent": _("%(entity)s is part of no other, so it cannot be set apart.")
                % {"entity": entity}
            }
        )
    rules.may_manage(actor, into).require()
    check_outside(entity, parent)
    before = list(entity.lineage)
    along = Entity.objects.filter(merged_into=into, lineage__contains=[entity.pk])
    along.exclude(pk=entity.pk).update(merged_into=entity)
    change(entity, parent=parent, merged_into=None, merged_on=None)
    graft(entity, parent)
    note_turn(entity, into, Turn.APART, before)
    tell_both(actor, reason, ("set apart", entity, "from"), ("let go", into, "set apart"))
    return entity


def note_turn(entity: Entity, other: Entity, turn: Turn, before: list[int]) -> None:
    """Keep what happened for those who look at the past."""
    Succession.objects.create(
        entity=entity,
        other=other,
        turn=turn,
        lineage_before=before,
        lineage_after=entity.lineage,
    )


def tell_both(actor: User, reason: str, *sides: tuple[str, Entity, str]) -> None:
    """An event on each of the two, naming the other: verb, entity, what the other is to it."""
    others = [one for _, one, _ in reversed(sides)]
    for (verb, one, name), other in zip(sides, others, strict=True):
        after = {name: plain(other)}
        record(actor=actor, verb=verb, subject=one, after=after, reason=reason)
