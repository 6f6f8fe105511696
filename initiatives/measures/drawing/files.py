"""A drawing as a file: an SVG that stands alone, and a PNG for where SVG cannot be."""

import re
from html import unescape
from pathlib import Path

from initiatives.measures.drawing.canvas import INK, QUIET, SHEET, number
from initiatives.measures.drawing.text import safe, wrapped

FONTS = Path(__file__).parent / "fonts"
OWN_FONTS = [str(FONTS / name) for name in ("regular.ttf", "bold.ttf")]
FAMILY = "Atkinson Hyperlegible Next"
# Beyond Latin letters and common signs the machine's own fonts are looked through, which is slow.
BEYOND_OWN_FONTS = re.compile("[^\u0000-\u024f\u0300-\u036f\u1e00-\u1eff\u2010-\u2026\u20ac\u2212]")
HEAD = re.compile(
    r'^<svg [^>]*?viewBox="0 0 (?P<wide>[\d.]+) (?P<high>[\d.]+)" width="[\d.]+" height="[\d.]+"'
)
TITLE = re.compile(r"<title[^>]*>(.*?)</title>")
WORDS = re.compile(r"<desc[^>]*>(.*?)</desc>")
BORDER = 16.0
TITLE_LETTERS, WORDS_LETTERS = 17.0, 14.0
SCALE = 2


def standalone(svg: str) -> str:
    """A drawing of this package as a file: on white, with its title and its sentence above it.

    Raises ValueError for anything else.
    """
    head = HEAD.match(svg)
    if head is None:
        raise ValueError("Give a drawing as control_chart, small_chart or dot_plot return it.")
    wide, high = float(head["wide"]), float(head["high"])
    texts, above = heading(svg, wide)
    frame = [-BORDER, -above - BORDER, wide + 2 * BORDER, high + above + 2 * BORDER]
    x, y, width, height = (number(side) for side in frame)
    opening = re.sub(
        r'viewBox="[^"]*" width="[^"]*" height="[^"]*"',
        f'viewBox="{x} {y} {width} {height}" width="{width}" height="{height}"',
        head[0],
    )
    rest = svg[head.end() :]
    start, _, end = rest.partition("</desc>")
    ground = f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{SHEET}"/>'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{opening}{start}</desc>{ground}{texts}{end}\n'


def heading(svg: str, wide: float) -> tuple[str, float]:
    """Title and sentence as lines of text above a drawing, and how high they are."""
    texts = []
    y = 0.0
    for pattern, letters, look in (
        (WORDS, WORDS_LETTERS, f'fill="{QUIET}"'),
        (TITLE, TITLE_LETTERS, f'fill="{INK}" font-weight="700"'),
    ):
        found = pattern.search(svg)
        words = unescape(found[1]) if found else ""
        for line in reversed(wrapped(words, wide * 0.95, letters, 4) if words else []):
            y += letters + 6
            place = f'x="0" y="{number(letters - y - 4)}" font-size="{number(letters)}"'
            texts.append(f"<text {place} {look}>{safe(line)}</text>")
    return "".join(reversed(texts)), y + 4 if texts else 0.0


def png(svg: str) -> bytes:
    """A drawing as PNG, twice as large as it is, with the font that is carried along.

    Raises ValueError for what is no drawing of this package.
    """
    import resvg_py  # only who asks for a PNG pays for it

    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=standalone(svg),
            zoom=SCALE,
            background=SHEET,
            skip_system_fonts=not BEYOND_OWN_FONTS.search(svg),
            font_files=OWN_FONTS,
            font_family=FAMILY,
            sans_serif_family=FAMILY,
        )
    )
