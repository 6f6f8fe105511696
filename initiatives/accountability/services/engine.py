"""What an administrator does with the engine: let go, stop, start, try again."""

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.accountability.choices import DeliveryKind, DeliveryState, EngineState
from initiatives.accountability.models import Delivery, Engine
from initiatives.accountability.queries import engine
from initiatives.accountability.services.reach import try_again
from initiatives.base import clock
from initiatives.base.errors import Invalid
from initiatives.history.services import record
from initiatives.people.models import User
from initiatives.people.rules import may_administer_all


def release_engine(*, actor: User) -> Engine:
    """Let go what was held for a look."""
    return set_engine(actor, EngineState.RUNNING, "let reminders go")


def stop_engine(*, actor: User, reason: str) -> Engine:
    """Send nothing until it is started again; what is owed is still noted."""
    if not reason.strip():
        raise Invalid({"reason": _("Say why, for those who wonder where their reminders are.")})
    return set_engine(actor, EngineState.STOPPED, "stopped reminders", reason)


def start_engine(*, actor: User) -> Engine:
    """Send again."""
    return set_engine(actor, EngineState.RUNNING, "started reminders")


@transaction.atomic
def set_engine(actor: User, state: EngineState, verb: str, reason: str = "") -> Engine:
    """Change the engine's state; nothing happens where it has that state."""
    may_administer_all(actor).require()
    row = Engine.objects.select_for_update().get(pk=engine().pk)
    if row.state != state:
        before = row.state
        row.state, row.changed_by, row.changed_at = state, actor, clock.now()
        row.save(update_fields=["state", "changed_by", "changed_at"])
        record(
            actor=actor,
            verb=verb,
            subject=row,
            before={"state": before},
            after={"state": state.value},
            reason=reason,
        )
    return row


@transaction.atomic
def repeat_delivery(*, actor: User, delivery: Delivery) -> Delivery:
    """Try a parked message again now; raises Invalid for one that is not parked.

    Its person counts as reachable again. A digest becomes one of today.
    """
    may_administer_all(actor).require()
    row = Delivery.objects.select_for_update(of=("self",)).get(pk=delivery.pk)
    if row.state != DeliveryState.FAILED:
        raise Invalid({"state": _("Only a message that failed can be sent again.")})
    person, now = row.recipient, clock.now()
    if row.kind == DeliveryKind.DIGEST:
        row.day = clock.today(person.time_zone)
        row.key = digest_key(row)
    row.state, row.attempts, row.due_at, row.not_before = DeliveryState.PENDING, 0, now, now
    row.save(update_fields=["state", "attempts", "due_at", "not_before", "day", "key"])
    try_again(person)
    record(actor=actor, verb="sent again", subject=person, after={"message": row.key})
    return row


def digest_key(delivery: Delivery) -> str:
    """The key of the digest of its day, or one beside it where that day has another digest."""
    key = f"digest/{delivery.day}"
    others = Delivery.objects.filter(
        recipient=delivery.recipient, channel=delivery.channel, key=key
    ).exclude(pk=delivery.pk)
    return f"{key}/{delivery.pk}" if others.exists() else key
