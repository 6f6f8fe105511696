"""The empty deck: 16:9, the house's colours, and three layouts with their places.

Arial is set, since the house's own typeface is on few machines that open a deck, and one that is
put in its place would not fit where the text was measured to fit.
"""

import re
from collections.abc import Iterable
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.util import Inches

INK, QUIET, LINE, PAPER = "14232A", "4A5962", "DBD9D1", "F7F6F2"
TEAL, CONCERN, GOOD, NEUTRAL, TARGET = "0B5560", "A8480B", "0B5FAD", "51606A", "74298A"
FONT = "Arial"
LANGUAGE = "en-US"
WIDE, HIGH = 13.333, 7.5  # inches
LEFT, ACROSS = 0.6, 12.13
TITLE_TOP, TITLE_HIGH = 0.35, 0.95
BODY_TOP, BODY_HIGH = 1.45, 5.3
FOOT_TOP, FOOT_HIGH = 6.95, 0.35
TITLE_SIZE, BODY_SIZE = 24, 18
COVER, TEXT, OPEN = "Title Slide", "Title and Content", "Title Only"
KEPT = (COVER, TEXT, OPEN)
DATE, FOOTER, NUMBER = 16, 15, 13
COLOURS = {
    "dk1": INK,
    "lt1": "FFFFFF",
    "dk2": TEAL,
    "lt2": PAPER,
    "accent1": TEAL,
    "accent2": CONCERN,
    "accent3": GOOD,
    "accent4": NEUTRAL,
    "accent5": TARGET,
    "accent6": QUIET,
    "hlink": TEAL,
    "folHlink": NEUTRAL,
}
Place = tuple[float, float, float, float]  # left, top, width, height in inches


def empty_deck() -> Deck:
    """A deck without slides."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDE), Inches(HIGH)
    for layout in [one for one in deck.slide_layouts if one.name not in KEPT]:
        deck.slide_layouts.remove(layout)
    master = deck.slide_master
    paint(master.part.part_related_by(RELATIONSHIP_TYPE.THEME))
    letter(master.element)
    arrange(master.placeholders, body=(LEFT, BODY_TOP, ACROSS, BODY_HIGH))
    for layout in deck.slide_layouts:
        if layout.name == COVER:
            arrange(layout.placeholders, (LEFT, 1.3, ACROSS, 1.1), (LEFT, 2.6, ACROSS, 3.8))
            settle(layout.element)
        else:
            arrange(layout.placeholders, body=(LEFT, BODY_TOP, ACROSS, BODY_HIGH))
    return deck


def paint(theme: Any) -> None:
    """The theme with the house's colours and typeface."""
    text = theme.blob.decode()
    for name, colour in COLOURS.items():
        text = re.sub(
            rf"<a:{name}>.*?</a:{name}>", f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>', text
        )
    text = re.sub(r'<a:latin typeface="[^"]*"/>', f'<a:latin typeface="{FONT}"/>', text)
    theme._blob = text.encode()


def letter(master: Any) -> None:
    """Titles to the left, bold and teal; texts in the sizes that the fitting counts with."""
    for style in master.iter(qn("p:titleStyle"), qn("p:bodyStyle")):
        for level in style:
            level.set("algn", "l")
            looks = level.find(qn("a:defRPr"))
            looks.set("lang", LANGUAGE)
            looks.set("sz", str(BODY_SIZE * 100))
    title = master.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}")
    title.set("sz", str(TITLE_SIZE * 100))
    title.set("b", "1")
    title.find(f".//{qn('a:schemeClr')}").set("val", "tx2")


def arrange(
    placeholders: Iterable[Any],
    title: Place = (LEFT, TITLE_TOP, ACROSS, TITLE_HIGH),
    body: Place = (LEFT, BODY_TOP, ACROSS, BODY_HIGH),
) -> None:
    """Every placeholder in its place."""
    foot = {
        DATE: (LEFT, FOOT_TOP, 0.1, FOOT_HIGH),
        FOOTER: (LEFT, FOOT_TOP, 10.0, FOOT_HIGH),
        NUMBER: (LEFT + ACROSS - 1.5, FOOT_TOP, 1.5, FOOT_HIGH),
    }
    for one in list(placeholders):
        kind = int(one.placeholder_format.type)
        if kind == DATE:
            one.element.getparent().remove(one.element)
            continue
        usual = title if one.placeholder_format.idx == 0 else body
        put(one, foot.get(kind, usual))
        one.element.find(f".//{qn('a:bodyPr')}").set("lIns", "0")  # in line with the tables
        if kind in foot:
            align_foot(one, "l" if kind == FOOTER else "r")


def settle(cover: Any) -> None:
    """The texts of the title slide to the left and in ink, without bullets."""
    for level in cover.iter(qn("a:lvl1pPr")):
        level.set("algn", "l")
        for colour in level.iter(qn("a:schemeClr")):
            colour.set("val", "tx1")
            colour[:] = []


def align_foot(placeholder: Any, way: str) -> None:
    """A footer or number in small quiet letters."""
    for level in placeholder.element.iter(qn("a:lvl1pPr")):
        level.set("algn", way)
    for looks in placeholder.element.iter(qn("a:defRPr")):
        looks.set("sz", "1000")


def put(shape: Any, place: Place) -> None:
    """A shape in its place."""
    left, top, wide, high = (Inches(side) for side in place)
    shape.left, shape.top, shape.width, shape.height = left, top, wide, high
