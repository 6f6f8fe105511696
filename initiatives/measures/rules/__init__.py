"""The rules of measures: who may, what an observation must be, when periods start and end."""

from initiatives.measures.rules.access import (
    ENTITY,
    hidden_signals,
    holds_data,
    may_approve,
    may_change_vocabulary,
    may_define,
    may_dismiss_signal,
    may_keep_vocabularies,
    may_record,
    visible_imports,
    visible_measures,
    visible_signals,
    visible_stratifications,
)
from initiatives.measures.rules.charting import may_approve_phase, may_withdraw_phase
from initiatives.measures.rules.periods import label_of, periods_between

__all__ = [
    "ENTITY",
    "hidden_signals",
    "holds_data",
    "label_of",
    "may_approve",
    "may_approve_phase",
    "may_change_vocabulary",
    "may_define",
    "may_dismiss_signal",
    "may_keep_vocabularies",
    "may_record",
    "may_withdraw_phase",
    "periods_between",
    "visible_imports",
    "visible_measures",
    "visible_signals",
    "visible_stratifications",
]
