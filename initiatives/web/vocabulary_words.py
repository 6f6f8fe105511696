"""What a version of a vocabulary changes, in words."""

from typing import NamedTuple

from initiatives.base.lazy import gettext_lazy as _
from initiatives.framework.choices import Turn
from initiatives.framework.loading.comparing import TextTurn
from initiatives.measures.comparing import GroupTurn, VocabularyComparison
from initiatives.web.framework_words import Line

LABELS = {
    "title": _("Name"),
    "source": _("Source"),
    "ordered": _("Ordered from the most disadvantaged to the most advantaged"),
    "overlapping": _("A person may be in several groups"),
    "order": _("Order of the groups that stay"),
}
FLAGS = {"True": _("Yes"), "False": _("No")}
WORDS = {
    Turn.NEW: _("New"),
    Turn.CHANGED: _("Changed"),
    Turn.WITHDRAWN: _("Left out"),
    Turn.SAME: _("The same"),
}


class VocabularyChanges(NamedTuple):
    """A comparison as a page shows it; groups that stay as they are are only counted."""

    counts: list[tuple[str, int]]
    texts: list[Line]
    groups: list[tuple[GroupTurn, str]]


def changes_of(comparison: VocabularyComparison) -> VocabularyChanges:
    """What differs, in words."""
    counts = comparison.counts
    return VocabularyChanges(
        counts=[(str(WORDS[turn]), counts[turn]) for turn in Turn if counts[turn]],
        texts=[line_of(one) for one in comparison.texts],
        groups=[(one, str(WORDS[one.turn])) for one in comparison.groups if one.turn != Turn.SAME],
    )


def line_of(one: TextTurn) -> Line:
    """A text under its name; what is true or false as yes or no."""
    before, after = (str(FLAGS.get(said, said)) for said in (one.before, one.after))
    return Line(str(LABELS[one.name]), False, TextTurn(one.name, before, after).pieces)
