"""What is counted, before anything is judged."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Facts:
    """What is counted for one principle at one entity with all below it, or of one initiative.

    `alone` says that it is one initiative, so that sentences speak of it and not of a number.
    `behind` names the groups that get worse or whose gap widens.
    """

    as_of: datetime
    initiatives: int = 0
    active: int = 0
    unowned: int = 0
    stale: int = 0
    no_data: int = 0
    unjudged: int = 0
    not_met: int = 0
    in_trouble: int = 0
    differs: int = 0
    level: int = 0
    overdue: int = 0
    no_return: int = 0
    worst_overdue_days: int = 0
    open_shortfalls: int = 0
    severe_shortfalls: int = 0
    unanswered_shortfalls: int = 0
    open_signals: int = 0
    signal_kinds: tuple[str, ...] = ()
    group_signals: int = 0
    behind: tuple[str, ...] = ()
    last_activity: datetime | None = None
    alone: bool = False
