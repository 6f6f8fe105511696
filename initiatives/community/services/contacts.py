"""How to reach somebody: opened by who answers, noted each time, deleted after use."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.base.errors import Invalid
from initiatives.base.records import locked
from initiatives.community import rules, sealing
from initiatives.community.choices import FeedbackState
from initiatives.community.models import Feedback, FeedbackContact
from initiatives.history.services import record
from initiatives.people.models import User
from initiatives.retention.queries import kept


@transaction.atomic
def read_contact(*, actor: User, feedback: Feedback) -> str:
    """The contact details of a voice; that they were read is noted. Raises Invalid without any."""
    rules.may_triage(actor, feedback.entity).require()
    feedback = locked(feedback)
    text = sealing.unseal(contact_of(feedback).sealed)
    record(actor=actor, verb="read the contact of", subject=feedback)
    return text


@transaction.atomic
def forget_contact(*, actor: User, feedback: Feedback, version: int | None = None) -> None:
    """Delete them for good, once the person was told."""
    rules.may_triage(actor, feedback.entity).require()
    feedback = locked(feedback, version)
    contact_of(feedback).delete()
    record(actor=actor, verb="deleted the contact of", subject=feedback)


def contact_of(feedback: Feedback) -> FeedbackContact:
    """The sealed row; raises Invalid when there is none."""
    found = FeedbackContact.objects.filter(feedback=feedback).first()
    if found is None:
        raise Invalid(
            {"contact": _("No contact details of %(feedback)s are kept.") % {"feedback": feedback}}
        )
    return found


@transaction.atomic
def forget_old_contacts() -> int:
    """Delete those of voices answered or closed longer ago than they are kept; returns how many."""
    long_ago = clock.today() - kept("feedback_contacts")
    over = Q(feedback__answered_on__lte=long_ago)
    closed = Q(feedback__state=FeedbackState.CLOSED, feedback__updated_at__lte=long_ago)
    contacts = FeedbackContact.objects.select_related("feedback").filter(over | closed)
    for contact in contacts:
        contact.delete()
        record(actor=None, verb="deleted the contact of", subject=contact.feedback)
    return len(contacts)
