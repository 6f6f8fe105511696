"""The rules of the portfolio: who may, what a charter says, what a gate asks."""

from initiatives.portfolio.rules.access import (
    may_assess,
    may_create,
    may_edit,
    may_import,
    may_move,
    visible_initiatives,
)

__all__ = [
    "may_assess",
    "may_create",
    "may_edit",
    "may_import",
    "may_move",
    "visible_initiatives",
]
