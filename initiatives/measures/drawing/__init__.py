"""Charts drawn as SVG: one drawing for page, dark mode, print, PNG and download.

`shapes` says what can be drawn. Presentation attributes carry the light look; `charts.css` of the
pages changes it by class. What is masked is masked before it comes here; what comes here as masked
leaves no number in a drawing, whatever else stands beside it.

A page shows both sizes, and its stylesheet chooses by the room there is:

    <figure class="chart">
      <div class="chart-wide">{control_chart(chart)}</div>
      <div class="chart-compact">{control_chart(chart, compact=True)}</div>
    </figure>
    <ul class="chart-legend"><li>{swatch(shape)} {words}</li> for each of legend(chart)</ul>

and small charts as `<ul class="chart-grid"><li><figure class="chart-small"><figcaption>`. The
strings are safe to put into a page as they are: every word in them is escaped.
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
