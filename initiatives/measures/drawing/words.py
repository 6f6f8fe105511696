"""What a point says when it is read, and what the marks of a drawing mean."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures.drawing.limits import Held
from initiatives.measures.drawing.marks import shape_of
from initiatives.measures.drawing.notes import told
from initiatives.measures.drawing.shapes import ControlChart, Dot, DotPlot
from initiatives.measures.drawing.text import figure

CAUSES = {
    "improvement": _("a sign of improvement"),
    "concern": _("a sign of concern"),
    "high": _("unusually high"),
    "low": _("unusually low"),
}
MARKS = {
    "common": _("Chance variation"),
    "improvement": _("Sign of improvement"),
    "concern": _("Sign of concern"),
    "high": _("Unusually high"),
    "low": _("Unusually low"),
    "excluded": _("Left out of the limits"),
    "provisional": _("Not final yet"),
    "masked": _("Hidden: too few people"),
    "trial": _("Limits on trial"),
}
TONES = {
    "worse": _("Worse"),
    "better": _("Better"),
    "same": _("No difference seen"),
    "reference": _("Compared with"),
    "few": _("Too few to say"),
}


def legend(*drawings: ControlChart | DotPlot) -> list[tuple[str, str]]:
    """The marks that occur in these drawings, each with its words; `swatch` draws them."""
    found: set[str] = set()
    for drawing in drawings:
        found |= tones_in(drawing) if isinstance(drawing, DotPlot) else shapes_in(drawing)
    return [(shape, words) for shape, words in (TONES | MARKS).items() if shape in found]


def tones_in(plot: DotPlot) -> set[str]:
    return {row.tone for row in plot.rows}


def shapes_in(chart: ControlChart) -> set[str]:
    shapes = {shape_of(dot) for dot in chart.dots}
    if any(is_provisional(dot) for dot in chart.dots):
        shapes.add("provisional")
    if any(stretch.on_trial for stretch in chart.stretches):
        shapes.add("trial")
    return shapes


def is_provisional(dot: Dot) -> bool:
    return dot.provisional and dot.value is not None and not dot.masked


def sayings(chart: ControlChart, stretches: Sequence[Held]) -> Iterator[str]:
    """What each point says when it is read: `Mar 2026: 78.2 %, above the upper limit`."""
    happened = told(chart)
    beyond = places(stretches, chart.dots)
    for point, dot in enumerate(chart.dots, 1):
        words = f"{dot.label}: {', '.join(facts(dot, chart.unit, beyond.get(point, '')))}"
        yield f"{words}. {happened[point]}" if point in happened else words


def places(stretches: Iterable[Held], dots: Sequence[Dot]) -> dict[int, str]:
    """Which points lie beyond a limit, and beyond which."""
    found = {}
    for stretch in stretches:
        bounds = zip(stretch.lower, stretch.upper, strict=True)
        for point, (lower, upper) in enumerate(bounds, stretch.start):
            value = dots[point - 1].value
            if value is not None and upper is not None and value > upper:
                found[point] = gettext("above the upper limit")
            elif value is not None and lower is not None and value < lower:
                found[point] = gettext("below the lower limit")
    return found


def facts(dot: Dot, unit: str, beyond: str) -> Iterator[str]:
    """A point's figure and what there is to say of it; no figure of a masked one."""
    shape = shape_of(dot)
    if shape == "masked":
        yield gettext("hidden, too few people")
    elif dot.value is None:
        yield gettext("no figure")
    else:
        yield figure(dot.value, unit)
        if shape == "excluded":
            yield gettext("left out of the limits")
        else:
            yield from map(str, filter(None, (beyond, CAUSES.get(shape, ""))))
        if dot.provisional:
            yield gettext("not final yet")
