"""What a board pack consists of: plain data that is masked and worded before it comes here.

A pack is a head and sections; a section holds sentences, tables and charts. Whoever sets it as a
document or as slides asks the database nothing, so both say the same.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from initiatives.measures.drawing import ControlChart
from initiatives.measures.drawing.text import clean

LONGEST = 420  # characters of a cell: more is in the record
LINE = 900  # characters of a sentence
GAP = "gap"


@dataclass(frozen=True, slots=True)
class Mark:
    """A state in a table: its key (a `State`, or a gap), its word, and what is counted below it."""

    state: str
    word: str
    counts: tuple[str, ...] = ()


Cell = str | Mark


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column, and how wide it is beside the others."""

    name: str
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; with `rows_named` the first cell of a row is what the others are about.

    `empty` is said where there is no row; `more` what was left out, and `where` that is listed.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = ""
    more: str = ""
    where: str = ""
    rows_named: bool = True


@dataclass(frozen=True, slots=True)
class Chart:
    """A control chart with what it says; `alt` stands for it where it cannot be seen."""

    title: str
    sentence: str
    alt: str
    drawing: ControlChart


Block = Table | Chart


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the pack. `numbered` says that its sentences are a list in order.

    `wide` asks for a page on its side. `method` says how its numbers come about.
    """

    title: str
    sentences: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    method: str = ""
    numbered: bool = False
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Pack:
    """A board pack. `facts` are the labels and values of the title page."""

    title: str
    scope: str
    period: str
    as_of: datetime
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    file_name: str


def plain(pack: Pack) -> Pack:
    """The same with every text as one line of limited length, without signs no file can hold."""
    return replace(
        pack,
        title=clean(pack.title, 200),
        scope=clean(pack.scope, 200),
        facts=tuple((label, clean(value, LINE)) for label, value in pack.facts),
        sections=tuple(plain_section(section) for section in pack.sections),
    )


def plain_section(section: Section) -> Section:
    return replace(
        section,
        title=clean(section.title, 200),
        sentences=tuple(clean(one, LINE) for one in section.sentences),
        blocks=tuple(plain_block(one) for one in section.blocks),
        method=clean(section.method, LINE),
    )


def plain_block(block: Block) -> Block:
    if isinstance(block, Chart):
        title, said = clean(block.title, 200), clean(block.sentence, LINE)
        return replace(block, title=title, sentence=said, alt=clean(block.alt, LINE))
    columns = tuple(replace(one, name=clean(one.name, 80)) for one in block.columns)
    rows = tuple(tuple(plain_cell(one) for one in row) for row in block.rows)
    return replace(block, title=clean(block.title, 200), columns=columns, rows=rows)


def plain_cell(cell: Cell) -> Cell:
    if isinstance(cell, Mark):
        return replace(cell, word=str(cell.word))
    return clean(cell, LONGEST)


def texts(pack: Pack) -> Iterator[str]:
    """Every text of it, for tests and for who looks for a word."""
    yield from (pack.title, pack.scope, pack.period)
    for label, value in pack.facts:
        yield from (label, value)
    for section in pack.sections:
        yield from (section.title, *section.sentences, section.method)
        for block in section.blocks:
            yield from texts_of(block)


def texts_of(block: Block) -> Iterable[str]:
    if isinstance(block, Chart):
        return [block.title, block.sentence, block.alt]
    cells = [cell for row in block.rows for cell in row]
    words = [f"{one.word} {one.counts}" if isinstance(one, Mark) else one for one in cells]
    return [block.title, block.empty, block.more, *(one.name for one in block.columns), *words]
