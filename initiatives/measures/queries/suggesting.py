"""Where a new phase of a chart may be proposed; nothing of it is applied by itself."""

from dataclasses import dataclass
from datetime import date

from initiatives.measures import spc
from initiatives.measures.models import Measure
from initiatives.measures.queries.charts import charted
from initiatives.measures.queries.published import published
from initiatives.people.models import User


@dataclass(frozen=True)
class SuggestedPhase:
    """A period from which a new phase may start; its limits are on trial while `points` are few."""

    starts: date
    points: int
    on_trial: bool


def suggested_phase(viewer: User, measure: Measure) -> SuggestedPhase | None:
    """From which period a new phase may be proposed, judged by what the viewer sees of everybody.

    None where nothing has shifted, or where there is already a phase or a proposal from then on.
    """
    chart = charted(published(viewer, measure))
    suggestion = spc.suggest_phase(chart.analysis) if chart.analysis else None
    if suggestion is None:
        return None
    starts = chart.periods[suggestion.first - 1]
    if measure.phases.filter(withdrawn_at=None, starts__gte=starts).exists():
        return None
    return SuggestedPhase(starts, suggestion.points, suggestion.on_trial)
