"""The rules of measures: who may, what an observation must be, when periods start and end."""

from initiatives.measures.rules.access import (
    holds_data,
    may_approve,
    may_define,
    may_record,
    visible_measures,
    visible_stratifications,
)

__all__ = [
    "holds_data",
    "may_approve",
    "may_define",
    "may_record",
    "visible_measures",
    "visible_stratifications",
]
