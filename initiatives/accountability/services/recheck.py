"""Asked again at the moment of sending: does this reminder still hold, and may they see it?"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from initiatives.accountability import rules
from initiatives.accountability.choices import (
    Audience,
    CommitmentState,
    DeliveryKind,
    ReminderState,
)
from initiatives.accountability.models import Commitment, Delivery, Reminder
from initiatives.accountability.queries import confidential_among, owed_to, snoozed_among
from initiatives.base import clock
from initiatives.people.choices import Role
from initiatives.people.models import User
from initiatives.people.rules import holds, standing_covers

OFFICES = (Role.LEAD, Role.EXECUTIVE, Role.ADMINISTRATOR)


class Objection(NamedTuple):
    """Why a reminder holds no more, and whether it is owed again if that changes."""

    note: str
    state: str = ReminderState.CANCELLED


class Facts(NamedTuple):
    """What is known of a batch when its reminders are asked about.

    Of what is `confidential` nobody but its owner is told without being asked whether they see it.
    """

    snoozed: dict[int, date]
    covered: dict[int, set[int]]
    confidential: set[int]


def still_owed(claimed: Iterable[Delivery]) -> tuple[dict[int, list[Reminder]], int]:
    """The occasions that each message is to tell of, by its key, and how many fell away.

    What is owed, snoozed and covered is read for the whole batch; permission is asked person by
    person, and only of those whose name is not on the commitment.
    """
    messages = {delivery.pk: delivery for delivery in claimed}
    owed = sorted_into(messages.values())
    facts = facts_of([one for items in owed.values() for one in items])
    fallen = 0
    for key, reminders in owed.items():
        owed[key] = upheld(messages[key].recipient, reminders, facts)
        fallen += len(reminders) - len(owed[key])
    return owed, fallen


def sorted_into(claimed: Iterable[Delivery]) -> dict[int, list[Reminder]]:
    """What is owed, by the message that speaks of it: a notice's one, or all else of a person."""
    messages = list(claimed)
    owed: dict[int, list[Reminder]] = {delivery.pk: [] for delivery in messages}
    digests = {
        (delivery.recipient_id, delivery.channel): delivery.pk
        for delivery in messages
        if delivery.kind == DeliveryKind.DIGEST
    }
    for reminder in owed_to(messages):
        key = reminder.delivery_id or digests.get((reminder.recipient_id, reminder.channel))
        if key in owed:
            owed[key].append(reminder)
    return owed


def facts_of(reminders: list[Reminder]) -> Facts:
    """The snoozes and covers that bear on these."""
    covers = [one.recipient_id for one in reminders if one.audience == Audience.COVER]
    keys = {one.commitment_id for one in reminders if one.audience in (Audience.OWNER, "cover")}
    about = {one.commitment_id for one in reminders}
    return Facts(
        snoozed_among(keys) if keys else {},
        whom_they_cover(covers) if covers else {},
        confidential_among(about) if about else set(),
    )


def whom_they_cover(people: list[int]) -> dict[int, set[int]]:
    """The people for whom each of these covers now."""
    covered: dict[int, set[int]] = defaultdict(set)
    pairs = standing_covers(stand_in__in=people).order_by()
    for stand_in, person in pairs.values_list("stand_in", "person"):
        covered[stand_in].add(person)
    return covered


def upheld(person: User, reminders: list[Reminder], facts: Facts) -> list[Reminder]:
    """Those that hold; what holds no more is set aside, with a note."""
    seen = seen_by(person, [reminder.commitment for reminder in reminders], facts.confidential)
    against: dict[Objection, list[int]] = defaultdict(list)
    holding = []
    for reminder in reminders:
        open_to_cover = reminder.commitment_id not in facts.confidential
        covers = reminder.audience == Audience.COVER and open_to_cover
        visible = reminder.commitment_id in seen or covers
        if found := objection(reminder, person, visible, facts):
            against[found].append(reminder.pk)
        else:
            holding.append(reminder)
    for found, keys in against.items():
        Reminder.objects.filter(pk__in=keys).update(
            state=found.state, note=found.note, delivery=None
        )
    return holding


def seen_by(person: User, commitments: list[Commitment], confidential: set[int]) -> set[int]:
    """The keys of those that a person may see.

    Whoever owns, made or sponsors one sees it without being asked; what is confidential is asked.
    """
    own = {
        one.pk
        for one in commitments
        if person.pk == one.owner_id
        or (one.pk not in confidential and person.pk in rules.named_on_commitment(one))
    }
    others = {one.pk for one in commitments} - own
    if not others:
        return own
    return own | set(
        rules.visible_commitments(person).filter(pk__in=others).values_list("pk", flat=True)
    )


def objection(reminder: Reminder, person: User, visible: bool, facts: Facts) -> Objection | None:
    """Why a reminder holds no more; nothing while it does."""
    commitment = reminder.commitment
    if not person.is_active:
        return Objection("The account was closed.", ReminderState.LAPSED)
    if commitment.state != CommitmentState.OPEN or commitment.generation != reminder.generation:
        return Objection("The commitment has changed since.")
    if not is_told(reminder, person, facts):
        return Objection("Someone else answers for it now.", ReminderState.LAPSED)
    if is_snoozed(reminder, facts):
        return Objection("It was snoozed.")
    return None if visible else Objection("The recipient may no longer see it.")


def is_told(reminder: Reminder, person: User, facts: Facts) -> bool:
    """Whether this person is still the one to be told, in the part that the reminder names."""
    commitment = reminder.commitment
    if reminder.audience == Audience.OWNER:
        return commitment.owner_id == person.pk
    if reminder.audience == Audience.COVER:
        return commitment.owner_id in facts.covered.get(person.pk, set())
    if reminder.audience == Audience.SPONSOR:
        return sponsor_of(commitment) == person.pk
    return person.is_superuser or holds(person, OFFICES, commitment.entity)


def is_snoozed(reminder: Reminder, facts: Facts) -> bool:
    """Whether its owner has put it off: that quiets the owner and who covers, nobody else."""
    if reminder.audience not in (Audience.OWNER, Audience.COVER):
        return False
    until = facts.snoozed.get(reminder.commitment_id)
    return until is not None and until > clock.today(reminder.commitment.owner.time_zone)


def sponsor_of(commitment: Commitment) -> int | None:
    """The sponsor of what the commitment is about; of a shortfall alone, its owner."""
    shortfall = commitment.shortfall
    initiative = commitment.initiative or (shortfall.initiative if shortfall else None)
    sponsor = initiative.sponsor_id if initiative else None
    return sponsor or (shortfall.owner_id if shortfall else None)
