"""Reading by a signed link: who it was sent to, and what it is about.

The signature stands in for signing in; what it lets a person do is asked by the service.
"""

from django.utils.translation import gettext as _

from initiatives.accountability.choices import CommitmentState
from initiatives.accountability.models import Commitment
from initiatives.base.errors import Invalid
from initiatives.people.models import User


def addressee(person: int) -> User:
    """The person whom a link was sent to; raises Invalid when the account is closed."""
    found = User.objects.filter(pk=person, is_active=True).first()
    if found is None:
        raise Invalid({"link": _("The account that this link was sent to is closed.")})
    return found


def linked(person: int, commitment: int, generation: int) -> tuple[User, Commitment]:
    """Who acknowledges what; raises Invalid when it was promised anew, given away or closed."""
    user = addressee(person)
    found = (
        Commitment.objects.filter(pk=commitment, owner=user, generation=generation)
        .select_related("owner", "entity", "initiative", "shortfall")
        .first()
    )
    if found is None:
        raise Invalid({"link": _("What was promised has changed since this mail was sent.")})
    if found.state != CommitmentState.OPEN:
        word = found.get_state_display().lower()
        raise Invalid(
            {
                "link": _("%(reference)s is %(word)s already; nothing is left to do.")
                % {"reference": found.reference, "word": word}
            }
        )
    return user, found
