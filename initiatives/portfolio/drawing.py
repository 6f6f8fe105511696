"""A driver diagram drawn as SVG: aim, primary drivers, secondary drivers, change ideas.

A pure function of what is to be drawn, without a database. Presentation attributes carry the light
look; the stylesheet of the pages changes it by class. The state of an idea is a shape and a word.
Every word is escaped, so the string can be put into a page as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from textwrap import wrap
from zlib import crc32

from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _

INK, QUIET, SHEET, LINE, GOOD = "#14232a", "#4a5962", "#fff", "#76848b", "#0b5fad"
FONT = "'Atkinson Hyperlegible Next', system-ui, sans-serif"
WIDE, BETWEEN, GAP, PAD = 232.0, 44.0, 14.0, 10.0
LETTERS, ROW, IN_A_LINE = 14.0, 18.0, 28
MOST_LINES, SHORT = 5, 3  # of a text, of a measure
HEAD = 30.0
HEADS = (_("Aim"), _("Primary drivers"), _("Secondary drivers"), _("Change ideas"))
# What each state of an idea looks like, around a middle: a way, and whether it is filled.
SHAPES: dict[str, tuple[str, bool]] = {
    "proposed": ("m-6 0a6 6 0 1 0 12 0a6 6 0 1 0 -12 0z", False),
    "testing": ("m-6 0a6 6 0 1 0 12 0a6 6 0 1 0 -12 0zm3 0h6m-3 -3v6", False),
    "adopted": ("m0 -7l7 7l-7 7l-7 -7z", True),
    "implemented": ("m-6 -6h12v12h-12z", True),
    "abandoned": ("m-5 -5l10 10m0 -10l-10 10", False),
}


@dataclass(frozen=True)
class Box:
    """A node: its column (1 to 3), its text, its measures, the state of an idea with its word."""

    column: int
    text: str
    measures: tuple[str, ...] = ()
    state: str = ""
    word: str = ""
    below: tuple["Box", ...] = ()


@dataclass(frozen=True)
class Diagram:
    """An aim and the primary drivers that move it, with what hangs on them."""

    title: str
    aim: str
    below: tuple[Box, ...] = ()


@dataclass
class Placed:
    """A box with its lines and where it stands."""

    box: Box
    lines: list[tuple[str, str]]
    y: float = 0.0
    below: list["Placed"] = field(default_factory=list)

    @property
    def x(self) -> float:
        return self.box.column * (WIDE + BETWEEN)

    @property
    def high(self) -> float:
        return len(self.lines) * ROW + 2 * PAD

    @property
    def middle(self) -> float:
        return self.y + self.high / 2


def driver_diagram(diagram: Diagram) -> str:
    """The whole diagram from left to right; its size follows from what hangs where."""
    root = measured(
        Box(0, diagram.aim or gettext("The aim is not written yet."), below=diagram.below)
    )
    bottom = placed(root, HEAD)
    size = (4 * WIDE + 3 * BETWEEN, max(bottom, root.y + root.high) + 2)
    body = "".join([*heads(), *joined(root), *boxes(root)])
    title, told = safe(diagram.title), safe(in_words(diagram))
    key = f"d{crc32(f'{size} {title} {told} {body}'.encode()):08x}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="plot diagram" '
        f'viewBox="-1 0 {number(size[0] + 2)} {number(size[1])}" width="{number(size[0] + 2)}" '
        f'height="{number(size[1])}" role="img" direction="ltr" aria-labelledby="{key}t" '
        f'aria-describedby="{key}d" font-family="{FONT}" font-size="{number(LETTERS)}" '
        f'fill="{INK}"><title id="{key}t">{title}</title><desc id="{key}d">{told}</desc>'
        f"{body}</svg>"
    )


def swatch(state: str) -> str:
    """The shape of a state by itself, for a list; it says nothing to a screen reader."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" class="plot swatch" viewBox="0 0 18 18" '
        f'width="18" height="18" aria-hidden="true" focusable="false">{shape(state, 9, 9)}</svg>'
    )


def measured(box: Box) -> Placed:
    """A box with the lines that its words take, and those below it."""
    lines = [("", line) for line in wrapped(box.text, MOST_LINES)]
    if box.state:
        lines.append(("state", box.word or box.state))
    for name in box.measures:
        lines += [
            ("quiet", line)
            for line in wrapped(gettext("Measure: %(name)s") % {"name": name}, SHORT)
        ]
    return Placed(box, lines, below=[measured(one) for one in box.below])


