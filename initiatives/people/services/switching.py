"""Switching a part of the product off and on again."""

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.base.errors import Invalid
from initiatives.base.records import change, locked, required
from initiatives.history.services import record
from initiatives.people import rules
from initiatives.people.models import User
from initiatives.switches.models import Switch

LONGEST_REASON = 2_000


@transaction.atomic
def turn_switch(
    *, actor: User, switch: Switch, is_on: bool, reason: str, version: int | None = None
) -> Switch:
    """Turn one, for everybody at once; raises Invalid without a reason, Stale as `locked`.

    One that stands so already is left as it is.
    """
    rules.may_switch(actor).require()
    required(reason=reason)
    if len(reason) > LONGEST_REASON:
        raise Invalid(
            {"reason": _("Keep the reason within %(most)s characters.") % {"most": LONGEST_REASON}}
        )
    found = locked(switch, version)
    if found.is_on == is_on:
        return found
    now, why = clock.now(), reason.strip()
    change(found, is_on=is_on, reason=why, turned_by=actor, turned_at=now)
    record(
        actor=actor,
        verb="switched on" if is_on else "switched off",
        subject=found,
        before={"is_on": not is_on},
        after={"is_on": is_on},
        reason=why,
    )
    return found
