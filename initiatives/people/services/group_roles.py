"""Saying which roles the groups of an institution give."""

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.base.errors import Invalid
from initiatives.base.records import change, locked, required
from initiatives.history.services import record
from initiatives.people import rules
from initiatives.people.choices import Role
from initiatives.people.models import Entity, GroupRole, Membership, User
from initiatives.people.services.arriving import take_back


@transaction.atomic
def say_group_role(
    *, actor: User, provider: str, group: str, entity: Entity, role: str
) -> GroupRole:
    """From the next sign-in on, whoever is in this group holds the role on the entity.

    Raises Invalid for what is no role, too long, or said already.
    """
    rules.may_manage(actor, entity).require()
    required(provider=provider, group=group)
    if role not in Role.values:
        raise Invalid(
            {
                "role": _("%(role)s is no role: %(known)s.")
                % {"role": repr(role), "known": ", ".join(Role.values)}
            }
        )
    group, provider = group.strip(), provider.strip()
    if len(group) > 255 or len(provider) > 60:
        raise Invalid({"group": _("Keep the name of the group within 255 characters.")})
    rules.check_takes_new(entity)
    said, new = GroupRole.objects.get_or_create(
        provider=provider, group=group, entity=entity, role=role, ended_at=None
    )
    if not new:
        raise Invalid(
            {"group": _("This is said already: %(reference)s.") % {"reference": said.reference}}
        )
    after = {"institution": provider, "group": group, "role": role}
    record(actor=actor, verb="created", subject=said, after=after)
    return said


@transaction.atomic
def end_group_role(
    *, actor: User, group_role: GroupRole, reason: str, version: int | None = None
) -> GroupRole:
    """The group gives this role no more; who holds it only by groups loses it at once.

    Where another group of the institution gives the same, it stays until each signs in next, when
    it shows who is in that one. Raises Invalid without a reason, Stale as `locked`.
    """
    rules.may_manage(actor, group_role.entity).require()
    required(reason=reason)
    said = locked(group_role, version)
    if said.ended_at is not None:
        return said
    change(said, ended_at=clock.now())
    record(actor=actor, verb="ended", subject=said, reason=reason)
    same = {"entity": said.entity, "role": said.role, "ended_at": None}
    if not GroupRole.objects.filter(provider=said.provider, **same).exists():
        held = Membership.objects.filter(given_by=said.provider, **same)
        for seat in held.select_related("user", "entity").order_by("pk"):
            take_back(seat, seat.user, actor, reason)
    return said
