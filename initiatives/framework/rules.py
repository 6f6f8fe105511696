"""Who may put principles and definitions in force."""

from django.db.models import QuerySet

from initiatives.base.permission import Answer, unless
from initiatives.framework.models import Definition, Framework
from initiatives.people.models import Entity, User
from initiatives.people.rules import STEWARDS, seats


def visible_frameworks(viewer: User) -> QuerySet[Framework]:
    """All: what the system stands for is published."""
    return Framework.objects.all()


def visible_definitions(viewer: User) -> QuerySet[Definition]:
    """All, the former versions too."""
    return Definition.objects.all()


def may_define(viewer: User) -> Answer:
    """Equity leads and administrators of a whole system: definitions hold in all of it."""
    held = [seat.entity_id for seat in seats(viewer) if seat.role in STEWARDS]
    over_all = bool(held) and Entity.objects.filter(pk__in=held, parent=None).exists()
    return unless(
        viewer.is_superuser or over_all,
        "Definitions hold in the whole system, so only its equity lead or an administrator of it "
        "may approve one.",
    )
