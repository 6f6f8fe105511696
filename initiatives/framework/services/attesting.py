"""What people add to a crosswalk: the review of a link, and what the organization attests."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.base.checks import check_fields
from initiatives.base.errors import Invalid
from initiatives.base.records import change, locked, required, touch, with_values
from initiatives.framework import rules
from initiatives.framework.models import (
    Attestation,
    CrosswalkLink,
    OutsideFramework,
    Requirement,
)
from initiatives.history.services import record
from initiatives.people.models import User


@transaction.atomic
def review_link(
    *,
    actor: User,
    link: CrosswalkLink,
    strength: str,
    note: str = "",
    version: int | None = None,
) -> CrosswalkLink:
    """Say how closely a principle answers a requirement, under the reviewer's name, as of today.

    Raises Invalid for a link of an edition that is no longer in force.
    """
    rules.may_map(actor).require()
    link = locked(link, version)
    check_in_force(link.requirement.framework)
    required(strength=strength)
    said = {
        "strength": strength,
        "note": note.strip(),
        "reviewed_by": actor,
        "reviewer": actor.name[:160],
        "reviewed_on": clock.today(actor.time_zone),
    }
    check_fields(with_values(link, said))
    made = change(link, **said)
    if made:
        record(actor=actor, verb="reviewed", subject=link, before=made.before, after=made.after)
    return link


@transaction.atomic
def attest(
    *, actor: User, requirement: Requirement, text: str, version: int | None = None
) -> Attestation:
    """Record what the organization attests for a requirement; what it said before stays.

    `version` is that of the requirement, which moves on with each attestation, so that nobody
    speaks over somebody else unseen. Raises Invalid for an edition that is no longer in force.
    """
    rules.may_map(actor).require()
    requirement = locked(requirement, version)
    check_in_force(requirement.framework)
    required(text=text)
    latest = requirement.attestations.aggregate(latest=Max("number"))["latest"] or 0
    made = Attestation(
        requirement=requirement,
        number=latest + 1,
        text=text.strip(),
        attested_by=actor,
        attested_on=clock.today(actor.time_zone),
    )
    check_fields(made)
    made.save()
    touch(requirement)
    record(actor=actor, verb="attested", subject=made, after={"text": made.text})
    return made


def check_in_force(outside: OutsideFramework) -> None:
    """Raises Invalid for a former edition, which stays as it was left."""
    if not outside.in_force:
        raise Invalid(
            {
                "framework": _("A later edition of %(outside)s is in force. Go on in that one.")
                % {"outside": outside.name}
            }
        )
