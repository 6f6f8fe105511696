"""Shortfalls, measures and signals as tables. None of them shows a figure of a small group."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from initiatives.base import clock
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.references import key_of
from initiatives.exports.tables.shapes import Row, Table, day_of, name, yes
from initiatives.measures import queries as measures
from initiatives.measures.filters import MeasureFilter, SignalFilter
from initiatives.measures.rules.lateness import overdue_since
from initiatives.people.models import User
from initiatives.shortfalls import queries as shortfalls
from initiatives.shortfalls.filters import ShortfallFilter
from initiatives.shortfalls.models import Shortfall


def shortfall_cells(viewer: User, rows: QuerySet[Any]) -> Iterator[tuple[int, Row]]:
    """As the log has always been exported; the size is masked there."""
    for row in shortfalls.exported(viewer, rows):
        key = key_of(str(row[0]), Shortfall.prefix)
        assert key is not None
        yield key, tuple(row)


def measure_cells(viewer: User, rows: QuerySet[Any]) -> Iterator[tuple[int, Row]]:
    for one in rows:
        definition = one.in_force[0] if one.in_force else None
        late = None
        if definition is not None:
            zone = (one.owner or viewer).time_zone
            begun = day_of(one.owner or viewer, definition.approved_at)
            assert begun is not None
            terms = (definition.frequency, definition.due_days, one.latest, begun)
            late = overdue_since(clock.today(zone), *terms)
        yield (
            one.pk,
            (
                *(one.reference, one.name, one.get_kind_display(), one.initiative.reference),
                *(one.initiative.title, one.initiative.entity.name, name(one.owner)),
                definition.get_frequency_display() if definition else "",
                *(one.latest, late, definition.number if definition else ""),
                day_of(viewer, definition.approved_at) if definition else None,
                yes(one.draft_waits),
            ),
        )


def signal_cells(viewer: User, rows: QuerySet[Any]) -> Iterator[tuple[int, Row]]:
    for one in rows:
        about, promise = one.measure.initiative, one.commitment
        yield (
            one.pk,
            (
                *(one.reference, one.title, one.get_kind_display(), one.measure.reference),
                *(one.measure.name, about.reference, about.title, about.entity.name),
                *(one.begins, one.ends, promise.owner.name if promise else ""),
                *(day_of(viewer, one.created_at), one.get_state_display()),
            ),
        )


SHORTFALLS = Table(
    "shortfalls",
    _("Shortfall log"),
    shortfalls.shortfalls,
    ShortfallFilter,
    tuple(column.replace("_", " ").capitalize() for column in shortfalls.COLUMNS),
    shortfall_cells,
)
MEASURES = Table(
    "measures",
    _("Measures"),
    measures.measures,
    MeasureFilter,
    (
        *("Reference", "Measure", "Kind", "Initiative (reference)", "Initiative", "Entity"),
        *("Owner", "Frequency", "Latest data of the period from", "Data overdue since"),
        *("Definition in force (number)", "Approved on", "A definition waits for approval"),
    ),
    measure_cells,
)
SIGNALS = Table(
    "signals",
    _("Signals"),
    measures.signals,
    SignalFilter,
    (
        *("Reference", "What was seen", "Kind", "Measure (reference)", "Measure"),
        *("Initiative (reference)", "Initiative", "Entity", "Data from", "Data until"),
        *("Who is asked", "Seen on", "State"),
    ),
    signal_cells,
)
