"""A table as slides: a real table on each, with its head repeated where it goes on."""

from collections.abc import Iterator, Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Inches, Pt

from initiatives.status.pack.parts import GAP, Cell, Mark, Section, Table
from initiatives.status.pack.slides import fitting
from initiatives.status.pack.slides.house import (
    ACROSS,
    BODY_HIGH,
    BODY_TOP,
    CONCERN,
    GOOD,
    INK,
    LEFT,
    LINE,
    NEUTRAL,
    PAPER,
    QUIET,
    TEAL,
)

SIZE, SAID_SIZE = 11.0, 12.0
PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # the style "No Style, No Grid"
SIGNS = {"off_track": "■", "at_risk": "▲", "unknown": "○", "on_track": "●", GAP: "\N{EN DASH}"}
COLOURS = {
    "off_track": CONCERN,
    "at_risk": CONCERN,
    "unknown": NEUTRAL,
    "on_track": GOOD,
    GAP: NEUTRAL,
}
ROOM = (BODY_HIGH - 0.1) * 72
SAID_ACROSS = 0.88 * ACROSS  # room for a wider typeface: a box grows over what is below it
FOOT = 22.0  # points for what was left out


class Part:
    """The rows of a table that one slide holds."""

    def __init__(self, table: Table, rows: Sequence[tuple[Cell, ...]], *, last: bool) -> None:
        self.table, self.rows, self.last = table, rows, last


def parts(table: Table, said: str) -> Iterator[Part]:
    """The table cut where a slide is full; below its sentences on the first one."""
    widths = widths_of(table)
    head = fitting.row_height([column.name for column in table.columns], widths, SIZE)
    other = ROOM - head - FOOT
    first = other - said_height(said)
    heights = [fitting.row_height(row, widths, SIZE) for row in table.rows]
    for rows in fitting.balanced(heights, first, other):
        yield Part(table, table.rows[rows], last=rows.stop == len(table.rows))


def widths_of(table: Table) -> list[float]:
    """How wide each column is, in points."""
    whole = sum(column.share for column in table.columns)
    return [ACROSS * 72 * column.share / whole for column in table.columns]


def said_height(said: str) -> float:
    """How high the sentences above a table are, with the gap below them."""
    return fitting.height(said, SAID_ACROSS * 72, SAID_SIZE) + 10 if said else 0.0


def draw_table(slide: Any, part: Part, said: str) -> None:
    """Sentences, table, and what was left out, in the order in which they are read."""
    top = BODY_TOP + say(slide, said, BODY_TOP)
    widths = widths_of(part.table)
    rows = [[column.name for column in part.table.columns], *part.rows]
    heights = [fitting.row_height(row, widths, SIZE) for row in rows]
    frame = slide.shapes.add_table(
        len(rows), len(widths), Inches(LEFT), Inches(top), Inches(ACROSS), Pt(sum(heights))
    )
    frame.name = part.table.title
    describe(frame, part.table.title)
    table = frame.table
    named = part.table.rows_named
    table.horz_banding, table.first_col = False, named
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = PLAIN
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = Emu(int(Pt(wide)))
    for at, (row, high) in enumerate(zip(rows, heights, strict=True)):
        table.rows[at].height = Emu(int(Pt(high)))
        for across, cell in enumerate(row):
            write(table.cell(at, across), cell, head=at == 0, name=named and across == 0)
    if part.last and part.table.more:
        say(slide, part.table.more, BODY_TOP + BODY_HIGH - FOOT / 72, part.table.where)


def say(slide: Any, words: str, top: float, where: str = "") -> float:
    """Sentences in a box of their own; returns how much room they took, in inches."""
    if not words:
        return 0.0
    high = said_height(words)
    box = slide.shapes.add_textbox(Inches(LEFT), Inches(top), Inches(ACROSS), Pt(high))
    frame = box.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = 0
    run = frame.paragraphs[0].add_run()
    run.text = words
    run.font.size = Pt(SAID_SIZE)
    if where:
        run.hyperlink.address = where
    return high / 72


def describe(shape: Any, words: str) -> None:
    """What stands for a shape where it cannot be seen."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", words)


def write(target: Any, cell: Cell, *, head: bool, name: bool) -> None:
    """A cell of a table: its words, and a line below it."""
    frame = target.text_frame
    frame.word_wrap = True
    target.margin_left = target.margin_right = Pt(fitting.SIDES / 2)
    target.margin_top = target.margin_bottom = Pt(fitting.PADDING / 2)
    first = frame.paragraphs[0]
    if isinstance(cell, Mark):
        add(first, f"{SIGNS[cell.state]} {cell.word}", COLOURS[cell.state], bold=True)
        if cell.counts:
            add(frame.add_paragraph(), ", ".join(cell.counts), QUIET, size=SIZE - 1)
    else:
        add(first, cell, TEAL if head else INK, bold=head or name)
    edge(target, TEAL if head else LINE, 12700 if head else 6350)
    if head:
        target.fill.solid()
        target.fill.fore_color.rgb = RGBColor.from_string(PAPER)


def add(paragraph: Any, words: str, colour: str, *, bold: bool = False, size: float = SIZE) -> None:
    """A run of text."""
    run = paragraph.add_run()
    run.text = words
    run.font.size, run.font.bold = Pt(size), bold
    run.font.color.rgb = RGBColor.from_string(colour)


def edge(target: Any, colour: str, wide: int) -> None:
    """The line below a cell; python-pptx has no word for it."""
    target._tc.get_or_add_tcPr().append(
        parse_xml(
            f'<a:lnB {nsdecls("a")} w="{wide}"><a:solidFill><a:srgbClr val="{colour}"/>'
            "</a:solidFill></a:lnB>"
        )
    )


def said_of(section: Section) -> str:
    """The sentences of a section that stand above its first table."""
    return " ".join(section.sentences)
