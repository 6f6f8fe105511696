"""Keeping the figures that the views show: masked once, for everything that is shown together.

What to mask follows from all groups of a period at once, so it is worked out here and kept, not in
the database. It is the mask of the pages (`measures.queries.published`): a reader of both learns
nothing more than from either.
"""

import logging
from collections.abc import Callable, Iterator

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from initiatives.base import clock
from initiatives.base.records import locked
from initiatives.measures.choices import WITH_DENOMINATOR
from initiatives.measures.models import Measure
from initiatives.measures.queries.cells import Cell, standing
from initiatives.measures.queries.published import definition_of, masked_cells
from initiatives.status.reporting.models import ReportedFigure, ReportedMeasure

logger = logging.getLogger(__name__)
BATCH = 2_000  # figures a statement


def waiting() -> QuerySet[Measure]:
    """The measures that have changed since their figures were kept: data, threshold, definition."""
    same = ReportedMeasure.objects.filter(measure=OuterRef("pk"), version=OuterRef("version"))
    return Measure.objects.filter(~Exists(same)).order_by("pk")


def refresh_figures(*, keep_going: Callable[[], bool] = lambda: True) -> int:
    """Keep the figures of every measure that waits, while `keep_going`; how many were seen to.

    Each in a transaction of its own: one that cannot be kept holds up no other.
    """
    done = 0
    for key in waiting().values_list("pk", flat=True).iterator():
        if not keep_going():
            break
        done += quietly(key)
    return done


def quietly(key: int) -> bool:
    """Whether the figures of a measure were kept; where it fails, the log tells why."""
    try:
        refresh(key)
    except Exception:
        logger.exception("The figures of M-%d could not be kept for reporting.", key)
        return False
    return True


@transaction.atomic
def refresh(key: int) -> None:
    """Keep the figures of a measure as they stand. Nothing is recorded of it meanwhile."""
    measure = locked(Measure(pk=key))
    ReportedFigure.objects.filter(measure=measure).delete()
    ReportedFigure.objects.bulk_create(figures_of(measure), batch_size=BATCH)
    ReportedMeasure.objects.update_or_create(
        measure=measure, defaults={"version": measure.version, "reported_at": clock.now()}
    )


def figures_of(measure: Measure) -> Iterator[ReportedFigure]:
    """The figures as anybody sees them who does not enter data; none before a definition holds."""
    definition = definition_of(measure)
    if definition is None:
        return
    for cell in masked_cells(measure, definition, standing(measure)).values():
        yield figure_of(measure, cell, definition.chart)


def figure_of(measure: Measure, cell: Cell, chart: str) -> ReportedFigure:
    """A cell with only the numbers that its chart shows, which are those that the mask judged.

    What an earlier definition counted otherwise may still stand beside them; it is left out.
    """
    counts = chart in WITH_DENOMINATOR
    whole = counts and cell.denominator is not None
    return ReportedFigure(
        measure=measure,
        starts=cell.starts,
        ends=cell.ends,
        stratum_id=cell.group,
        numerator=cell.numerator if whole else None,
        denominator=cell.denominator if whole else None,
        value=None if counts else cell.value,
        masked=cell.masked,
        state=cell.state,
        excluded=cell.excluded,
    )
