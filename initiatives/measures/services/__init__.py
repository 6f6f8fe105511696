"""What can be done with measures: define, approve, record; and loading of vocabularies."""

from initiatives.measures.services.charting import (
    add_annotation,
    approve_phase,
    propose_phase,
    remove_annotation,
    withdraw_phase,
)
from initiatives.measures.services.data_due import promise_data
from initiatives.measures.services.defining import (
    Terms,
    approve_definition,
    define_measure,
    revise_definition,
    revise_measure,
)
from initiatives.measures.services.grouping import choose_intersection, choose_reference
from initiatives.measures.services.importing import (
    Imported,
    discard_observations,
    import_observations,
    preview_observations,
    remap_observations,
    write_observations,
)
from initiatives.measures.services.method import link_cycle, link_driver
from initiatives.measures.services.recording import note_counts_seen, record_observations
from initiatives.measures.services.reviewing import record_review
from initiatives.measures.services.signals import settle_signal
from initiatives.measures.services.trying import Recorded
from initiatives.measures.services.vocabularies import load_entities, load_stratification
from initiatives.measures.services.vocabulary_turns import (
    offer_vocabulary,
    put_vocabularies_in_force,
    retire_vocabulary,
)
from initiatives.measures.services.watching import watch, watch_all, watch_overdue

__all__ = [
    "Imported",
    "Recorded",
    "Terms",
    "add_annotation",
    "approve_definition",
    "approve_phase",
    "choose_intersection",
    "choose_reference",
    "define_measure",
    "discard_observations",
    "import_observations",
    "link_cycle",
    "link_driver",
    "load_entities",
    "load_stratification",
    "note_counts_seen",
    "offer_vocabulary",
    "preview_observations",
    "promise_data",
    "propose_phase",
    "put_vocabularies_in_force",
    "record_observations",
    "record_review",
    "remap_observations",
    "remove_annotation",
    "retire_vocabulary",
    "revise_definition",
    "revise_measure",
    "settle_signal",
    "watch",
    "watch_all",
    "watch_overdue",
    "withdraw_phase",
    "write_observations",
]
