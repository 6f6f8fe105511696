"""The rules of the portfolio: who may, what a charter says, what a gate asks."""

from initiatives.portfolio.rules.access import (
    editable_initiatives,
    is_on_it,
    may_approve,
    may_assess,
    may_create,
    may_edit,
    may_go,
    may_hand_over,
    may_import,
    may_move,
    may_override,
    overseen_imports,
    visible_cycles,
    visible_drivers,
    visible_initiatives,
    visible_reviews,
)
from initiatives.portfolio.rules.reviewing import may_review, may_score

__all__ = [
    "editable_initiatives",
    "is_on_it",
    "may_approve",
    "may_assess",
    "may_create",
    "may_edit",
    "may_go",
    "may_hand_over",
    "may_import",
    "may_move",
    "may_override",
    "may_review",
    "may_score",
    "overseen_imports",
    "visible_cycles",
    "visible_drivers",
    "visible_initiatives",
    "visible_reviews",
]
