"""Who sees which past: that of the entities where they hold a role, whole; of others none.

A snapshot counts everything at an entity, so who sees an entity only through initiatives of their
own would learn of others.
"""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from initiatives.base.permission import Answer, unless
from initiatives.people.models import Entity, User
from initiatives.people.rules import entity_ids_in_sight
from initiatives.status.models import SeenStatus, SnapshotCell


def is_in_sight(viewer: User) -> bool:
    """Whether the viewer sees the past of anything."""
    return bool(entity_ids_in_sight(viewer))


def may_see_past(viewer: User, entity: Entity) -> Answer:
    """Who holds a role at the entity or above it, whatever the role."""
    return unless(
        entity.pk in entity_ids_in_sight(viewer),
        _(
            "The past of %(entity)s is shown to those who hold a role there, "
            "since it counts all that takes place there."
        )
        % {"entity": entity},
    )


def visible_cells(viewer: User) -> QuerySet[SnapshotCell]:
    """The cells of entities in sight today, of all days."""
    return SnapshotCell.objects.filter(entity__in=entity_ids_in_sight(viewer))


def last_look(viewer: User) -> datetime | None:
    """When the viewer last said that they have looked; nobody else is told."""
    seen = SeenStatus.objects.filter(user=viewer).values_list("seen_at", flat=True)
    return seen.first()
