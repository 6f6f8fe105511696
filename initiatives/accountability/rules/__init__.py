"""The rules of accountability: who may, when something is overdue, which step has come."""

from initiatives.accountability.rules.access import (
    may_act,
    may_change,
    may_promise,
    visible_commitments,
)
from initiatives.accountability.rules.dates import days_until_due, is_overdue

__all__ = [
    "days_until_due",
    "is_overdue",
    "may_act",
    "may_change",
    "may_promise",
    "visible_commitments",
]
