"""What a reminder policy says, in words that the people whom it concerns understand."""

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from initiatives.accountability.choices import Audience, CommitmentKind, DayCount
from initiatives.accountability.models import Policy
from initiatives.accountability.rules.steps import Step
from initiatives.accountability.services import Terms
from initiatives.people.models import Entity
from initiatives.web.words import listed

ORDER = (Audience.OWNER, Audience.SPONSOR, Audience.LEAD, Audience.EXECUTIVE)
EVERYWHERE = gettext_lazy("The whole system")


class Line(NamedTuple):
    """Whom the policy tells, when, and how."""

    whom: str
    when: str
    at_once: bool

    @property
    def how(self) -> str:
        """In the digest, or by itself."""
        return _("At once") if self.at_once else _("With the digest of the day")


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
    return _("%(place)s, %(kind)s") % {"place": entity or EVERYWHERE, "kind": kind_of(kind)}


def kind_of(kind: str) -> str:
    """The kind of commitment, or all of them."""
    labels: dict[str, str] = dict(CommitmentKind.choices)
    return labels[kind].lower() if kind else _("all commitments")


def lines_of(terms: Terms) -> list[Line]:
    """The steps, by whom they tell; the repeats of the owner after the owner's own steps."""
    lines = []
    for audience in ORDER:
        whom = str(audience.label)
        for urgent in (False, True):
            own = [s for s in terms.steps if (s.audience, s.urgent) == (audience, urgent)]
            if own:
                lines.append(Line(whom, when(own, terms.days), urgent))
        if audience == Audience.OWNER:
            lines.append(Line(whom, again(terms), False))
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
        return _("on its date")
    said = {"days": unit(days, counted)}
    return (_("%(days)s before its date") if side < 0 else _("%(days)s after its date")) % said


def unit(days: list[int], counted: str) -> str:
    """`14 and 3 working days`, `1 day`; the last number decides which form its noun takes."""
    if counted == DayCount.WORKING:
        shape = ngettext("%(number)s working day", "%(number)s working days", form_of(days))
    else:
        shape = ngettext("%(number)s day", "%(number)s days", form_of(days))
    return shape % {"number": listed([str(day) for day in days])}


def form_of(days: list[int]) -> int:
    """What a noun after these numbers agrees with: several of them are never one."""
    return days[-1] if len(days) == 1 else max(days[-1], 2)


def again(terms: Terms) -> str:
    """How often an owner is told once a commitment is overdue."""
    first, longest = terms.repeat_every, terms.repeat_longest
    said = {"first": unit([first], terms.days), "longest": unit([longest], terms.days)}
    if first == longest:
        return _("once overdue, every %(first)s until it is done") % said
    return (
        _("once overdue, again after %(first)s, then less often, at least every %(longest)s") % said
    )


def facts_of(terms: Terms) -> list[tuple[str, str]]:
    """What else the policy says, each under a name."""
    late = unit([terms.shortfall_after], DayCount.CALENDAR)
    return [
        (_("Days counted"), days_in_words(terms)),
        (_("Quiet hours"), quiet_in_words(terms)),
        (_("A shortfall is proposed"), _("%(days)s after its date") % {"days": late}),
    ]


def days_in_words(terms: Terms) -> str:
    """Which days count."""
    if terms.days == DayCount.WORKING:
        return _("Working days of each owner, without holidays")
    return _("All days")


def quiet_in_words(terms: Terms) -> str:
    """When nothing is sent."""
    if terms.quiet_from == terms.quiet_until:
        return _("None")
    return _("%(from)s to %(until)s, in each person's own time") % {
        "from": f"{terms.quiet_from:%H:%M}",
        "until": f"{terms.quiet_until:%H:%M}",
    }
