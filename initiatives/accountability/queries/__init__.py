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
    confidential_among,
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
from initiatives.accountability.queries.oversight import (
    message,
    messages,
    occasions_of,
    people_waiting,
    standstill,
    told_people,
    unreachable,
    untold,
)
from initiatives.accountability.queries.policies import (
    deciding_at,
    deciding_for,
    first_visible,
    governed,
    holiday,
    holidays,
    holidays_of,
    keepers_of,
    latest_number,
    policies,
    policies_in_force,
    policy,
    quiet_hours,
    system_policy,
    versions_of,
    years_of_holidays,
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
    "confidential_among",
    "deciding_at",
    "deciding_for",
    "deliveries",
    "engine",
    "engine_figures",
    "escalated_to",
    "first_visible",
    "governed",
    "holiday",
    "holidays",
    "holidays_of",
    "inbox",
    "keepers_of",
    "latest_number",
    "linked",
    "message",
    "message_to",
    "messages",
    "occasions_of",
    "oldest_owed",
    "overdue",
    "owed_to",
    "people_waiting",
    "policies",
    "policies_in_force",
    "policy",
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
    "standstill",
    "system_policy",
    "told_on",
    "told_people",
    "unreachable",
    "untold",
    "versions_of",
    "waits",
    "years_of_holidays",
]
