"""Asked again at the moment of sending: does this reminder still hold, and may they see it?"""

from collections.abc import Iterable

from initiatives.accountability import rules
from initiatives.accountability.choices import Audience, CommitmentState, ReminderState
from initiatives.accountability.models import Commitment, Delivery, Reminder
from initiatives.accountability.queries import owed_to
from initiatives.people.models import User


def still_owed(claimed: Iterable[Delivery]) -> tuple[dict[int, list[Reminder]], int]:
    """The occasions to tell each recipient of now, by their key, and how many were cancelled.

    What is owed is read for the whole batch; permission is asked person by person.
    """
    people = {delivery.recipient_id: delivery.recipient for delivery in claimed}
    owed: dict[int, list[Reminder]] = {key: [] for key in people}
    for reminder in owed_to(people):
        owed[reminder.recipient_id].append(reminder)
    cancelled = 0
    for key, reminders in owed.items():
        owed[key] = upheld(people[key], reminders)
        cancelled += len(reminders) - len(owed[key])
    return owed, cancelled


def upheld(person: User, reminders: list[Reminder]) -> list[Reminder]:
    """Those that hold; what holds no more is cancelled, with a note."""
    seen = seen_by(person, [reminder.commitment for reminder in reminders])
    holding = []
    for reminder in reminders:
        note = objection(reminder, person.is_active, reminder.commitment_id in seen)
        if note:
            cancel(reminder, note)
        else:
            holding.append(reminder)
    return holding


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
