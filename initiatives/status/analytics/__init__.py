"""How the portfolio as a whole fares, each figure with its definition and what it is out of.

`cohort` says of what and of when, `kaplan_meier` follows what has not ended yet, and each figure
has a module: `stages`, `sustained`, `covered`, `gaps`, `found`, `heard`, `lasting`. `whole` puts
them together, `exporting` writes them as a table, `drawing` draws. See docs/analytics.md.
"""

from initiatives.status.analytics.cohort import Cohort, mismatch
from initiatives.status.analytics.definitions import DEFINITIONS, Definition
from initiatives.status.analytics.drawing import curve_chart
from initiatives.status.analytics.exporting import COLUMNS, exported
from initiatives.status.analytics.figures import ENOUGH, Line
from initiatives.status.analytics.whole import Analytics, analytics

__all__ = [
    "COLUMNS",
    "DEFINITIONS",
    "ENOUGH",
    "Analytics",
    "Cohort",
    "Definition",
    "Line",
    "analytics",
    "curve_chart",
    "exported",
    "mismatch",
]
