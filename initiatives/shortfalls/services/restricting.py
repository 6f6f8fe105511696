"""Who may know of a shortfall: everybody in whose sight it is, or only those who are let in."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.base.errors import Invalid
from initiatives.base.records import change, locked, plain, required
from initiatives.history.services import record
from initiatives.people.models import User
from initiatives.shortfalls import rules
from initiatives.shortfalls.models import Shortfall


@transaction.atomic
def restrict_shortfall(
    *,
    actor: User,
    shortfall: Shortfall,
    reason: str,
    named: Iterable[User] = (),
    version: int | None = None,
) -> Shortfall:
    """Make it confidential, or name others who are let in; what is merged into it goes with it."""
    rules.may_restrict(actor, shortfall).require()
    required(reason=reason)
    people = sorted(set(named), key=lambda person: person.pk)
    if closed := next((person for person in people if not person.is_active), None):
        raise Invalid(
            {
                "named": _("%(closed)s's account is closed; choose someone else.")
                % {"closed": closed}
            }
        )
    shortfall = locked(shortfall, version)
    if shortfall.merged_into is not None:
        raise Invalid(
            {
                "state": _("Change %(reference)s, which it is part of.")
                % {"reference": shortfall.merged_into.reference}
            }
        )
    before = {"confidential": shortfall.confidential, "named": names_of(shortfall)}
    restrict(shortfall, reason.strip(), people)
    record(
        actor=actor,
        verb="made confidential",
        subject=shortfall,
        before=before,
        after={"confidential": True, "named": plain(people)},
        reason=reason,
    )
    return shortfall


def restrict(shortfall: Shortfall, reason: str, people: list[User]) -> None:
    """Set it on the shortfall and all that was merged into it, with a new version."""
    for one in (shortfall, *shortfall.merged.select_for_update().order_by("pk")):
        change(one, confidential=True, confidential_because=reason)
        one.named.set(people)


def names_of(shortfall: Shortfall) -> list[object]:
    """Who is named, as history keeps it."""
    return [plain(person) for person in shortfall.named.order_by("pk")]


@transaction.atomic
def unrestrict_shortfall(
    *, actor: User, shortfall: Shortfall, reason: str, version: int | None = None
) -> Shortfall:
    """Let everybody in whose sight it is know of it again."""
    rules.may_restrict(actor, shortfall).require()
    required(reason=reason)
    shortfall = locked(shortfall, version)
    if shortfall.merged_into is not None or not shortfall.confidential:
        raise Invalid(
            {
                "state": _("%(reference)s is not confidential by itself.")
                % {"reference": shortfall.reference}
            }
        )
    for one in (shortfall, *shortfall.merged.select_for_update().order_by("pk")):
        change(one, confidential=False, confidential_because="")
        one.named.clear()
    record(
        actor=actor,
        verb="made open to all",
        subject=shortfall,
        before={"confidential": True},
        after={"confidential": False},
        reason=reason,
    )
    return shortfall
