"""Promises, the policies by which people are told of them, and the books of what was sent."""

from initiatives.accountability.models.books import Delivery, Reminder
from initiatives.accountability.models.policy import Holiday, Policy, PolicyStep
from initiatives.accountability.models.preferences import (
    CalendarFeed,
    ChatAddress,
    Engine,
    Preference,
)
from initiatives.accountability.models.promises import Commitment, Snooze

__all__ = [
    "CalendarFeed",
    "ChatAddress",
    "Commitment",
    "Delivery",
    "Engine",
    "Holiday",
    "Policy",
    "PolicyStep",
    "Preference",
    "Reminder",
    "Snooze",
]
