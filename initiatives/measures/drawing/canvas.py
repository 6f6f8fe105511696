"""The sheet and what is put on it: attributes carry the light look, classes let pages change it."""

from collections.abc import Iterable
from zlib import crc32

from django.utils.translation import gettext as _

from initiatives.measures.drawing.text import ELLIPSIS, safe

INK, QUIET = "#14232a", "#4a5962"
GRID, AXIS = "#dbd9d1", "#76848b"
GOOD, CONCERN, COMMON, TARGET = "#0b5fad", "#a8480b", "#51606a", "#74298a"
SHEET = "#fff"
FONT = "'Atkinson Hyperlegible Next', system-ui, sans-serif"


def number(value: float) -> str:
    """A coordinate with one decimal at most."""
    text = f"{value:.1f}"
    if text.endswith(".0"):
        text = text[:-2]
    return "0" if text == "-0" else text


def sheet(
    body: Iterable[str], *, title: str, words: str, size: tuple[float, float], letters: float
) -> str:
    """A whole drawing. Its ids come from what is drawn, so they differ as drawings do."""
    inside = "".join(body)
    wide, high = (number(side) for side in size)
    name, told = safe(title, 300) or _("Chart"), safe(words)
    key = f"c{crc32(f'{wide} {high} {name} {told} {inside}'.encode()):08x}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="plot" viewBox="0 0 {wide} {high}" '
        f'width="{wide}" height="{high}" role="img" direction="ltr" '
        f'aria-labelledby="{key}t" aria-describedby="{key}d" font-family="{FONT}" '
        f'font-size="{number(letters)}" fill="{INK}">'
        f'<title id="{key}t">{name}</title><desc id="{key}d">{told}</desc>{inside}</svg>'
    )


def label(
    x: float, y: float, words: str, kind: str = "", *, anchor: str = "", full: str = ""
) -> str:
    """A line of text; where it was shortened, `full` is what it was."""
    attributes = f' text-anchor="{anchor}"' if anchor else ""
    attributes += f' class="{kind}"{LOOKS[kind]}' if kind else ""
    hover = f"<title>{safe(full)}</title>" if full and words.endswith(ELLIPSIS) else ""
    return f'<text x="{number(x)}" y="{number(y)}"{attributes}>{hover}{safe(words)}</text>'


# Kinds of text.
LOOKS = {
    "strong": ' font-weight="700"',
    "quiet": f' fill="{QUIET}"',
    "said": f' fill="{QUIET}" font-style="italic"',
    "said halo": f' fill="{QUIET}" font-style="italic" stroke="{SHEET}" stroke-width="5" '
    'stroke-linejoin="round" paint-order="stroke"',
    "aim": f' fill="{TARGET}" font-weight="700"',
    "worse": f' fill="{CONCERN}" font-weight="700"',
    "better": f' fill="{GOOD}" font-weight="700"',
}


def path(kind: str, way: str, look: str) -> str:
    """A line or a surface of this class; nothing where there is no way."""
    return f'<path class="{kind}" d="{way}" {look}/>' if way else ""


def lines(kind: str, ways: Iterable[str], colour: str, thick: float, dash: str = "") -> str:
    """Open lines in one path."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    look = f'fill="none" stroke="{colour}" stroke-width="{number(thick)}"{dashes}'
    return path(kind, "".join(ways), look)


def level(x0: float, x1: float, y: float) -> str:
    """The way of a level line."""
    return f"M{number(x0)} {number(y)}H{number(x1)}"


def upright(x: float, y0: float, y1: float) -> str:
    """The way of an upright line."""
    return f"M{number(x)} {number(y0)}V{number(y1)}"
