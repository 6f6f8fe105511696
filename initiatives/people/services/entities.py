"""Building and changing the tree of entities."""

from django.db import transaction
from django.db.models import F, Func, Value
from django.utils.translation import gettext as _

from initiatives.base.errors import Invalid
from initiatives.base.records import change, locked, required
from initiatives.history.services import record
from initiatives.people import rules
from initiatives.people.choices import EntityKind
from initiatives.people.models import Entity, User

DEEPEST = 1000  # of a lineage: far beyond any real tree


def check(
    name: str, short_name: str, kind: str, parent: Entity | None, pk: int | None = None
) -> None:
    """Raises Invalid on a blank or over-long name, an unknown kind, or a name that is taken."""
    required(name=name, short_name=short_name)
    errors = {}
    if len(name) > 160:
        errors["name"] = _("Keep the name within 160 characters.")
    if len(short_name) > 40:
        errors["short_name"] = _("Keep the short name within 40 characters.")
    if kind not in EntityKind.values:
        errors["kind"] = _("%(kind)s is no kind of entity: %(values)s.") % {
            "kind": f"{kind!r}",
            "values": ", ".join(EntityKind.values),
        }
    there = Entity.objects.filter(name__iexact=name.strip(), parent=parent, merged_into=None)
    if there.exclude(pk=pk or 0).exists():
        errors["name"] = _("There is already a %(name)s in this place.") % {
            "name": f"{name.strip()!r}"
        }
    if errors:
        raise Invalid(errors)


def plant(name: str, short_name: str, kind: str, parent: Entity | None) -> Entity:
    """A checked new entity with its lineage, without asking who plants it."""
    check(name, short_name, kind, parent)
    entity = Entity.objects.create(
        name=name.strip(), short_name=short_name.strip(), kind=kind, parent=parent
    )
    entity.lineage = [*(parent.lineage if parent else []), entity.pk]
    entity.save(update_fields=["lineage"])
    return entity


@transaction.atomic
def create_entity(
    *, actor: User | None, name: str, short_name: str, kind: str, parent: Entity | None
) -> Entity:
    """A new part of the system; `actor` is None from the command line."""
    if actor is not None:
        (rules.may_manage(actor, parent) if parent else rules.may_administer(actor)).require()
    parent = locked(parent) if parent else None
    if parent:
        rules.check_takes_new(parent, "parent")
    entity = plant(name, short_name, kind, parent)
    record(actor=actor, verb="created", subject=entity, after={"parent": str(parent or "")})
    return entity


@transaction.atomic
def revise_entity(
    *,
    actor: User,
    entity: Entity,
    name: str,
    short_name: str,
    kind: str,
    version: int | None = None,
) -> Entity:
    """Rename an entity or change its kind."""
    rules.may_manage(actor, entity).require()
    entity = locked(entity, version)
    check(name, short_name, kind, entity.parent, entity.pk)
    made = change(entity, name=name.strip(), short_name=short_name.strip(), kind=kind)
    if made:
        record(actor=actor, verb="revised", subject=entity, before=made.before, after=made.after)
    return entity


def lock_tree() -> None:
    """One move at a time: two at once could make a circle."""
    list(Entity.objects.select_for_update().filter(parent=None).order_by("pk"))


@transaction.atomic
def move_entity(*, actor: User, entity: Entity, parent: Entity, reason: str) -> Entity:
    """Hang an entity, with all below it, under another parent.

    Raises Invalid for a circle, a name taken there, or no reason.
    """
    required(reason=reason)
    lock_tree()
    entity, parent = locked(entity), locked(parent)
    rules.may_manage(actor, entity).require()
    rules.may_manage(actor, parent).require()
    if entity.merged_into is not None:
        raise Invalid(
            {
                "parent": _("%(entity)s is part of %(merged_into)s; set it apart first.")
                % {"entity": entity, "merged_into": entity.merged_into}
            }
        )
    return rehang(actor, entity, parent, reason)


def rehang(actor: User, entity: Entity, parent: Entity, reason: str) -> Entity:
    """The move itself, of what is locked, by who may; with one event, if it hung elsewhere."""
    check_outside(entity, parent)
    made = change(entity, parent=parent)
    if made:
        graft(entity, parent)
        record(
            actor=actor,
            verb="moved",
            subject=entity,
            before=made.before,
            after=made.after,
            reason=reason,
        )
    return entity


def check_outside(entity: Entity, parent: Entity) -> None:
    """Raises Invalid for a circle, below what was merged, or where the name is taken."""
    if entity.pk in parent.lineage:
        raise Invalid(
            {
                "parent": _("%(parent)s lies within %(entity)s; choose a place outside it.")
                % {"parent": parent, "entity": entity}
            }
        )
    rules.check_takes_new(parent, "parent")
    check(entity.name, entity.short_name, entity.kind, parent, entity.pk)


def graft(entity: Entity, parent: Entity) -> None:
    """Rewrite the lineage of an entity and of all below it, in one statement."""
    above = len(entity.lineage) - 1
    lineage = Entity._meta.get_field("lineage")
    Entity.objects.filter(lineage__contains=[entity.pk]).update(
        lineage=Func(
            Value(parent.lineage, output_field=lineage),
            F(f"lineage__{above}_{DEEPEST}"),
            function="array_cat",
            output_field=lineage,
        )
    )
    entity.refresh_from_db(fields=["lineage"])
