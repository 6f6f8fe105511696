"""Who may put principles and definitions in force."""

from initiatives.base.permission import Answer, unless
from initiatives.people.choices import Role
from initiatives.people.models import Entity, User
from initiatives.people.rules import seats

STEWARDS = (Role.ADMINISTRATOR, Role.LEAD)


def may_define(viewer: User) -> Answer:
    """Equity leads and administrators of a whole system: definitions hold in all of it."""
    held = [seat.entity_id for seat in seats(viewer) if seat.role in STEWARDS]
    over_all = bool(held) and Entity.objects.filter(pk__in=held, parent=None).exists()
    return unless(
        viewer.is_superuser or over_all,
        "Definitions hold in the whole system, so only its equity lead or an administrator of it "
        "may approve one.",
    )
