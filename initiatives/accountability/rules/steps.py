"""Which step of a policy has come. Windows, not equal dates: a missed day loses nothing."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from initiatives.accountability.choices import Audience
from initiatives.accountability.models import Policy

ALWAYS = 1_000_000  # days: the last window never closes


class Step(NamedTuple):
    """Whom to tell how many days after the due date (negative before it), and whether at once."""

    audience: str
    days: int
    urgent: bool = False


class Window(NamedTuple):
    """A step holds from its own day until that of the next one to the same people."""

    audience: str
    step: int
    until: int
    urgent: bool


def repeats(after: int, every: int, longest: int, horizon: int) -> Iterator[int]:
    """Days of the repeats, the pause doubling up to the longest, without end but the horizon's."""
    step, pause = after + every, every
    while step <= horizon:
        yield step
        pause = min(2 * pause, longest)
        step += pause


def steps_of(policy: Policy, horizon: int) -> list[Step]:
    """The steps that a policy names, and the owner's repeats as far as the horizon (days late)."""
    named = [Step(step.audience, step.days, step.urgent) for step in policy.steps.all()]
    last = max((step.days for step in named if step.audience == Audience.OWNER), default=0)
    again = repeats(max(last, 0), policy.repeat_every, policy.repeat_longest, horizon)
    return named + [Step(Audience.OWNER, days) for days in again]


def windows(steps: Iterable[Step]) -> list[Window]:
    """Each step with the day on which the next one to the same people takes its place."""
    found = []
    for audience, group in groupby(sorted(steps), key=lambda step: step.audience):
        in_order = list(group)
        ends = [step.days for step in in_order[1:]] + [ALWAYS]
        found += [
            Window(audience, step.days, end, step.urgent)
            for step, end in zip(in_order, ends, strict=True)
        ]
    return found


def step_for(days_late: int, audience: str, steps: Iterable[Step]) -> int | None:
    """The latest step whose day has come; None before the first."""
    return max(
        (step.days for step in steps if step.audience == audience and step.days <= days_late),
        default=None,
    )


def reason_for(step: int, audience: str, policy_number: int) -> str:
    """Why a reminder came, as a sentence for the person who gets it, in the language in use."""
    values = {"days": abs(step), "version": policy_number}
    if audience in ROLES:
        return _(ROLES[audience]) % values
    return f"{_(OWNERS[audience])} {_(progress(step)) % values}"


ROLES: dict[str, str] = {
    Audience.SPONSOR: gettext_noop(
        "You sponsor it, and it was still open %(days)d days after its date "
        "(reminder policy, version %(version)d)."
    ),
    Audience.LEAD: gettext_noop(
        "It escalated to you as equity lead: it was still open %(days)d days after its date "
        "(reminder policy, version %(version)d)."
    ),
    Audience.EXECUTIVE: gettext_noop(
        "It escalated to you as executive: it was still open %(days)d days after its date "
        "(reminder policy, version %(version)d)."
    ),
}
OWNERS: dict[str, str] = {
    Audience.OWNER: gettext_noop("It carries your name,"),
    Audience.COVER: gettext_noop("You cover for its owner,"),
    Audience.STAND_IN: gettext_noop("Its owner cannot be reached, so it comes to you,"),
}
AHEAD = gettext_noop("and %(days)d days are left or fewer (reminder policy, version %(version)d).")
TODAY = gettext_noop("and its date has come (reminder policy, version %(version)d).")
LATE = gettext_noop(
    "and it is %(days)d days overdue or more (reminder policy, version %(version)d)."
)


def progress(step: int) -> str:
    """Where the step stands to the due date, as the end of a sentence."""
    if step < 0:
        return AHEAD
    return TODAY if step == 0 else LATE
