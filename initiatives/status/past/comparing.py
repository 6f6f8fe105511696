"""What changed between two nights: the cells whose state is another one, the gravest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext

from initiatives.base.days import short_day
from initiatives.base.lazy import gettext_lazy as _
from initiatives.framework.models import Principle
from initiatives.people import queries as people
from initiatives.people.models import Entity, User
from initiatives.status.choices import State
from initiatives.status.models import Snapshot, SnapshotCell
from initiatives.status.past.sight import last_look, visible_cells
from initiatives.status.past.turning import turns_between
from initiatives.status.rules import GRAVITY

WEIGHT = {state: weight for weight, state in enumerate(reversed(GRAVITY))}
NOTHING_KEPT = _(
    "No night is kept yet. The first is kept tonight; what changes shows from then on."
)
ONE_KEPT = _("Only one night lies in this period, so there is nothing to compare yet.")
OTHER_RULES = _(
    "The first night was judged by {}, the last one by {}: a state can differ for that alone."
)
OTHER_EDITION = _(
    "Other principles came into force between the two nights, so their cells are not compared."
)


@dataclass(frozen=True)
class Change:
    """A cell whose state changed, and why it is as it is. `before` is None where the entity is new.

    `moved` says where the entity hung then, if elsewhere.
    """

    principle: Principle
    entity: Entity
    before: State | None
    after: State
    reasons: tuple[str, ...]
    moved: str = ""

    @property
    def sentence(self) -> str:
        """What happened, for those who see no marks."""
        what = gettext("%(short_name)s at %(entity)s") % {
            "short_name": self.principle.short_name,
            "entity": self.entity,
        }
        if self.before is None:
            return gettext("%(what)s is %(after)s; the entity is new.") % {
                "what": what,
                "after": self.after.label.lower(),
            }
        return gettext("%(what)s was %(before)s and is %(after)s.") % {
            "what": what,
            "before": self.before.label.lower(),
            "after": self.after.label.lower(),
        }

    @property
    def rank(self) -> tuple[int, int, int, int, str]:
        """The gravest state first, then what fell furthest, then the higher entity."""
        now = WEIGHT[self.after]
        fell = now - (WEIGHT[self.before] if self.before else 0)
        return -now, -fell, len(self.entity.lineage), self.principle.number, self.entity.name


@dataclass(frozen=True)
class Comparison:
    """Two nights and what changed between them; `notes` says what to bear in mind."""

    first: Snapshot | None
    last: Snapshot | None
    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()


def since_last_look(viewer: User, entity: Entity | None = None) -> Comparison | None:
    """What changed since the night that stood when the viewer last looked; None if they never did.

    Until the latest night, which the live status may be ahead of.
    """
    seen_at = last_look(viewer)
    if seen_at is None:
        return None
    first = Snapshot.objects.filter(built_at__lte=seen_at).first() or earliest()
    return between(viewer, first, Snapshot.objects.first(), entity)


def compare(
    viewer: User, since: date, until: date | None = None, entity: Entity | None = None
) -> Comparison:
    """What changed between the nights of two days, each the last one kept by then.

    Before the first night that was kept, the first one stands in, and a note says so.
    """
    first, last = night_of(since), night_of(until) if until else Snapshot.objects.first()
    if first is None:
        first = earliest()
    found = between(viewer, first, last, entity)
    if first is None or first.day <= since:
        return found
    note = gettext("Nothing was kept before %(day)s, so this starts there.") % {
        "day": short_day(first.day)
    }
    return Comparison(found.first, found.last, found.changes, (note, *found.notes))


def night_of(day: date) -> Snapshot | None:
    """The last night that was kept by a day."""
    return Snapshot.objects.filter(day__lte=day).first()


def earliest() -> Snapshot | None:
    """The first night that was kept."""
    return Snapshot.objects.order_by("day").first()


def between(
    viewer: User, first: Snapshot | None, last: Snapshot | None, entity: Entity | None
) -> Comparison:
    """What changed between two nights, of what is in sight, at or below an entity if given."""
    if first is None:
        return Comparison(None, None, notes=(NOTHING_KEPT,))
    if last is None or last.day <= first.day:
        return Comparison(first, first, notes=(ONE_KEPT,))
    if first.framework_id != last.framework_id:
        return Comparison(first, last, notes=(OTHER_EDITION,))
    notes: tuple[str, ...] = ()
    if first.rules_version != last.rules_version:
        notes = (OTHER_RULES.format(first.rules_version, last.rules_version),)
    notes += turns_between(viewer, first, last, entity)
    changes = changes_of(viewer, changed(viewer, first, last, entity))
    return Comparison(first, last, changes, notes)


def changed(
    viewer: User, first: Snapshot, last: Snapshot, entity: Entity | None
) -> QuerySet[SnapshotCell]:
    """The cells of the last night that had another state on the first, or were not there.

    At or below an entity by the tree of either night: what came and what left are both told.
    """
    then = SnapshotCell.objects.filter(
        snapshot=first, principle=OuterRef("principle"), entity=OuterRef("entity")
    )
    rows = visible_cells(viewer).filter(snapshot=last)
    rows = rows.annotate(
        was=Subquery(then.values("state")), was_in=Subquery(then.values("lineage"))
    )
    if entity is not None:
        below = [entity.pk]
        rows = rows.filter(Q(lineage__contains=below) | Q(was_in__contains=below))
    new = Q(was__isnull=True) & ~Q(state=State.UNKNOWN)
    other = Q(was__isnull=False) & ~Q(was=F("state"))
    return rows.filter(new | other).select_related("principle", "entity")


def changes_of(viewer: User, cells: Iterable[Any]) -> tuple[Change, ...]:
    """The changes in their order, with where an entity hung then where it was moved."""
    rows = list(cells)
    former = {cell.was_in[-2] for cell in rows if was_moved(cell)}
    names = {pk: str(one) for pk, one in people.entities(viewer).in_bulk(list(former)).items()}
    found = [
        Change(
            principle=cell.principle,
            entity=cell.entity,
            before=State(cell.was) if cell.was else None,
            after=State(cell.state),
            reasons=tuple(cell.reasons),
            moved=gettext("It was part of %(names)s then.") % {"names": names[cell.was_in[-2]]}
            if was_moved(cell)
            else "",
        )
        for cell in rows
    ]
    return tuple(sorted(found, key=lambda change: change.rank))


def was_moved(cell: Any) -> bool:
    """Whether the entity hung on another one."""
    return bool(cell.was_in) and len(cell.was_in) > 1 and cell.was_in[-2:] != cell.lineage[-2:]
