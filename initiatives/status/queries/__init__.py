"""The matrix of principles and entities, one cell of it, and where each initiative stands."""

from initiatives.status.decisions import Decision, decisions
from initiatives.status.queries.by_initiative import Served, served, under_way_at
from initiatives.status.queries.cells import Cell
from initiatives.status.queries.matrix import (
    Column,
    Matrix,
    Row,
    cell,
    matrix,
    principle_summary,
)
from initiatives.status.queries.rule_sets import rule_sets, rules_in_force

__all__ = [
    "Cell",
    "Column",
    "Decision",
    "Matrix",
    "Row",
    "Served",
    "cell",
    "decisions",
    "matrix",
    "principle_summary",
    "rule_sets",
    "rules_in_force",
    "served",
    "under_way_at",
]
