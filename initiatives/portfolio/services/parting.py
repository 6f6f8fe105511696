"""Initiatives that go along when an entity is split."""

from django.db.models import F

from initiatives.base.errors import Invalid
from initiatives.base.lazy import gettext_lazy as _
from initiatives.people.services.parting import Parting, at, tell
from initiatives.portfolio import queries
from initiatives.portfolio.models import Initiative, Place

NOT_HERE = _(
    "One of these initiatives is closed, takes place elsewhere, or is not yours to change."
)


def carry_initiatives(parting: Parting) -> None:
    """They take place at the new entity instead of the old, and where they did else.

    Those that the old one answered for are answered for by the new one.
    """
    keys = set(parting.initiatives)
    able = queries.able_to_go(parting.actor, parting.old).filter(pk__in=keys)
    found = list(able.select_for_update(of=("self",)).order_by("pk"))
    if len(found) < len(keys):
        raise Invalid({"initiatives": NOT_HERE})
    going = Initiative.objects.filter(pk__in=keys)
    Place.objects.filter(at(parting.old), initiative__in=keys).delete()
    Place.objects.bulk_create([Place(initiative=one, entity=parting.new) for one in found])
    led = going.filter(at(parting.old)).order_by().values("pk")
    Initiative.objects.filter(pk__in=led).update(entity=parting.new)
    going.update(version=F("version") + 1)
    tell(parting, found)
