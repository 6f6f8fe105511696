"""Names that a register gives: what comes near an unknown one, and what makes a row the same."""

import difflib
import hashlib
from collections.abc import Sequence
from functools import cached_property

from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.sheets.cells import folded, listed
from initiatives.portfolio.register.shapes import Directory

ELSE = _("Correct it, or add it to the tree first.")
MOST_ASKED = 200
LONGEST_ASKED = 200


class Suggestions:
    """Known names that come near unknown ones; sought for so many different texts and no more."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory
        self.asked: dict[str, str] = {}

    @cached_property
    def known(self) -> dict[str, str]:
        """The names of all entities as they are compared, with how they are written."""
        return {folded(name): name for name in self.directory.entity_names()}

    def near(self, text: str) -> str:
        """A question with the names that come near, or what else to do."""
        if text not in self.asked and len(self.asked) < MOST_ASKED and len(text) <= LONGEST_ASKED:
            self.asked[text] = self.question(
                difflib.get_close_matches(folded(text), self.known, n=3, cutoff=0.6)
            )
        return self.asked.get(text, ELSE)

    def question(self, close: Sequence[str]) -> str:
        """Asks whether one of these was meant."""
        return (
            gettext("Did you mean %(listed)s?")
            % {"listed": listed([self.known[name] for name in close], "or")}
            if close
            else ELSE
        )


def key_of(title: str, entity: str) -> str:
    """The same for the same title at the same place, however they are spaced or capitalised."""
    if not title:
        return ""
    return hashlib.sha256(f"{folded(title)}\0{folded(entity)}".encode()).hexdigest()
