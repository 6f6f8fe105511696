"""The board pack: what an executive takes into a meeting, as a tagged PDF or as slides to edit.

`compose` gathers and words it from what the viewer may see: `standing`, `moved`, `deciding`,
`differing`, `charting`, `falling_short`, `answering`, `sentences`, `methods`. What comes of it is
plain data (`parts`). `make` turns that into a file and asks the database nothing.
docs/board-pack.md says what is in it.
"""

from initiatives.status.pack.asking import HIDDEN, may_make
from initiatives.status.pack.composing import compose
from initiatives.status.pack.making import FORMATS, KINDS, PAPERS, Kind, kind_of, make
from initiatives.status.pack.parts import Pack
from initiatives.status.pack.periods import Period, latest_quarter, period_of, read_period

__all__ = [
    "FORMATS",
    "HIDDEN",
    "KINDS",
    "PAPERS",
    "Kind",
    "Pack",
    "Period",
    "compose",
    "kind_of",
    "latest_quarter",
    "make",
    "may_make",
    "period_of",
    "read_period",
]
