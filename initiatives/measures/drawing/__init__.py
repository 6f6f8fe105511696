"""Charts drawn as SVG: one drawing for page, dark mode, print, PNG and download.

`shapes` says what can be drawn. Presentation attributes carry the light look; `charts.css` of the
pages changes it by class. What is masked is masked before it comes here; what comes here as masked
leaves no number in a drawing, whatever else stands beside it.
"""

from initiatives.measures.drawing.control import control_chart, small_chart
from initiatives.measures.drawing.files import png, standalone
from initiatives.measures.drawing.forest import dot_plot
from initiatives.measures.drawing.marks import swatch
from initiatives.measures.drawing.scales import shared_scale
from initiatives.measures.drawing.shapes import (
    ControlChart,
    Dot,
    DotPlot,
    Note,
    Row,
    Scale,
    Stretch,
)
from initiatives.measures.drawing.words import legend

__all__ = [
    "ControlChart",
    "Dot",
    "DotPlot",
    "Note",
    "Row",
    "Scale",
    "Stretch",
    "control_chart",
    "dot_plot",
    "legend",
    "png",
    "shared_scale",
    "small_chart",
    "standalone",
    "swatch",
]
