"""What was merged, set apart and split off between nights.

From the night after its merging on an entity has no cells of its own: what it has counts at the
one that it became part of. The nights before stay as they were.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from initiatives.base.days import short_day
from initiatives.people import queries as people
from initiatives.people.choices import Turn
from initiatives.people.models import Entity, Succession, User
from initiatives.people.rules import entity_ids_in_sight
from initiatives.status.models import Snapshot
from initiatives.status.past.wording import Move

Built = Sequence[tuple[date, datetime]]


def turns(viewer: User, entity: Entity, days: Sequence[date]) -> list[Move]:
    """What concerned an entity, each at the night at which it shows, of those that are kept."""
    found = [turn for turn in people.turns_about(viewer, entity) if concerns(turn, entity)]
    if not found:
        return []
    nights = Snapshot.objects.filter(day__in=days).order_by("day")
    built = list(nights.values_list("day", "built_at"))
    shown = ((shows_at(turn, entity, built), turn) for turn in found)
    return [Move(day, said(turn, entity)) for day, turn in shown if day]


def shows_at(turn: Succession, entity: Entity, built: Built) -> date | None:
    """The first night after it, but its own last one for what was merged; None where none is."""
    before = [day for day, at in built if at <= turn.at]
    after = [day for day, at in built if at > turn.at]
    if turn.entity_id == entity.pk and turn.turn == Turn.MERGED:
        return before[-1] if before else None
    starts_here = turn.entity_id == entity.pk and turn.turn == Turn.SPLIT
    return after[0] if after and (before or starts_here) else None


def turns_between(
    viewer: User, first: Snapshot, last: Snapshot, entity: Entity | None
) -> tuple[str, ...]:
    """What happened between two nights, in sight or at an entity, in sentences."""
    found = people.turns_about(viewer, entity).filter(at__gt=first.built_at, at__lte=last.built_at)
    seen = entity_ids_in_sight(viewer)
    return tuple(
        said(turn, entity) for turn in found if seen.intersection((turn.entity_id, turn.other_id))
    )


def concerns(turn: Succession, entity: Entity) -> bool:
    """Whether it is of the entity, or changed what counts there."""
    return entity.pk in (turn.entity_id, turn.other_id) or came(turn, entity) or left(turn, entity)


def came(turn: Succession, entity: Entity | None) -> bool:
    """Whether what it was about counts at an entity only since then."""
    if entity is None or not turn.lineage_before or entity.pk == turn.entity_id:
        return False
    return entity.pk in turn.lineage_after and entity.pk not in turn.lineage_before


def left(turn: Succession, entity: Entity | None) -> bool:
    """Whether what it was about counted at an entity only until then."""
    if entity is None or entity.pk == turn.entity_id:
        return False
    return entity.pk in turn.lineage_before and entity.pk not in turn.lineage_after


def said(turn: Succession, entity: Entity | None) -> str:
    """What happened, and what it means at an entity."""
    one, other, day = turn.entity, turn.other, short_day(turn.day)
    if turn.turn == Turn.SPLIT:
        return _("%(one)s was split off from %(other)s on %(day)s.") % {
            "one": one,
            "other": other,
            "day": day,
        }
    if turn.turn == Turn.APART:
        since = _("it counts here") if came(turn, entity) else _("it stands for itself")
        return _("%(one)s was part of %(other)s until %(day)s; %(since)s since then.") % {
            "one": one,
            "other": other,
            "day": day,
            "since": since,
        }
    if left(turn, entity):
        return _("%(one)s counted here until it became part of %(other)s on %(day)s.") % {
            "one": one,
            "other": other,
            "day": day,
        }
    since = _("; what it has counts here since then.") if came(turn, entity) else "."
    return _("%(one)s became part of %(other)s on %(day)s%(since)s") % {
        "one": one,
        "other": other,
        "day": day,
        "since": since,
    }
