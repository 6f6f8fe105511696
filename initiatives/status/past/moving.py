"""Where the tree of entities changed between nights, by the tree that each night kept."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby, pairwise

from django.db.models import Count
from django.utils.translation import gettext as _

from initiatives.base.days import short_day
from initiatives.framework.models import Principle
from initiatives.people import queries as people
from initiatives.people.models import Entity, User
from initiatives.status.models import SnapshotCell
from initiatives.status.past.turning import turns
from initiatives.status.past.wording import Move

Night = tuple[int, date, list[int]]  # entity, day, lineage


def moves(
    viewer: User, principle: Principle, entity: Entity, days: Sequence[date]
) -> tuple[Move, ...]:
    """What came to an entity, left it, or moved it, between these nights; the first one first.

    By the trees of the nights what was moved, and what was merged, set apart and split as well.

    The shape of the system is known to everyone, so an entity out of sight may be named.
    """
    nights = SnapshotCell.objects.filter(principle=principle, snapshot__in=days).order_by()
    moved = nights.values("entity").annotate(places=Count("lineage", distinct=True))
    rows = nights.filter(entity__in=moved.filter(places__gt=1).values("entity"))
    found = list(
        rows.order_by("entity_id", "snapshot_id").values_list("entity_id", "snapshot_id", "lineage")
    )
    steps = [step for step in steps_of(found) if concerns(step, entity)]
    named = {pk for step in steps for night in step for pk in (*night[2][-2:],)}
    names = {pk: str(one) for pk, one in people.entities(viewer).in_bulk(list(named)).items()}
    made = [Move(after[1], said(before, after, entity, names)) for before, after in steps]
    made += turns(viewer, entity, days)
    return tuple(sorted(made, key=lambda move: move.since))


def steps_of(nights: Sequence[Night]) -> Iterator[tuple[Night, Night]]:
    """Each pair of nights between which an entity itself was moved, not what it hangs on."""
    for _entity, of_one in groupby(nights, key=lambda night: night[0]):
        for before, after in pairwise(of_one):
            if before[2][-2:] != after[2][-2:]:
                yield before, after


def concerns(step: tuple[Night, Night], entity: Entity) -> bool:
    """Whether it moved the entity, or changed what counts at it."""
    before, after = step
    return before[0] == entity.pk or (entity.pk in before[2]) != (entity.pk in after[2])


def said(before: Night, after: Night, entity: Entity, names: dict[int, str]) -> str:
    """What a move means at an entity."""
    one, until, since = names[before[0]], short_day(before[1]), short_day(after[1])
    was, now = parent_of(before, names), parent_of(after, names)
    if before[0] == entity.pk:
        return _("%(one)s was part of %(was)s until %(until)s, and of %(now)s since %(since)s.") % {
            "one": one,
            "was": was,
            "until": until,
            "now": now,
            "since": since,
        }
    if entity.pk in after[2]:
        return _("%(one)s was part of %(was)s until %(until)s; it counts here since %(since)s.") % {
            "one": one,
            "was": was,
            "until": until,
            "since": since,
        }
    return _("%(one)s counted here until %(until)s; since %(since)s it is part of %(now)s.") % {
        "one": one,
        "until": until,
        "since": since,
        "now": now,
    }


def parent_of(night: Night, names: dict[int, str]) -> str:
    """What an entity hung on; a root on nothing."""
    above = night[2][:-1]
    return names[above[-1]] if above else _("no other entity")
