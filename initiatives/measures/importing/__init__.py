"""Reading files of observations: a file goes in; rows, and what is wrong with them, come out.

Nothing here touches the database. `docs/observations.md` says how each column is read.
"""

from initiatives.measures.importing.long import LIMITS, read_long
from initiatives.measures.importing.shapes import Counted, Problem, Reading

__all__ = ["LIMITS", "Counted", "Problem", "Reading", "read_long"]
