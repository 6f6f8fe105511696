"""Asked again at the moment of sending: does this reminder still hold, and may they see it?"""

from initiatives.accountability import rules
from initiatives.accountability.choices import Audience, CommitmentState, ReminderState
from initiatives.accountability.models import Commitment, Delivery, Reminder
from initiatives.people.models import User


def still_owed(delivery: Delivery) -> tuple[list[Reminder], int]:
    """The occasions to tell the recipient of now, and how many were cancelled instead."""
    person = delivery.recipient
    owed = list(
        Reminder.objects.filter(recipient=person, state=ReminderState.OWED)
        .select_related("commitment__initiative", "commitment__shortfall__initiative", "policy")
        .order_by("pk")
    )
    seen = seen_by(person, [reminder.commitment for reminder in owed])
    holding, cancelled = [], 0
    for reminder in owed:
        note = objection(reminder, person.is_active, reminder.commitment_id in seen)
        if note:
            cancel(reminder, note)
            cancelled += 1
        else:
            holding.append(reminder)
    return holding, cancelled


def seen_by(person: User, commitments: list[Commitment]) -> set[int]:
    """The keys of those that a person may see; whoever owns one sees it without being asked."""
    own = {one.pk for one in commitments if one.owner_id == person.pk}
    others = {one.pk for one in commitments} - own
    if not others:
        return own
    return own | set(
        rules.visible_commitments(person).filter(pk__in=others).values_list("pk", flat=True)
    )


def objection(reminder: Reminder, active: bool, visible: bool) -> str:
    """Why a reminder holds no more; nothing while it does."""
    commitment = reminder.commitment
    if not active:
        return "The account was closed."
    if commitment.state != CommitmentState.OPEN or commitment.generation != reminder.generation:
        return "The commitment has changed since."
    if reminder.recipient_id != due_to(commitment, reminder.audience):
        return "Someone else answers for it now."
    return "" if visible else "The recipient may no longer see it."


def due_to(commitment: Commitment, audience: str) -> int | None:
    """Who is told: the owner, or the sponsor of what the commitment is about."""
    if audience == Audience.OWNER:
        return commitment.owner_id
    shortfall = commitment.shortfall
    initiative = commitment.initiative or (shortfall.initiative if shortfall else None)
    sponsor = initiative.sponsor_id if initiative else None
    return sponsor or (shortfall.owner_id if shortfall else None)


def cancel(reminder: Reminder, note: str) -> None:
    """It is not sent, and the books say why."""
    reminder.state, reminder.note = ReminderState.CANCELLED, note
    reminder.save(update_fields=["state", "note"])
