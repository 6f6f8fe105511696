"""What changed: the states of the last night before the period and of its last one."""

from dataclasses import dataclass

from django.utils.translation import gettext

from initiatives.base.days import short_day
from initiatives.base.lazy import gettext_lazy as _
from initiatives.status.choices import State
from initiatives.status.pack.asking import Asked, address
from initiatives.status.pack.parts import Column, Mark, Section, Table
from initiatives.status.past.comparing import WEIGHT, Change, compare
from initiatives.status.past.sight import may_see_past

SHOWN = 15
TITLE = _("What changed")
METHOD = _(
    "The status is kept each night. The last night before the period is compared with its last "
    "one; confidential shortfalls are left out of both, for everybody."
)
COLUMNS = (
    Column(_("Principle at an entity"), 2.2),
    Column(_("Was"), 1),
    Column(_("Is"), 1),
    Column(_("Why"), 3.4),
)


@dataclass(frozen=True)
class Moved:
    """The changes of a pack: their section, and what the summary says of them.

    `counts` are how many got better and how many worse; None where nothing is compared.
    """

    section: Section
    counts: tuple[int, int] | None = None
    since: str = ""
    fell: tuple[str, ...] = ()


def moved(asked: Asked) -> Moved:
    """What changed at the entity and below it; the reason where its past is not to be seen."""
    allowed = may_see_past(asked.viewer, asked.entity)
    if not allowed:
        return Moved(Section(TITLE, (allowed.why,), method=METHOD))
    found = compare(asked.viewer, asked.period.before, asked.period.end, asked.entity)
    if found.first is None or found.last is None or found.first == found.last:
        return Moved(Section(TITLE, found.notes, method=METHOD))
    since, until = short_day(found.first.day), short_day(found.last.day)
    worse = [one for one in found.changes if direction(one) > 0]
    better = sum(direction(one) < 0 for one in found.changes)
    said = gettext("Compared are the nights of %(since)s and %(until)s.") % {
        "since": since,
        "until": until,
    }
    rest = len(found.changes) - SHOWN
    table = Table(
        title=gettext("States that changed between %(since)s and %(until)s")
        % {"since": since, "until": until},
        columns=COLUMNS,
        rows=tuple(row_of(one) for one in found.changes[:SHOWN]),
        empty=gettext("No state changed."),
        more=gettext("And %(rest)s more in the list of changes") % {"rest": f"{rest:,}"}
        if rest > 0
        else "",
        where=address_of(asked),
    )
    section = Section(TITLE, (said, *found.notes), (table,), METHOD)
    return Moved(section, (better, len(worse)), since, tuple(map(name_of, worse)))


def direction(change: Change) -> int:
    """Above nought where it got worse, below where better; a new entity did neither."""
    return WEIGHT[change.after] - WEIGHT[change.before] if change.before else 0


def name_of(change: Change) -> str:
    """Language access at Clinic"""
    return gettext("%(principle)s at %(entity)s") % {
        "principle": change.principle.short_name,
        "entity": change.entity.short_name,
    }


def row_of(change: Change) -> tuple[str | Mark, ...]:
    """A change with the states that it lies between."""
    before = mark(change.before) if change.before else gettext("New")
    why = " ".join(filter(None, [change.moved, *change.reasons]))
    return name_of(change), before, mark(change.after), why


def mark(state: State) -> Mark:
    return Mark(state.value, state.label)


def address_of(asked: Asked) -> str:
    """The page that lists all of them."""
    return address(
        "status_changes",
        since=asked.period.before.isoformat(),
        until=asked.period.end.isoformat(),
        entity=asked.entity.pk,
    )
