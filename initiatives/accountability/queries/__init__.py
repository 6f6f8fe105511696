"""Reading commitments, the inbox, reminders and deliveries."""

from initiatives.accountability.queries.books import (
    deliveries,
    policy_in_force,
    reminders,
    reminders_about,
    reminders_to,
)
from initiatives.accountability.queries.commitments import commitment, commitments, promises_of
from initiatives.accountability.queries.digests import overdue_among, owed_to, promises_due
from initiatives.accountability.queries.inbox import Inbox, Section, inbox
from initiatives.accountability.queries.lateness import LocalDay, overdue

__all__ = [
    "Inbox",
    "LocalDay",
    "Section",
    "commitment",
    "commitments",
    "deliveries",
    "inbox",
    "overdue",
    "overdue_among",
    "owed_to",
    "policy_in_force",
    "promises_due",
    "promises_of",
    "reminders",
    "reminders_about",
    "reminders_to",
]
