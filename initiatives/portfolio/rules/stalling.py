"""What is under way, what has stalled, and which review is missing. Computed, never typed.

The Model for Improvement has a team meet and score its progress every month; sixty days without
any movement are two such meetings missed.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from initiatives.base.days import full_day, full_month
from initiatives.portfolio.choices import BEFORE_APPROVAL, Stage
from initiatives.portfolio.models import Initiative

STALLED_AFTER = timedelta(days=60)
UNDER_WAY = tuple(one for one in Stage if one not in (*BEFORE_APPROVAL, Stage.CLOSED))
IS_UNDER_WAY = Q(stage__in=UNDER_WAY, on_hold_since=None)


def is_under_way(initiative: Initiative) -> bool:
    """Approved, not closed, and not on hold."""
    return initiative.stage in UNDER_WAY and initiative.on_hold_since is None


def stalled(now: datetime) -> Q:
    """The initiatives that are under way and that nobody has moved for sixty days."""
    return IS_UNDER_WAY & Q(active_at__lt=now - STALLED_AFTER)


def is_stalled(initiative: Initiative, now: datetime) -> bool:
    """What `stalled` says, of one."""
    return is_under_way(initiative) and initiative.active_at < now - STALLED_AFTER


def why_stalled(initiative: Initiative, now: datetime) -> str:
    """The reason in a sentence; empty where it has not stalled."""
    if not is_stalled(initiative, now):
        return ""
    last = initiative.active_at
    return _("Nobody has moved it for %(days)s days, since %(last)s.") % {
        "days": (now - last).days,
        "last": full_day(last),
    }


def month_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def month_before(month: date) -> date:
    """The first day of the month before."""
    return month_of(month_of(month) - timedelta(days=1))


def month_after(month: date) -> date:
    """The first day of the month after."""
    return month_of(month.replace(day=28) + timedelta(days=4))


def in_words(month: date) -> str:
    """October 2026"""
    return full_month(month)


def review_missing(month: date, since: date | None, reviewed: Collection[date]) -> bool:
    """Whether the review of a month that is over was not recorded.

    `since` is the day from which the initiative was under way without a break, None where it is
    not; a month in which it only began is not asked for. A later review stands for it.
    """
    return since is not None and since <= month and all(one < month for one in reviewed)
