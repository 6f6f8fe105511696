"""Reading files of observations: a file goes in; entries, and what is wrong with it, come out.

Nothing here touches the database. `docs/observations.md` says how each layout is read.
"""

from initiatives.measures.importing.fields import FIELDS, Field
from initiatives.measures.importing.reading import read_observations
from initiatives.measures.importing.shapes import (
    About,
    Counted,
    Decision,
    Group,
    Problem,
    Reading,
    Recall,
    Vocabulary,
)
from initiatives.measures.importing.tables import LIMITS, MOST_ROWS

__all__ = [
    "FIELDS",
    "LIMITS",
    "MOST_ROWS",
    "About",
    "Counted",
    "Decision",
    "Field",
    "Group",
    "Problem",
    "Reading",
    "Recall",
    "Vocabulary",
    "read_observations",
]
