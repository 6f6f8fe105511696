"""What can be done with measures: define, approve, record; and loading of vocabularies."""

from initiatives.measures.services.defining import (
    Terms,
    approve_definition,
    define_measure,
    revise_definition,
    revise_measure,
)
from initiatives.measures.services.importing import Imported, import_observations
from initiatives.measures.services.recording import (
    Recorded,
    note_counts_seen,
    record_observations,
)
from initiatives.measures.services.vocabularies import load_entities, load_stratification

__all__ = [
    "Imported",
    "Recorded",
    "Terms",
    "approve_definition",
    "define_measure",
    "import_observations",
    "load_entities",
    "load_stratification",
    "note_counts_seen",
    "record_observations",
    "revise_definition",
    "revise_measure",
]
