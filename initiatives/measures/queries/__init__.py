"""Reading measures, their vocabularies, and what was observed."""

from initiatives.measures.queries.measures import definitions, measure, measures, stratifications
from initiatives.measures.queries.published import Cell, Published, published

__all__ = [
    "Cell",
    "Published",
    "definitions",
    "measure",
    "measures",
    "published",
    "stratifications",
]
