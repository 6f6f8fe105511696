"""Reading measures, their vocabularies, and what was observed.

`cells` reads what stands recorded, `masking` decides what of it is masked, `published` is a measure
as one viewer sees it. From that: `charts` (judged and drawn), `windows` and `pools` (sums over
time, and where two vocabularies meet), `gaps` (groups compared), `trends` (gaps over time), and
`completeness`.
"""

from initiatives.measures.queries.cells import Cell, vocabularies_with_figures
from initiatives.measures.queries.charting import (
    all_phases,
    annotation,
    annotations,
    intersection,
    periods_with_data,
    phase,
    phases,
    proposed_phases,
    references,
    vocabularies,
)
from initiatives.measures.queries.charts import Charted, Marks, charted, marks_of
from initiatives.measures.queries.compared import Compared
from initiatives.measures.queries.completeness import Completeness, completeness_of
from initiatives.measures.queries.editions import (
    ForeseenVocabulary,
    foreseen_vocabularies,
    measures_by,
    versions_of_vocabulary,
    vocabulary,
    vocabulary_before,
    vocabulary_events,
    vocabulary_in_force,
    vocabulary_text,
)
from initiatives.measures.queries.gaps import NO_GROUPS, Disparities, disparities, disparities_of
from initiatives.measures.queries.imports import observation_import, observation_imports
from initiatives.measures.queries.measures import definitions, measure, measures, stratifications
from initiatives.measures.queries.method import (
    cycles_measured,
    cycles_on,
    drivers_measured,
    features,
    features_at,
    linked_to_cycle,
    linked_to_driver,
)
from initiatives.measures.queries.observations import (
    earlier,
    observation,
    observations,
    place_of,
    recorded_periods,
    standing_before,
    standing_in,
    what_stands,
)
from initiatives.measures.queries.pools import Crossed, Taken, crossed, taken
from initiatives.measures.queries.progress import progress, proposal_of
from initiatives.measures.queries.published import (
    Published,
    everything,
    for_everyone,
    published,
    published_cells,
)
from initiatives.measures.queries.signals import data_due, proposable_signals, signal, signals
from initiatives.measures.queries.suggesting import SuggestedPhase, suggested_phase
from initiatives.measures.queries.tidy import COLUMNS, tidy
from initiatives.measures.queries.trends import gaps_over_time, reference_stratum
from initiatives.measures.queries.windows import Window, window, windows

__all__ = [
    "COLUMNS",
    "NO_GROUPS",
    "Cell",
    "Charted",
    "Compared",
    "Completeness",
    "Crossed",
    "Disparities",
    "ForeseenVocabulary",
    "Marks",
    "Published",
    "SuggestedPhase",
    "Taken",
    "Window",
    "all_phases",
    "annotation",
    "annotations",
    "charted",
    "completeness_of",
    "crossed",
    "cycles_measured",
    "cycles_on",
    "data_due",
    "definitions",
    "disparities",
    "disparities_of",
    "drivers_measured",
    "earlier",
    "everything",
    "features",
    "features_at",
    "for_everyone",
    "foreseen_vocabularies",
    "gaps_over_time",
    "intersection",
    "linked_to_cycle",
    "linked_to_driver",
    "marks_of",
    "measure",
    "measures",
    "measures_by",
    "observation",
    "observation_import",
    "observation_imports",
    "observations",
    "periods_with_data",
    "phase",
    "phases",
    "place_of",
    "progress",
    "proposable_signals",
    "proposal_of",
    "proposed_phases",
    "published",
    "published_cells",
    "recorded_periods",
    "reference_stratum",
    "references",
    "signal",
    "signals",
    "standing_before",
    "standing_in",
    "stratifications",
    "suggested_phase",
    "taken",
    "tidy",
    "versions_of_vocabulary",
    "vocabularies",
    "vocabularies_with_figures",
    "vocabulary",
    "vocabulary_before",
    "vocabulary_events",
    "vocabulary_in_force",
    "vocabulary_text",
    "what_stands",
    "window",
    "windows",
]
