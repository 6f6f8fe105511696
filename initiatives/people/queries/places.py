"""Reading the tree of entities.

What was merged is in none of the lists of what there is; what it has counts at the one that it
became part of, since it hangs below it.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from initiatives.people import rules
from initiatives.people.models import Entity, Succession, User


def entities(viewer: User) -> QuerySet[Entity]:
    """All entities: the shape of the system is known to everyone who signs in."""
    return rules.visible_entities(viewer).select_related("parent", "merged_into")


def entity(viewer: User, pk: int) -> Entity:
    """One entity; raises Entity.DoesNotExist."""
    return entities(viewer).get(pk=pk)


def children(viewer: User, parent: Entity | None) -> QuerySet[Entity]:
    """The entities right below one, or the roots.

    What hangs below one that was merged lies below the one that it became part of.
    """
    right_below = Q(parent=parent) | Q(parent__merged_into=parent) if parent else Q(parent=None)
    return entities(viewer).filter(right_below, merged_into=None)


def ancestors(viewer: User, entity: Entity) -> list[Entity]:
    """What lies above an entity, the root first, without itself and without what was merged."""
    above = entities(viewer).filter(merged_into=None).in_bulk(entity.lineage[:-1])
    return [above[pk] for pk in entity.lineage[:-1] if pk in above]


def tree(viewer: User) -> list[Entity]:
    """All entities but those merged, each after what it lies below, siblings by name.

    Each with a `depth` from 0.
    """
    everything = list(rules.visible_entities(viewer))
    known = {entity.pk: entity for entity in everything}
    names = {entity.pk: entity.name.casefold() for entity in everything}
    standing = {entity.pk for entity in everything if entity.merged_into_id is None}
    ways = {
        entity.pk: [pk for pk in entity.lineage if pk in standing]
        for entity in everything
        if entity.pk in standing
    }
    listed = [entity for entity in everything if entity.pk in standing]
    listed.sort(key=lambda entity: [(names[pk], pk) for pk in ways[entity.pk]])
    for item in listed:
        item.parent = known[item.parent_id] if item.parent_id else None
        item.depth = len(ways[item.pk]) - 1  # type: ignore[attr-defined]
        item.below = ways[item.pk][-2] if item.depth else None  # type: ignore[attr-defined]
    return listed


def leaves() -> QuerySet[Entity]:
    """The entities below which no other stands, for the tracker itself."""
    below = Entity.objects.filter(merged_into=None, lineage__contains=[OuterRef("pk")])
    return Entity.objects.filter(~Exists(below.exclude(pk=OuterRef("pk"))), merged_into=None)


def merged(viewer: User, into: Entity | None = None) -> QuerySet[Entity]:
    """What became part of another, or of this one, and is so now; the latest first."""
    found = entities(viewer).exclude(merged_into=None).order_by("-merged_on", "name", "id")
    return found.filter(merged_into=into) if into else found


def turns_of(viewer: User, entity: Entity) -> QuerySet[Succession]:
    """What an entity came from and what became of it, in the order of time."""
    return Succession.objects.filter(entity=entity).select_related("other").order_by("at", "pk")


def turns_about(viewer: User, entity: Entity | None = None) -> QuerySet[Succession]:
    """What was merged, set apart and split; with an entity, what it was or what lay at it.

    All of it: the shape of the system is known to everyone who signs in.
    """
    turns = Succession.objects.select_related("entity", "other").order_by("at", "pk")
    if entity is None:
        return turns
    at = [entity.pk]
    hung = Q(lineage_before__contains=at) | Q(lineage_after__contains=at)
    return turns.filter(hung | Q(entity=entity) | Q(other=entity))


def root_in_sight(viewer: User) -> Entity | None:
    """The highest entity that the viewer holds a role on; the first root for one with none."""
    seated = [seat.entity_id for seat in rules.seats(viewer)]
    known = entities(viewer)
    chosen = known.filter(pk__in=seated) if seated else known.filter(parent=None)
    return min(chosen, key=lambda entity: (len(entity.lineage), entity.pk), default=None)


def first_system() -> Entity | None:
    """The system that was entered first, for commands; None in an empty database."""
    return Entity.objects.filter(parent=None).order_by("pk").first()
