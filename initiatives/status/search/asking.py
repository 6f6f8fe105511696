"""What somebody typed into the search box, read without asking the database anything.

Words are and-ed; "in quotes" they stand side by side; -without leaves out; `or` between two lets
either do. While one types, the last word may be only begun. A reference such as QI-42 is a record.
"""

import re
from dataclasses import dataclass

from initiatives.base.lazy import format_lazy
from initiatives.base.lazy import gettext_lazy as _

LONGEST = 200  # characters: a sentence or two; what is longer is no search
FEWEST = 3  # letters from which a begun word, or a likeness, says enough to look for
TOO_LONG = format_lazy(
    _("Keep this within {longest} characters: a few words find more than many."), longest=LONGEST
)
UNREADABLE = _("This text has a character that cannot be searched for; type it anew.")
LAST_WORD = re.compile(rf"(?:^|\s)([^\W_]{{{FEWEST},}})$")
LEFT_OUT = re.compile(r"(?:^|(?<=\s))-\S+")
EITHER = re.compile(r"(?:^|\s)or(?=\s|$)", re.IGNORECASE)
NO_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Asked:
    """A text as typed; `settled` is what was typed in full, `begun` a word that may go on.

    `likeness` is what a misspelt title would be like: the words alone, without what leaves out.
    """

    text: str
    settled: str
    begun: str
    likeness: str

    def __bool__(self) -> bool:
        return bool(self.text)


def complaint(text: str) -> str:
    """What is wrong with a text; nothing for one that can be searched for."""
    if "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        return UNREADABLE
    return TOO_LONG if len(text) > LONGEST else ""


def asked(text: str) -> Asked:
    """What a text asks for; raises ValueError where `complaint` has one."""
    if problem := complaint(text):
        raise ValueError(problem)
    begun = last_word(text)
    settled = text[: len(text) - len(begun)] if begun else text
    return Asked(text.strip(), settled.strip(), begun, likeness(text))


def last_word(text: str) -> str:
    """The word that may be only begun; empty after a space, within quotes, and beside an `or`.

    Only letters and digits, so that it is safe to be handed on as a prefix. An `or` binds less
    than the words around it, so a last word cannot be taken from its side.
    """
    within_quotes = text.count('"') % 2 == 1
    found = LAST_WORD.search(text)
    if found is None or within_quotes or EITHER.search(text):
        return ""
    return found[1]


def likeness(text: str) -> str:
    """The words alone in capitals, as the indexes of likeness hold them; empty for too few."""
    kept = EITHER.sub(" ", LEFT_OUT.sub(" ", text))
    words = NO_LETTERS.sub(" ", kept).strip().upper()
    return words if len(words) > FEWEST else ""
