"""What lines mean, said at their right ends: the target, the centre, the limits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from initiatives.measures.drawing.axes import unit_of_ticks
from initiatives.measures.drawing.canvas import label
from initiatives.measures.drawing.limits import Held
from initiatives.measures.drawing.shapes import ControlChart, Value
from initiatives.measures.drawing.text import clean, figure, shortened, width, with_unit

ROOM = 190.0  # how wide the words at the end of lines may be


@dataclass(frozen=True, slots=True)
class End:
    """Words for a line; `value` is where it ends, `y` where the words go."""

    value: float
    words: str
    kind: str
    y: float = 0.0

    @property
    def bold(self) -> bool:
        return self.kind != "quiet"


def ends(chart: ControlChart, stretches: Sequence[Held]) -> list[End]:
    """Target, upper limit, centre and lower limit of the latest phase, as far as there are any."""
    latest = stretches[-1] if stretches else None
    found = [(chart.target, _("Target"), "aim")]
    if latest:
        found += [
            (final(latest.upper), _("Upper limit"), "quiet"),
            (latest.centre, clean(chart.centre_name, 40) or _("Centre"), "strong"),
            (final(latest.lower), _("Lower limit"), "quiet"),
        ]
    unit = unit_of_ticks(chart.unit)
    return [
        End(value, f"{name} {figure(value, unit)}", kind)
        for value, name, kind in found
        if value is not None
    ]


def final(limits: Sequence[Value]) -> Value:
    """The last limit that is there."""
    return next((limit for limit in reversed(limits) if limit is not None), None)


def room_right(found: Sequence[End], letters: float) -> float:
    """What the words need beside the plot."""
    widest = max((width(end.words, letters, bold=end.bold) for end in found), default=0.0)
    return min(widest, ROOM) + 14


def spaced(found: Sequence[End], top: float, bottom: float, apart: float) -> list[End]:
    """The words beside their lines, moved as little as keeps them apart and beside the plot."""
    rising = sorted(found, key=lambda end: end.y)
    ys: list[float] = []
    for end in rising:
        ys.append(max(end.y, ys[-1] + apart if ys else top))
    floor = bottom
    for index in range(len(ys) - 1, -1, -1):
        ys[index] = floor = min(ys[index], floor)
        floor -= apart
    return [replace(end, y=y) for end, y in zip(rising, ys, strict=True)]


def draw_ends(found: Sequence[End], x: float, letters: float) -> Iterator[str]:
    """The words to the right of the plot."""
    for end in found:
        words = shortened(end.words, ROOM, letters, bold=end.bold)
        yield label(x, end.y + letters * 0.35, words, end.kind, full=end.words)


def joined(found: Sequence[End], unit: str) -> list[End]:
    """The same words with both limits in one, where there is less room."""
    limits = [end for end in found if end.kind == "quiet"]
    if len(limits) < 2:
        return list(found)
    between = " to ".join(figure(end.value) for end in reversed(limits))
    words = End(
        limits[0].value, with_unit(_("Limits %(between)s") % {"between": between}, unit), "quiet"
    )
    return [*(end for end in found if end.kind != "quiet"), words]


def flowed(found: Sequence[End], y: float, edge: float, letters: float) -> tuple[list[str], float]:
    """The words one after another under the plot, and how high they are."""
    texts, x, line = [], 0.0, 0
    for end in found:
        words = shortened(end.words, edge, letters, bold=end.bold)
        wide = width(words, letters, bold=end.bold)
        if x and x + wide > edge:
            x, line = 0.0, line + 1
        texts.append(label(x, y + line * (letters + 5), words, end.kind, full=end.words))
        x += wide + 12
    return texts, (line + 1) * (letters + 5) if found else 0.0
