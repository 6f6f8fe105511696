"""What a reminder policy says, in words that the people whom it concerns understand."""

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from initiatives.accountability.choices import Audience, CommitmentKind, DayCount
from initiatives.accountability.models import Policy
from initiatives.accountability.rules.steps import Step
from initiatives.accountability.services import Terms
from initiatives.people.models import Entity
from initiatives.web.words import listed

ORDER = (Audience.OWNER, Audience.SPONSOR, Audience.LEAD, Audience.EXECUTIVE)
DIGEST, AT_ONCE = "With the digest of the day", "At once"
EVERYWHERE = "The whole system"


class Line(NamedTuple):
    """Whom the policy tells, when, and how."""

    whom: str
    when: str
    how: str


def terms_of(policy: Policy) -> Terms:
    """What a version says, as it can be kept again."""
    return Terms(
        steps=[Step(step.audience, step.days, step.urgent) for step in policy.steps.all()],
        days=policy.days,
        repeat_every=policy.repeat_every,
        repeat_longest=policy.repeat_longest,
        quiet_from=policy.quiet_from,
        quiet_until=policy.quiet_until,
        shortfall_after=policy.shortfall_after,
    )


def scope_of(entity: Entity | None, kind: str) -> str:
    """Where and for what a policy decides: `Harborview, reviews`."""
    return f"{entity or EVERYWHERE}, {kind_of(kind)}"


def kind_of(kind: str) -> str:
    """The kind of commitment, or all of them."""
    labels: dict[str, str] = dict(CommitmentKind.choices)
    return labels[kind].lower() if kind else "all commitments"


def lines_of(terms: Terms) -> list[Line]:
    """The steps, by whom they tell; the repeats of the owner after the owner's own steps."""
    lines = []
    for audience in ORDER:
        whom = str(audience.label)
        for urgent in (False, True):
            own = [s for s in terms.steps if (s.audience, s.urgent) == (audience, urgent)]
            if own:
                how = AT_ONCE if urgent else DIGEST
                lines.append(Line(whom, when(own, terms.days), how))
        if audience == Audience.OWNER:
            lines.append(Line(whom, again(terms), DIGEST))
    return lines


def when(steps: Iterable[Step], counted: str) -> str:
    """`14 and 3 days before its date, on its date`."""
    in_order = sorted(steps, key=lambda step: step.days)
    groups = groupby(in_order, key=lambda step: (step.days > 0) - (step.days < 0))
    return ", ".join(
        side_in_words(side, [abs(step.days) for step in group], counted) for side, group in groups
    )


def side_in_words(side: int, days: list[int], counted: str) -> str:
    """Some days before the date, on it, or after it."""
    if side == 0:
        return "on its date"
    number = listed([str(day) for day in days])
    return f"{number} {unit(days, counted)} {'before' if side < 0 else 'after'} its date"


def unit(days: list[int], counted: str) -> str:
    """`working days`, `day`."""
    plain = "day" if days == [1] else "days"
    return f"working {plain}" if counted == DayCount.WORKING else plain


def again(terms: Terms) -> str:
    """How often an owner is told once a commitment is overdue."""
    first, longest = terms.repeat_every, terms.repeat_longest
    after = f"{first} {unit([first], terms.days)}"
    if first == longest:
        return f"once overdue, every {after} until it is done"
    last = f"{longest} {unit([longest], terms.days)}"
    return f"once overdue, again after {after}, then less often, at least every {last}"


def facts_of(terms: Terms) -> list[tuple[str, str]]:
    """What else the policy says, each under a name."""
    quiet = f"{terms.quiet_from:%H:%M} to {terms.quiet_until:%H:%M}, in each person's own time"
    none = terms.quiet_from == terms.quiet_until
    late = f"{terms.shortfall_after} {unit([terms.shortfall_after], DayCount.CALENDAR)}"
    working = terms.days == DayCount.WORKING
    return [
        ("Days counted", "Working days of each owner, without holidays" if working else "All days"),
        ("Quiet hours", "None" if none else quiet),
        ("A shortfall is proposed", f"{late} after its date"),
    ]
