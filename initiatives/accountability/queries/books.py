"""Reading the policy and the books of what was sent."""

from django.db.models import QuerySet

from initiatives.accountability import rules
from initiatives.accountability.models import Commitment, Delivery, Policy, Reminder
from initiatives.people.models import User
from initiatives.people.rules import may_administer


def policy_in_force() -> Policy:
    """The highest version; the first is made from the product's defaults when none is kept."""
    return Policy.objects.first() or Policy.objects.get_or_create(number=1)[0]


def reminders(viewer: User) -> QuerySet[Reminder]:
    """Reminders sent or owed to the viewer, and those about commitments that they may see."""
    visible = rules.visible_commitments(viewer).order_by().values("pk")
    return with_names(Reminder.objects.filter(commitment__in=visible))


def reminders_to(viewer: User) -> QuerySet[Reminder]:
    """What the viewer was or is to be told, newest first."""
    return with_names(Reminder.objects.filter(recipient=viewer))


def reminders_about(viewer: User, commitment: Commitment) -> QuerySet[Reminder]:
    """Who was told about a commitment that the viewer was already let see, newest first."""
    return with_names(Reminder.objects.filter(commitment=commitment))


def deliveries(viewer: User) -> QuerySet[Delivery]:
    """The mails to the viewer; all of them for an administrator."""
    everything = Delivery.objects.select_related("recipient")
    return everything if may_administer(viewer) else everything.filter(recipient=viewer)


def with_names(rows: QuerySet[Reminder]) -> QuerySet[Reminder]:
    """With all that a row of a list shows."""
    return rows.select_related("commitment", "recipient", "delivery", "policy")
