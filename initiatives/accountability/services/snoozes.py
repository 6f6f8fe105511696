"""Putting reminders of a commitment off, and ending that early."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.accountability import rules
from initiatives.accountability.choices import CommitmentState, ReminderState
from initiatives.accountability.models import Commitment, Reminder, Snooze
from initiatives.base import clock
from initiatives.base.days import full_day
from initiatives.base.errors import Invalid
from initiatives.base.records import locked, plain, required
from initiatives.history.services import record
from initiatives.people.models import User

LONGEST = timedelta(days=90)
QUIETED = ("owner", "cover")


@transaction.atomic
def snooze(
    *, actor: User, commitment: Commitment, until: date, reason: str, version: int | None = None
) -> Snooze:
    """No reminders to its owner until that day; who it escalates to is told all the same.

    Raises Invalid for a day that is past or further away than 90 days, and without a reason.
    """
    rules.may_snooze(actor, commitment).require()
    required(reason=reason)
    commitment = locked(commitment, version)
    today = clock.today(commitment.owner.time_zone)
    check_until(until, today)
    if commitment.state != CommitmentState.OPEN:
        raise Invalid(
            {
                "until": _("%(reference)s is closed; nothing reminds of it.")
                % {"reference": commitment.reference}
            }
        )
    end_standing(commitment)
    made = Snooze.objects.create(
        commitment=commitment,
        person=actor,
        generation=commitment.generation,
        begun_on=today,
        until=until,
        reason=reason.strip(),
    )
    owed = Reminder.objects.filter(commitment=commitment, state=ReminderState.OWED)
    owed.filter(audience__in=QUIETED).update(
        state=ReminderState.CANCELLED, note=f"Snoozed until {until:%-d %B %Y}."
    )
    record(
        actor=actor,
        verb="snoozed",
        subject=commitment,
        after={"until": plain(until)},
        reason=reason,
    )
    return made


def check_until(until: date, today: date) -> None:
    """Raises Invalid for a day that is not ahead, or too far ahead."""
    if until <= today:
        raise Invalid({"until": _("Choose a day after today: a snooze cannot end in the past.")})
    if until > today + LONGEST:
        raise Invalid(
            {
                "until": _(
                    "A snooze lasts %(days)s days at most, until %(value)s. For "
                    "longer, move the date and say why."
                )
                % {"days": LONGEST.days, "value": full_day(today + LONGEST)}
            }
        )


@transaction.atomic
def end_snooze(*, actor: User, commitment: Commitment, version: int | None = None) -> None:
    """Be reminded again from now on; nothing happens where nothing is snoozed."""
    rules.may_snooze(actor, commitment).require()
    commitment = locked(commitment, version)
    if end_standing(commitment):
        record(actor=actor, verb="ended the snooze of", subject=commitment)


def end_standing(commitment: Commitment) -> int:
    """End what stands; returns how many that were."""
    standing = Snooze.objects.filter(
        commitment=commitment, generation=commitment.generation, ended_at=None
    )
    return standing.update(ended_at=clock.now())