def placed(node: Placed, top: float) -> float:
    """Put a node beside the middle of what hangs on it, from `top` on; returns where it ends."""
    bottom = top
    for one in node.below:
        bottom = placed(one, bottom)
    if not node.below:
        node.y = top
        return top + node.high + GAP
    node.y = max(top, (node.below[0].middle + node.below[-1].middle - node.high) / 2)
    return max(bottom, node.y + node.high + GAP)


def heads() -> list[str]:
    """The names of the columns."""
    return [
        f'<text x="{number(at * (WIDE + BETWEEN))}" y="16" class="quiet" fill="{QUIET}">{words}'
        "</text>"
        for at, words in enumerate(HEADS)
    ]


def joined(node: Placed) -> list[str]:
    """The lines from a node to what hangs on it, and those further down."""
    drawn = []
    for one in node.below:
        start, end, y = node.x + WIDE, one.x, one.middle
        way = f"M{number(start)} {number(node.middle)}h{number(BETWEEN / 2)}V{number(y)}"
        drawn.append(
            f'<path class="line" d="{way}H{number(end)}" fill="none" stroke="{LINE}" '
            'stroke-width="1.5"/>'
        )
        drawn += joined(one)
    return drawn


def boxes(node: Placed) -> list[str]:
    """A node and those below it."""
    dash = ' stroke-dasharray="4 3"' if node.box.state in ("proposed", "abandoned") else ""
    frame = (
        f'<rect class="box" x="{number(node.x)}" y="{number(node.y)}" width="{number(WIDE)}" '
        f'height="{number(node.high)}" rx="6" fill="{SHEET}" stroke="{LINE}" '
        f'stroke-width="1.5"{dash}/>'
    )
    drawn = [frame]
    for at, (kind, words) in enumerate(node.lines):
        drawn.append(line(node, kind, words, node.y + PAD + (at + 0.75) * ROW))
    return drawn + [drawing for one in node.below for drawing in boxes(one)]


def line(node: Placed, kind: str, words: str, y: float) -> str:
    """A line of a box; that of a state begins with its shape."""
    drawn, x, look = "", node.x + PAD, ' font-weight="700"' if node.box.column == 0 else ""
    if kind == "state":
        drawn, x, look = shape(node.box.state, x + 7, y - 5), x + 20, ' font-weight="700"'
    if kind == "quiet":
        look = f' class="quiet" fill="{QUIET}"'
    return f'{drawn}<text x="{number(x)}" y="{number(y)}"{look}>{safe(words)}</text>'


def shape(state: str, x: float, y: float) -> str:
    """The shape of a state around a middle."""
    way, filled = SHAPES.get(state, SHAPES["proposed"])
    dash = ' stroke-dasharray="2 2"' if state == "proposed" else ""
    kind, fill, stroke = ("good", GOOD, GOOD) if filled else ("axis", "none", INK)
    return (
        f'<path class="{kind}" d="M{number(x)} {number(y)}{way}" fill="{fill}" '
        f'stroke="{stroke}" stroke-width="1.8"{dash}/>'
    )


def in_words(diagram: Diagram) -> str:
    """How much there is; the page has the whole as a list beside the drawing."""
    everything = flat(diagram.below)
    counts = [sum(one.column == column for one in everything) for column in (1, 2, 3)]
    return gettext(
        "Aim: %(aim)s Primary drivers: %(primary)s. Secondary drivers: "
        "%(secondary)s. Change ideas: %(ideas)s."
    ) % {"aim": diagram.aim, "primary": counts[0], "secondary": counts[1], "ideas": counts[2]}


def flat(boxes: Sequence[Box]) -> list[Box]:
    """Boxes and all below them."""
    return [one for box in boxes for one in (box, *flat(box.below))]


def wrapped(words: str, most: int) -> list[str]:
    """At most so many lines; the last ends in an ellipsis where something is lost."""
    return wrap(clean(words), IN_A_LINE, max_lines=most, placeholder="…") or [""]


def clean(words: str) -> str:
    """What XML allows, on one line; marks that turn the direction of what follows are left out."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())


def safe(words: str) -> str:
    """Words that can stand between tags."""
    return escape(clean(words))


def number(value: float) -> str:
    """A coordinate with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")
