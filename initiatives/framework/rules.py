"""Who may put principles, definitions and crosswalks in force; all of it is published."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from initiatives.base.permission import Answer, unless
from initiatives.framework.models import (
    Attestation,
    CrosswalkLink,
    Definition,
    Framework,
    OutsideFramework,
)
from initiatives.people.models import Entity, User
from initiatives.people.rules import STEWARDS, seats


def visible_frameworks(viewer: User) -> QuerySet[Framework]:
    """All: what the system stands for is published."""
    return Framework.objects.all()


def visible_definitions(viewer: User) -> QuerySet[Definition]:
    """All, the former versions too."""
    return Definition.objects.all()


def visible_outside(viewer: User) -> QuerySet[OutsideFramework]:
    """All, the former editions too."""
    return OutsideFramework.objects.all()


def visible_links(viewer: User) -> QuerySet[CrosswalkLink]:
    """All, those of former editions too."""
    return CrosswalkLink.objects.all()


def visible_attestations(viewer: User) -> QuerySet[Attestation]:
    """All: what the system attests is said in its name."""
    return Attestation.objects.all()


def leads_all(viewer: User) -> bool:
    """An equity lead or administrator of a whole system."""
    held = [seat.entity_id for seat in seats(viewer) if seat.role in STEWARDS]
    over_all = bool(held) and Entity.objects.filter(pk__in=held, parent=None).exists()
    return viewer.is_superuser or over_all


def may_define(viewer: User) -> Answer:
    """Equity leads and administrators of a whole system: definitions hold in all of it."""
    return unless(
        leads_all(viewer),
        _(
            "Definitions hold in the whole system, so only its equity lead or an "
            "administrator of it "
            "may approve one."
        ),
    )


def may_put_in_force(viewer: User) -> Answer:
    """The same, for an edition of the principles."""
    return unless(
        leads_all(viewer),
        _(
            "Guiding principles hold in the whole system, so only its equity lead or an "
            "administrator of it may put them in force."
        ),
    )


def may_map(viewer: User) -> Answer:
    """The same, for the crosswalk: to review a link, and to attest in the system's name."""
    return unless(
        leads_all(viewer),
        _(
            "The crosswalk holds in the whole system, so only its equity lead or "
            "an administrator of "
            "it may review a link or attest."
        ),
    )
