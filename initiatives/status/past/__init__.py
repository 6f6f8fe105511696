"""What the status was: snapshots read over time, and compared.

`sight` says who sees which of it, `series` follows a number of one cell, `charting` judges and
draws it, `moving` says where the tree of entities changed, `comparing` what changed between two
nights.
"""

from initiatives.status.past.charting import Trend, trend, usual_step
from initiatives.status.past.comparing import Change, Comparison, compare, since_last_look
from initiatives.status.past.moving import Move
from initiatives.status.past.series import Point
from initiatives.status.past.sight import is_in_sight, last_look, may_see_past

__all__ = [
    "Change",
    "Comparison",
    "Move",
    "Point",
    "Trend",
    "compare",
    "is_in_sight",
    "last_look",
    "may_see_past",
    "since_last_look",
    "trend",
    "usual_step",
]
