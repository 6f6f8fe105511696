"""Columns that look as if they identified people: by their header, and by what they hold."""

import re
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from initiatives.base import phi
from initiatives.base.sheets.cells import words
from initiatives.measures.importing.tables import PLAIN_SIGNS, Table

# After the identifiers of the HIPAA safe harbor method, 45 CFR 164.514(b)(2), as headers call them.
OF_HEADERS = re.compile(
    r"""
    (?:.*\b)?(?:(?:first|last|middle|full|given|family|maiden|pt|patient|legal|preferred|mother\ s
        |father\ s|contact|caregiver|guardian)\ ?name|sur\ ?name|initials)(?:\b.*)?
    | name | names
    | (?:.*\b)?(?:mrns?|medical\ record.*|chart\ (?:number|no|id)|hospital\ number
        |patient\ (?:id|identifier|number|no)|account\ (?:number|no)|beneficiary.*
        |member\ id)(?:\b.*)?
    | (?:.*\b)?(?:dob|d\ o\ b|birth\ ?(?:date|day|dt)|date\ of\ birth|born\ on)(?:\b.*)?
    | (?:.*\b)?(?:ssn|social\ security.*)(?:\b.*)?
    | (?:.*\b)?(?:street|address|addr|zip|zip\ ?code|postal\ ?code|postcode)(?:\b.*)?
    | (?:.*\b)?(?:phone|telephone|tel|mobile|cell|fax)(?:\ (?:number|no|num))?(?:\ \d+)?
    | (?:.*\b)?(?:e\ ?mail)(?:\b.*)?
    | (?:.*\b)?(?:passport|driver\ s?\ ?licen[cs]e|licen[cs]e\ (?:number|no)|ip\ address)(?:\b.*)?
    | redcap\ survey\ identifier
    """,
    re.VERBOSE,
)
OF_CELLS = (
    re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}"),
    re.compile(r"(?!000|666|9)\d{3}-(?!00)\d\d-(?!0000)\d{4}"),
    re.compile(r"(?:\+?1[-. ]?)?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}"),
    re.compile(
        r"\d{1,6} [\w. ]{2,40} (?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|blvd)\.?", re.I
    ),
)

LONGEST = 300  # of a header or cell that is looked at, so that looking takes no long


def identifying(table: Table) -> list[str]:
    """The headers of the columns that look as if they identified people."""
    headers = table.headers
    found = {at for at, header in enumerate(headers) if by_header(header)}
    found |= set(by_content(table, found))
    return [
        headers[at] or _("column %(value)s") % {"value": at + 1}
        for at in sorted(found)
        if at < len(headers)
    ]


def by_header(header: str) -> bool:
    """True for the name of something that identifies."""
    return OF_HEADERS.fullmatch(words(header[:LONGEST])) is not None


def by_content(table: Table, known: set[int]) -> Iterator[int]:
    """The columns of which a cell looks like an address, a number of a person, or worse."""
    seen: set[str] = set()
    for row in table.rows:
        for at, cell in enumerate(row.cells):
            if at not in known and cell not in seen and not PLAIN_SIGNS.issuperset(cell):
                seen.add(cell)
                if looks_personal(cell):
                    yield at


def looks_personal(cell: str) -> bool:
    """True for what has the form of something that identifies."""
    text = cell.strip()[:LONGEST]
    return any(form.fullmatch(text) for form in OF_CELLS) or bool(phi.found(text))


def listed_columns(names: Sequence[str], most: int = 20) -> str:
    """The columns as a message lists them."""
    more = _(" and %(value)s more") % {"value": len(names) - most} if len(names) > most else ""
    return ", ".join(name[:60] for name in names[:most]) + more
