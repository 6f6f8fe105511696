"""The evidence for an outside framework, through the principles that its requirements link to.

Nothing here judges: what is recorded is counted and listed, from what the viewer may see. The
counts come from a few grouped statements, and each carries the query string of its list.
"""

from initiatives.status.evidence.counting import Counts, counts
from initiatives.status.evidence.exporting import COLUMNS, exported, promised
from initiatives.status.evidence.gathering import Asked, Evidence, Linked, evidence
from initiatives.status.evidence.listing import Backing, backing
from initiatives.status.evidence.scope import Scope, period_complaint

__all__ = [
    "COLUMNS",
    "Asked",
    "Backing",
    "Counts",
    "Evidence",
    "Linked",
    "Scope",
    "backing",
    "counts",
    "evidence",
    "exported",
    "period_complaint",
    "promised",
]
