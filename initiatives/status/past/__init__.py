"""What the status was: snapshots read over time, and compared.

`sight` says who sees which of it, `series` follows a number of one cell, `charting` judges and
draws it, `moving` says where the tree of entities changed, `comparing` what changed between two
nights, and `asking` which two those are.
"""

from initiatives.status.past.asking import changes, months_before
from initiatives.status.past.charting import Trend, trend, usual_step
from initiatives.status.past.comparing import Change, Comparison
from initiatives.status.past.months import ByTime, Kept, by_time, kept, ways
from initiatives.status.past.moving import Move
from initiatives.status.past.series import Point
from initiatives.status.past.sight import is_in_sight, last_look, may_see_past

__all__ = [
    "ByTime",
    "Change",
    "Comparison",
    "Kept",
    "Move",
    "Point",
    "Trend",
    "by_time",
    "changes",
    "is_in_sight",
    "kept",
    "last_look",
    "may_see_past",
    "months_before",
    "trend",
    "usual_step",
    "ways",
]
