"""The rules of accountability: who may, when something is overdue, which step has come."""

from initiatives.accountability.rules.access import (
    hidden_commitments,
    may_act,
    may_change,
    may_keep_policies,
    may_promise,
    may_snooze,
    named_on_commitment,
    overseen_engine,
    visible_commitments,
    visible_policies,
)
from initiatives.accountability.rules.dates import days_until_due, is_overdue

__all__ = [
    "days_until_due",
    "hidden_commitments",
    "is_overdue",
    "may_act",
    "may_change",
    "may_keep_policies",
    "may_promise",
    "may_snooze",
    "named_on_commitment",
    "overseen_engine",
    "visible_commitments",
    "visible_policies",
]
