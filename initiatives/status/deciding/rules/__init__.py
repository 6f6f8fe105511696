"""The rules of decisions: who may take which, and what comes first."""

from initiatives.status.deciding.rules.access import (
    Subject,
    kind_of,
    may_decide,
    offered,
    visible_rulings,
)
from initiatives.status.deciding.rules.ranking import (
    MOST,
    Action,
    Decision,
    most_pressing,
    ranked,
    weight_of,
)

__all__ = [
    "MOST",
    "Action",
    "Decision",
    "Subject",
    "kind_of",
    "may_decide",
    "most_pressing",
    "offered",
    "ranked",
    "visible_rulings",
    "weight_of",
]
