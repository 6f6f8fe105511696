"""Small numbers: which counts to mask so that nobody can be told from what is published.

`tables` masks counts in one and in two dimensions with totals, `rates` groups with a numerator and
a denominator, `pools` sums over periods and where two vocabularies meet; `network` audits exactly
what could still be told; `calculator` answers a request.
Reliability is another question, and answered elsewhere.
"""

from initiatives.measures.suppression.calculator import answer
from initiatives.measures.suppression.circulation import Meeting, Pooled
from initiatives.measures.suppression.errors import BadTable
from initiatives.measures.suppression.network import Network, Range
from initiatives.measures.suppression.pools import Sheet, masks_of_pool
from initiatives.measures.suppression.rates import masks_of_rates
from initiatives.measures.suppression.tables import (
    THRESHOLD,
    TOTAL,
    grid_table,
    line_table,
    masks_of_grid,
    masks_of_line,
)

__all__ = [
    "THRESHOLD",
    "TOTAL",
    "BadTable",
    "Meeting",
    "Network",
    "Pooled",
    "Range",
    "Sheet",
    "answer",
    "grid_table",
    "line_table",
    "masks_of_grid",
    "masks_of_line",
    "masks_of_pool",
    "masks_of_rates",
]
