"""What can be done with promises, and the sweep that reminds people of them."""

from initiatives.accountability.services.arising import arise, end_fulfilled, end_withdrawn
from initiatives.accountability.services.calendars import note_reading
from initiatives.accountability.services.engine import (
    release_engine,
    repeat_delivery,
    start_engine,
    stop_engine,
)
from initiatives.accountability.services.forgetting import forget_messages
from initiatives.accountability.services.holidays import (
    add_holiday,
    countries,
    fill_holidays,
    remove_holiday,
    subdivisions,
)
from initiatives.accountability.services.links import read_acknowledgement, read_unsubscription
from initiatives.accountability.services.policies import (
    Effect,
    Terms,
    effect_of_policy,
    keep_policy,
    retire_policy,
)
from initiatives.accountability.services.preferences import (
    choose_preferences,
    close_calendar,
    connect_chat,
    digest_of,
    disconnect_chat,
    end_digests,
    open_calendar,
)
from initiatives.accountability.services.preview import Planned, preview
from initiatives.accountability.services.promises import (
    acknowledge,
    fulfil,
    make_commitment,
    move,
    reassign,
    withdraw,
)
from initiatives.accountability.services.reach import note_bounce
from initiatives.accountability.services.snoozes import end_snooze, snooze
from initiatives.accountability.services.sweep import Swept, drain, prepare, sweep

__all__ = [
    "Effect",
    "Planned",
    "Swept",
    "Terms",
    "acknowledge",
    "add_holiday",
    "arise",
    "choose_preferences",
    "close_calendar",
    "connect_chat",
    "countries",
    "digest_of",
    "disconnect_chat",
    "drain",
    "effect_of_policy",
    "end_digests",
    "end_fulfilled",
    "end_snooze",
    "end_withdrawn",
    "fill_holidays",
    "forget_messages",
    "fulfil",
    "keep_policy",
    "make_commitment",
    "move",
    "note_bounce",
    "note_reading",
    "open_calendar",
    "prepare",
    "preview",
    "read_acknowledgement",
    "read_unsubscription",
    "reassign",
    "release_engine",
    "remove_holiday",
    "repeat_delivery",
    "retire_policy",
    "snooze",
    "start_engine",
    "stop_engine",
    "subdivisions",
    "sweep",
    "withdraw",
]
