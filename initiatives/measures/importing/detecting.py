"""Which layout a file has, told by what it holds."""

import re
from collections.abc import Sequence

from initiatives.base.sheets.cells import clean, words
from initiatives.base.sheets.reading import DELIMITED, WORKBOOK
from initiatives.measures.choices import Layout
from initiatives.measures.importing.columns import REPORTED, SYNONYMS
from initiatives.measures.importing.groups import Groups
from initiatives.measures.importing.shapes import About
from initiatives.measures.importing.wide import means

JSON_STARTS = (b"{", b"[", b"\xef\xbb\xbf{", b"\xef\xbb\xbf[")
OF_REDCAP = re.compile(r"redcap_\w+|record_id|\w+___\w+", re.IGNORECASE)
COMPLETE = re.compile(r"\w+_complete", re.IGNORECASE)


def is_json(content: bytes, name: str) -> bool:
    """True for a file that is no table but JSON."""
    ending = name.rpartition(".")[2].lower()
    starts = content[:100].lstrip().startswith(JSON_STARTS)
    return ending == "json" or (starts and ending not in DELIMITED | WORKBOOK)


def layout_of(headers: Sequence[str], about: About) -> str:
    """The layout that headers tell; the long one where they tell none."""
    names = [clean(header) for header in headers]
    plain = [words(name) for name in names]
    marks = sum(bool(OF_REDCAP.fullmatch(name)) for name in names)
    if marks and (marks > 1 or names[0].lower() == "record_id" or any(map(COMPLETE.match, names))):
        return Layout.REDCAP
    if any(name in REPORTED or "cumulative" in name for name in plain):
        return Layout.CUMULATIVE
    groups = Groups(about.vocabularies)
    long = any(name in SYNONYMS["group"] for name in plain)
    if not long and any(names_a_group(name, groups, about) for name in names):
        return Layout.WIDE
    return Layout.LONG


def names_a_group(header: str, groups: Groups, about: About) -> bool:
    """True for a header that means the figures of a group, or that looks as if it did."""
    meant = means(header, groups, about)
    return meant.told and (meant.group is not None or bool(meant.wrong))
