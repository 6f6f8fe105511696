"""Reading the books of what was sent."""

from datetime import date

from django.db.models import Q, QuerySet

from initiatives.accountability import rules
from initiatives.accountability.choices import ReminderState
from initiatives.accountability.models import Commitment, Delivery, Reminder
from initiatives.people.models import User
from initiatives.people.rules import may_administer_all


def reminders(viewer: User) -> QuerySet[Reminder]:
    """Those about commitments that the viewer may see, and what they were sent themselves."""
    visible = rules.visible_commitments(viewer).order_by().values("pk")
    seen = Reminder.objects.filter(commitment__in=visible)
    read = Reminder.objects.filter(recipient=viewer, state=ReminderState.SENT)
    # a union, since an "or" would have PostgreSQL look at every reminder there is
    either = seen.order_by().values("pk").union(read.order_by().values("pk"))
    return with_names(Reminder.objects.filter(pk__in=either))


def reminders_to(viewer: User) -> QuerySet[Reminder]:
    """What the viewer was or is to be told, newest first.

    What was sent they have read; of what was not they learn only while they may see it.
    """
    visible = rules.visible_commitments(viewer).order_by().values("pk")
    told = Q(state=ReminderState.SENT) | Q(commitment__in=visible)
    return with_names(Reminder.objects.filter(told, recipient=viewer))


def reminded_of(viewer: User) -> QuerySet[Commitment]:
    """The commitments of which the viewer was or is to be reminded, by title."""
    about = reminders_to(viewer).order_by().values("commitment")
    return Commitment.objects.filter(pk__in=about).order_by("title", "id")


def reminders_about(viewer: User, commitment: Commitment) -> QuerySet[Reminder]:
    """Who was told about a commitment that the viewer was already let see, newest first."""
    return with_names(Reminder.objects.filter(commitment=commitment))


def deliveries(viewer: User) -> QuerySet[Delivery]:
    """The mails to the viewer; all of them for an administrator of the whole system."""
    everything = Delivery.objects.select_related("recipient")
    return everything if may_administer_all(viewer) else everything.filter(recipient=viewer)


def message_to(viewer: User, pk: int) -> Delivery:
    """One message to the viewer, with what it said; raises Delivery.DoesNotExist for others'."""
    return Delivery.objects.get(pk=pk, recipient=viewer)


def told_on(day: date) -> QuerySet[Reminder]:
    """What was sent on a day of the recipients', by name; nobody views, an operator asks."""
    sent = Reminder.objects.filter(state=ReminderState.SENT, delivery__day=day)
    return with_names(sent).order_by("recipient__name", "recipient", "pk")


def with_names(rows: QuerySet[Reminder]) -> QuerySet[Reminder]:
    """With all that a row of a list shows."""
    return rows.select_related("commitment", "recipient", "delivery", "policy")
