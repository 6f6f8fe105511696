"""A pack as a deck that can be edited: real tables, native charts, a title on every slide."""

from copy import deepcopy
from io import BytesIO
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from initiatives.measures.drawing.text import shortened
from initiatives.status.pack.parts import Chart, Pack, Section, Table
from initiatives.status.pack.slides import fitting
from initiatives.status.pack.slides.charts import draw_chart
from initiatives.status.pack.slides.house import (
    ACROSS,
    BODY_HIGH,
    BODY_SIZE,
    COVER,
    FOOTER,
    LANGUAGE,
    NUMBER,
    OPEN,
    TEXT,
    TITLE_SIZE,
    empty_deck,
)
from initiatives.status.pack.slides.tables import draw_table, parts, said_of

BETWEEN = 10.0  # points between two sentences
FACT_SIZE = 14
INDENT = 36.0  # points that a bullet takes


def pptx(pack: Pack) -> bytes:
    """The pack as PowerPoint, 16:9."""
    writer = Writer(pack)
    writer.cover()
    for section in pack.sections:
        writer.section(section)
    return writer.written()


class Writer:
    """A deck in the making; no two slides get the same title."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.deck = empty_deck()
        self.layouts = {one.name: one for one in self.deck.slide_layouts}
        self.titles: set[str] = set()

    def written(self) -> bytes:
        """The file, with what it is called."""
        about = self.deck.core_properties
        about.title = f"{self.pack.title}: {self.pack.scope}, {self.pack.period}"
        about.author = about.last_modified_by = "QI Tracker"
        about.language = LANGUAGE
        about.created = about.modified = self.pack.as_of.replace(tzinfo=None)
        file = BytesIO()
        self.deck.save(file)
        return file.getvalue()

    def cover(self) -> None:
        """The title slide: what it is of, as of when, and what it shows."""
        slide = self.slide(COVER, f"{self.pack.title}: {self.pack.scope}", self.pack.period)
        frame = slide.placeholders[1].text_frame
        frame.word_wrap = True
        for at, (label, value) in enumerate(self.pack.facts):
            paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            run = paragraph.add_run()
            run.text, run.font.bold, run.font.size = f"{label}: ", True, Pt(FACT_SIZE)
            run = paragraph.add_run()
            run.text, run.font.size = value, Pt(FACT_SIZE)

    def section(self, section: Section) -> None:
        """A section: its sentences alone, or above the first of its tables; charts one a slide."""
        above = said_of(section)
        first = next(iter(section.blocks), None)
        if first is None or (isinstance(first, Chart) and len(section.sentences) > 1):
            self.sentences(section)
        for block in section.blocks:
            if isinstance(block, Chart):
                draw_chart(self.slide(OPEN, block.title, section.method), block)
            elif block.rows:
                self.table(section, block, above)
            else:
                self.sentences(section, (*section.sentences, block.empty))
            above = ""

    def table(self, section: Section, table: Table, above: str) -> None:
        """A table over as many slides as it takes."""
        cut = list(parts(table, above))
        named = section.title if len(section.blocks) == 1 else f"{section.title}: {table.title}"
        for at, part in enumerate(cut):
            title = f"{named} ({at + 1} of {len(cut)})" if len(cut) > 1 else named
            said = above if at == 0 else ""
            draw_table(self.slide(OPEN, title, section.method), part, said)

    def sentences(self, section: Section, said: tuple[str, ...] = ()) -> None:
        """Sentences as a list, over as many slides as it takes."""
        said = said or section.sentences
        room = ACROSS * 72 - INDENT
        heights = [fitting.height(one, room, BODY_SIZE) + BETWEEN for one in said]
        high = BODY_HIGH * 72 - 2 * BETWEEN
        cut = fitting.balanced(heights, high, high)
        for at, which in enumerate(cut):
            of = f" ({at + 1} of {len(cut)})" if len(cut) > 1 else ""
            slide = self.slide(TEXT, section.title + of, section.method)
            fill(slide.placeholders[1].text_frame, said[which], section.numbered, which.start + 1)

    def slide(self, layout: str, title: str, notes: str) -> Any:
        """A slide with its title, the method in its notes, and its number."""
        slide = self.deck.slides.add_slide(self.layouts[layout])
        slide.shapes.title.text = self.title(title)
        if notes:
            slide.notes_slide.notes_text_frame.text = notes
        if layout != COVER:
            running = f"{self.pack.title} · {self.pack.scope} · {self.pack.period}"
            foot(slide, shortened(running, 650, 10))
        return slide

    def title(self, words: str) -> str:
        """A title in at most two lines that no other slide has."""
        short = shortened(words, 1.8 * ACROSS * 72, TITLE_SIZE, bold=True)
        number, found = 1, short
        while found in self.titles:
            number += 1
            found = f"{short} ({number})"
        self.titles.add(found)
        return found


def fill(frame: Any, said: tuple[str, ...], numbered: bool, start: int) -> None:
    """Sentences as paragraphs of a list, with numbers where their order matters."""
    frame.word_wrap = True
    for at, sentence in enumerate(said):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.text = sentence
        paragraph.font.size = Pt(BODY_SIZE)
        paragraph.space_after = Pt(BETWEEN)
        if numbered:
            begins = f' startAt="{start}"' if start > 1 else ""
            way = f'<a:buAutoNum {nsdecls("a")} type="arabicPeriod"{begins}/>'
            following = paragraph._p.get_or_add_pPr().find("{*}defRPr")
            if following is None:
                paragraph._p.get_or_add_pPr().append(parse_xml(way))
            else:
                following.addprevious(parse_xml(way))


def foot(slide: Any, running: str) -> None:
    """Footer and number of a slide, which python-pptx leaves in the layout."""
    for one in slide.slide_layout.placeholders:
        kind = int(one.placeholder_format.type)
        if kind in (FOOTER, NUMBER):
            slide.shapes._spTree.append(deepcopy(one.element))
            if kind == FOOTER:
                slide.placeholders[one.placeholder_format.idx].text_frame.text = running
