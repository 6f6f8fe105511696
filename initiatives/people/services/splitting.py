"""A part of an entity becomes an entity of its own, beside it."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.base.errors import Invalid
from initiatives.base.records import locked, plain, required
from initiatives.history.services import record
from initiatives.people import queries, rules
from initiatives.people.choices import Turn
from initiatives.people.models import Entity, User
from initiatives.people.services.entities import lock_tree, plant, rehang
from initiatives.people.services.merging import note_turn
from initiatives.people.services.parting import Parting, carry_all
from initiatives.people.services.roles import share_roles


@transaction.atomic
def split_entity(
    *,
    actor: User,
    entity: Entity,
    name: str,
    short_name: str,
    kind: str,
    reason: str,
    children: Sequence[Entity] = (),
    initiatives: Sequence[int] = (),
    keep_roles: bool = True,
    version: int | None = None,
) -> Entity:
    """A new entity beside one, with the entities below it and the initiatives that go; returns it.

    `initiatives` are keys of those at the entity itself that are not closed and that the actor may
    change; with them go their shortfalls that stand and their promises that are open. With
    `keep_roles`, who holds a role on the entity holds it on the new one too. What is closed stays
    where it was. Raises Invalid for what cannot go, Stale as `locked`.
    """
    required(reason=reason)
    lock_tree()
    entity = locked(entity, version)
    rules.may_manage(actor, entity).require()
    parent = place_beside(actor, entity)
    rules.may_manage(actor, parent).require()
    going = checked(actor, entity, children, initiatives)
    new = plant(name, short_name, kind, parent)
    note_turn(new, entity, Turn.SPLIT, [])
    after = {"parent": plain(parent), "split off from": plain(entity)}
    record(actor=actor, verb="created", subject=new, after=after, reason=reason)
    for child in going:
        rehang(actor, locked(child), new, reason)
    carry_all(Parting(actor, initiatives, entity, new, reason))
    if keep_roles:
        share_roles(actor, entity, new)
    gone = {"new": plain(new), "entities that went": plain(going)}
    gone["initiatives that went"] = len(set(initiatives))
    record(actor=actor, verb="split", subject=entity, after=gone, reason=reason)
    return new


def place_beside(actor: User, entity: Entity) -> Entity:
    """What the new entity hangs below; raises Invalid for what nothing can lie beside."""
    if entity.merged_into is not None:
        into = entity.merged_into
        raise Invalid(
            {
                "name": _("%(entity)s is part of %(into)s. Set it apart, or split %(into)s.")
                % {"entity": entity, "into": into}
            }
        )
    above = queries.ancestors(actor, entity)
    if not above:
        raise Invalid(
            {
                "name": _("%(entity)s is a whole system. Add an entity below it instead.")
                % {"entity": entity}
            }
        )
    return locked(above[-1])


def checked(
    actor: User, entity: Entity, children: Sequence[Entity], initiatives: Sequence[int]
) -> list[Entity]:
    """The entities that go, each once; raises Invalid for none, and for one that lies elsewhere."""
    if not children and not initiatives:
        raise Invalid({"initiatives": _("Choose what goes: initiatives, or entities below it.")})
    below = set(queries.children(actor, entity))
    elsewhere = [str(one) for one in children if one not in below]
    if elsewhere:
        raise Invalid(
            {
                "children": _("%(elsewhere)s does not lie right below %(entity)s.")
                % {"elsewhere": elsewhere[0], "entity": entity}
            }
        )
    return sorted(set(children), key=lambda one: one.pk)
