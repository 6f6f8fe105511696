"""A reminder in words, for whoever reads who was told of a commitment."""

from typing import NamedTuple

from initiatives.accountability.choices import Audience
from initiatives.accountability.models import Reminder

ASIDE: dict[str, str] = {
    Audience.COVER: "Covering for its owner",
    Audience.STAND_IN: "In place of its owner, who cannot be reached",
}


class Told(NamedTuple):
    """A reminder, and its occasion in words."""

    reminder: Reminder
    why: str


def as_whom(reminder: Reminder) -> str:
    """As whom and on which occasion somebody is told."""
    days = abs(reminder.step)
    unit = "day" if days == 1 else "days"
    when = f"{days} {unit} {'before' if reminder.step < 0 else 'after'} its date"
    whom = ASIDE.get(reminder.audience) or f"As its {reminder.get_audience_display().lower()}"
    return f"{whom}: {when if days else 'on its date'}"


def occasion(reminder: Reminder) -> str:
    """The same, with the policy that asked for it."""
    return f"{as_whom(reminder)} (reminder policy, version {reminder.policy.number})"
