"""Granting and ending roles."""

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.base.errors import Invalid
from initiatives.base.records import change, locked, required
from initiatives.history.services import record
from initiatives.people import rules
from initiatives.people.choices import Role
from initiatives.people.models import Entity, Membership, User


@transaction.atomic
def grant_role(*, actor: User | None, user: User, entity: Entity, role: str) -> Membership:
    """Give a person a role on an entity and all below it; granting it again changes nothing.

    One that a group gave is held by hand from here on, and stays when the group goes.
    """
    if actor is not None:
        rules.may_manage(actor, entity).require()
    if role not in Role.values:
        raise Invalid(
            {
                "role": _("%(role)s is no role: %(values)s.")
                % {"role": f"{role!r}", "values": ", ".join(Role.values)}
            }
        )
    if not user.is_active:
        raise Invalid({"user": _("%(user)s's account is closed.") % {"user": user}})
    rules.check_takes_new(entity)
    held, new = Membership.objects.get_or_create(user=user, entity=entity, role=role, ended_at=None)
    if new or change(locked(held), given_by=""):
        record(actor=actor, verb="granted", subject=user, after={"role": str(held)})
    return held


@transaction.atomic
def end_role(*, actor: User, membership: Membership, reason: str) -> Membership:
    """End a role now; it stays on record. Raises Invalid without a reason."""
    rules.may_manage(actor, membership.entity).require()
    required(reason=reason)
    held = locked(membership)
    if held.ended_at is None:
        change(held, ended_at=clock.now())
        record(
            actor=actor, verb="ended", subject=held.user, before={"role": str(held)}, reason=reason
        )
    return held


def share_roles(actor: User, entity: Entity, other: Entity) -> None:
    """Who holds a role on one entity holds it on another too, each with an event."""
    held = Membership.objects.filter(entity=entity, ended_at=None, user__is_active=True)
    for seat in held.select_related("user").order_by("pk"):
        grant_role(actor=actor, user=seat.user, entity=other, role=seat.role)
