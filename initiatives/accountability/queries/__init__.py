"""Reading commitments, the inbox, reminders and deliveries."""

from initiatives.accountability.queries.books import (
    deliveries,
    message_to,
    reminded_of,
    reminders,
    reminders_about,
    reminders_to,
    told_on,
)
from initiatives.accountability.queries.calendar import calendar_entries, calendar_feed
from initiatives.accountability.queries.commitments import commitment, commitments, promises_of
from initiatives.accountability.queries.digests import (
    escalated_to,
    owed_to,
    promises_due,
    snoozed_among,
)
from initiatives.accountability.queries.figures import (
    EngineFigures,
    engine_figures,
    oldest_owed,
)
from initiatives.accountability.queries.inbox import Inbox, Section, inbox
from initiatives.accountability.queries.lateness import overdue
from initiatives.accountability.queries.linked import addressee, linked
from initiatives.accountability.queries.policies import (
    governed,
    holidays,
    policies,
    policies_in_force,
    quiet_hours,
    system_policy,
)
from initiatives.accountability.queries.preferences import calendar_of, chat_address, preference
from initiatives.accountability.queries.snoozes import snoozed_until, snoozes_of
from initiatives.accountability.queries.waiting import backlog, engine
from initiatives.accountability.queries.waits import Waits, waits

__all__ = [
    "EngineFigures",
    "Inbox",
    "Section",
    "Waits",
    "addressee",
    "backlog",
    "calendar_entries",
    "calendar_feed",
    "calendar_of",
    "chat_address",
    "commitment",
    "commitments",
    "deliveries",
    "engine",
    "engine_figures",
    "escalated_to",
    "governed",
    "holidays",
    "inbox",
    "linked",
    "message_to",
    "oldest_owed",
    "overdue",
    "owed_to",
    "policies",
    "policies_in_force",
    "preference",
    "promises_due",
    "promises_of",
    "quiet_hours",
    "reminded_of",
    "reminders",
    "reminders_about",
    "reminders_to",
    "snoozed_among",
    "snoozed_until",
    "snoozes_of",
    "system_policy",
    "told_on",
    "waits",
]
