"""Which initiatives can go along when an entity is split."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from initiatives.people.models import Entity, User
from initiatives.portfolio import rules
from initiatives.portfolio.choices import Stage
from initiatives.portfolio.models import Initiative, Place


def able_to_go(viewer: User, entity: Entity) -> QuerySet[Initiative]:
    """Those at the entity itself, or what became part of it, that go on and the viewer may change.

    What is closed stays where it was.
    """
    here = Q(entity=entity) | Q(entity__merged_into=entity)
    placed = Place.objects.filter(here, initiative=OuterRef("pk"))
    return rules.editable_initiatives(viewer).filter(Exists(placed)).exclude(stage=Stage.CLOSED)
