"""Two entries that speak of the same shortfall become one; nothing of either is lost."""

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.base.errors import Invalid
from initiatives.base.records import change, locked, plain, required
from initiatives.history.services import record
from initiatives.people.models import User
from initiatives.shortfalls import rules
from initiatives.shortfalls.choices import STANDING, ShortfallState
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.services.settling import settle


@transaction.atomic
def merge_shortfall(
    *, actor: User, shortfall: Shortfall, into: Shortfall, version: int | None = None
) -> Shortfall:
    """Let one entry go on in another, with its sources and commitments; returns what goes on.

    It stays whole and readable under its own reference. What was merged into it before goes along.
    Raises Invalid where the two cannot be one.
    """
    rules.may_change(actor, shortfall).require()
    rules.may_change(actor, into).require()
    shortfall, into = locked_both(shortfall, into, version)
    fits(shortfall, into)
    for one in [shortfall, *shortfall.merged.select_for_update().order_by("pk")]:
        before = one.state_before_merging or one.state
        change(one, state=ShortfallState.MERGED, merged_into=into, state_before_merging=before)
        record(actor=actor, verb="merged", subject=one, after={"into": plain(into)})
    record(actor=actor, verb="took in", subject=into, after={"merged": plain(shortfall)})
    if into.state == ShortfallState.OPEN:
        settle(actor, into)
    return into


def locked_both(
    one: Shortfall, other: Shortfall, version: int | None
) -> tuple[Shortfall, Shortfall]:
    """Both, locked in the order of their keys, so that two who merge do not wait for each other."""
    versions = {one.pk: version, other.pk: None}
    found = {
        record.pk: locked(record, versions[record.pk])
        for record in sorted([one, other], key=lambda record: record.pk)
    }
    return found[one.pk], found[other.pk]


def fits(shortfall: Shortfall, into: Shortfall) -> None:
    """Raises Invalid unless one can go on in the other."""
    if shortfall.pk == into.pk:
        raise Invalid({"into": _("Choose another shortfall: this is the same.")})
    for one in (shortfall, into):
        if one.state not in STANDING:
            word = one.get_state_display().lower()
            raise Invalid(
                {
                    "into": _("%(reference)s is %(word)s, so it cannot be merged.")
                    % {"reference": one.reference, "word": word}
                }
            )
    if shortfall.state == ShortfallState.OPEN and into.state == ShortfallState.PROPOSED:
        raise Invalid(
            {
                "into": _("%(reference)s is only proposed: merge it into the open one.")
                % {"reference": into.reference}
            }
        )
    if shortfall.confidential != into.confidential:
        raise Invalid({"into": _("Either both are confidential, or neither is. Change one first.")})


@transaction.atomic
def split_shortfall(
    *, actor: User, shortfall: Shortfall, reason: str, version: int | None = None
) -> Shortfall:
    """It was another shortfall after all: it stands for itself again, as it did before."""
    rules.may_change(actor, shortfall).require()
    required(reason=reason)
    shortfall = locked(shortfall, version)
    into = shortfall.merged_into
    if into is None:
        raise Invalid(
            {
                "state": _("%(reference)s is merged into no other.")
                % {"reference": shortfall.reference}
            }
        )
    change(
        shortfall,
        state=shortfall.state_before_merging,
        merged_into=None,
        state_before_merging="",
    )
    record(
        actor=actor,
        verb="split",
        subject=shortfall,
        before={"into": plain(into)},
        reason=reason,
    )
    return shortfall
