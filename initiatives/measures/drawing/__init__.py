"""Charts drawn as SVG: one drawing for page, dark mode, print, PNG and download."""

from initiatives.measures.drawing.shapes import (
    ControlChart,
    Dot,
    DotPlot,
    Note,
    Row,
    Scale,
    Stretch,
)

__all__ = ["ControlChart", "Dot", "DotPlot", "Note", "Row", "Scale", "Stretch"]
