"""A pack as PDF/UA-1, set by typst: it refuses to write what lacks a title, tags or an alt text.

Only the fonts that come with the tracker and with typst are used, so that a pack looks the same on
every machine; the machine's own are looked through for letters which these lack.
"""

import json
import re
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext as _

from initiatives.measures.drawing import control_chart
from initiatives.measures.drawing.files import BEYOND_OWN_FONTS, FONTS
from initiatives.status.pack.parts import Block, Chart, Pack, Section

TEMPLATE = Path(__file__).with_name("pack.typ")
PAPERS = {"a4": "a4", "letter": "us-letter"}
LONG_WORD = re.compile(r"[^\s\u200b]{18}(?=[^\s\u200b]{4})")
BREAK = "\N{ZERO WIDTH SPACE}"  # where a word too long for its column may be broken
UNSHOWN = re.compile(r"the text `\"(.+?)\"` could not be displayed", re.DOTALL)
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
TRIES = 8
STAND_IN = "?"


def pdf(pack: Pack, paper: str) -> bytes:
    """The pack on A4 or Letter (`PAPERS`)."""
    data = json.dumps(data_of(pack, paper), ensure_ascii=False)
    beyond = False
    for _again in range(TRIES):
        try:
            return compiled(data, pack, beyond)
        except typst.TypstError as error:
            lacking = UNSHOWN.search(error.message)
            if lacking is None:
                raise
            if beyond:
                data = data.replace(unescaped(lacking[1]), STAND_IN)
            beyond = True
    return compiled(BEYOND_OWN_FONTS.sub(STAND_IN, data), pack, beyond)


def compiled(data: str, pack: Pack, beyond: bool) -> bytes:
    """The document of these data; raises TypstError where a letter has no form in any font."""
    made = typst.compile(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        font_paths=fonts(beyond),
        format="pdf",
        pdf_standards="ua-1",
        sys_inputs={"data": data},
        timestamp=int(pack.as_of.timestamp()),
    )
    assert isinstance(made, bytes)
    return made


@cache
def fonts(beyond: bool) -> typst.Fonts:
    """The fonts of the tracker and of typst, and those of the machine too where it takes them."""
    return typst.Fonts(include_system_fonts=beyond, font_paths=[FONTS])


def unescaped(sign: str) -> str:
    """A sign as it stands in the data, from how typst names it."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), sign)


def data_of(pack: Pack, paper: str) -> dict[str, Any]:
    """The pack as the template reads it."""
    name = f"{pack.title}: {pack.scope}, {pack.period}"
    return {
        "paper": PAPERS[paper],
        "language": "en",
        "title": name,
        "heading": pack.title,
        "description": _("%(pack)s of %(scope)s for %(period)s.")
        % {"pack": pack.title, "scope": pack.scope, "period": pack.period},
        "running": broken(f"{pack.title} · {pack.scope} · {pack.period}"),
        "scope": broken(pack.scope),
        "period": pack.period,
        "facts": [[label, broken(value)] for label, value in pack.facts],
        "sections": [section_of(section) for section in pack.sections],
    }


def section_of(section: Section) -> dict[str, Any]:
    """A section with its charts drawn. Sentences that stand alone are a list."""
    return {
        "title": section.title,
        "sentences": [broken(sentence) for sentence in section.sentences],
        "numbered": section.numbered,
        "listed": not section.blocks and not section.numbered and len(section.sentences) > 1,
        "wide": section.wide,
        "blocks": [block_of(block) for block in section.blocks],
    }


def block_of(block: Block) -> dict[str, Any]:
    """A table, or a chart as SVG."""
    if isinstance(block, Chart):
        return {
            "kind": "chart",
            "title": broken(block.title),
            "sentence": broken(block.sentence),
            "alt": block.alt,
            "svg": control_chart(block.drawing),
        }
    rows = [
        [broken(cell) if isinstance(cell, str) else asdict(cell) for cell in row]
        for row in block.rows
    ]
    return asdict(block) | {"kind": "table", "rows": rows}


def broken(words: str) -> str:
    """Words in which the longest may be broken."""
    return LONG_WORD.sub(rf"\g<0>{BREAK}", words)
