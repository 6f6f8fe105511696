"""The text of a cell: cleaned, quoted, compared."""

import re
import unicodedata

from django.utils.translation import gettext

LINE_BREAK = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Keeps tab and newline; takes other control characters, the marks that reverse the direction of
# text, invisible spaces and halves of characters.
UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
QUOTES = dict.fromkeys(map(ord, "\u2018\u2019\u02bc"), "'") | dict.fromkeys(
    map(ord, "\u201c\u201d"), '"'
)
PUNCTUATION = DASHES | QUOTES
WIDEST_QUOTE = 80


def clean(text: str) -> str:
    """The text without control characters and outer space; lines stay lines."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return unicodedata.normalize("NFC", UNWANTED.sub("", LINE_BREAK.sub("\n", text))).strip()


def one_line(text: str) -> str:
    """The text with every run of space as one blank."""
    return " ".join(text.split())


def folded(text: str) -> str:
    """The text as it is compared: without case, kinds of dash and quotation mark, doubled space."""
    plain = unicodedata.normalize("NFKC", text).translate(PUNCTUATION)
    return one_line(plain.casefold())


def words(text: str) -> str:
    """The text as a header or a status is compared: its letters and digits alone."""
    return one_line(re.sub(r"[\W_]+", " ", folded(text)))


def quoted(text: str) -> str:
    """The text as a message shows it: one line, not too long, in quotation marks."""
    line = one_line(text)
    short = line if len(line) <= WIDEST_QUOTE else line[: WIDEST_QUOTE - 1].rstrip() + "…"
    return f"“{short}”"


def listed(items: list[str], last: str = "and") -> str:
    """Items as people list them: a, b and c."""
    if len(items) < 2:
        return "".join(map(str, items))
    words = {"these": ", ".join(map(str, items[:-1])), "last": items[-1]}
    if last == "or":
        return gettext("%(these)s or %(last)s") % words
    return gettext("%(these)s and %(last)s") % words
