"""What a version of guiding principles changes, in words."""

from typing import NamedTuple

from initiatives.base.differing import Piece
from initiatives.base.lazy import gettext_lazy as _
from initiatives.framework.choices import Turn
from initiatives.framework.loading import Comparison
from initiatives.framework.loading.comparing import PrincipleTurn, TextTurn

LABELS = {
    "name": _("Name"),
    "source": _("Address"),
    "purpose": _("Purpose"),
    "mission": _("Mission"),
    "values": _("Values"),
    "short_name": _("Short name"),
    "statement": _("Statement"),
    "expects": _("What it expects"),
}


class Line(NamedTuple):
    """A text that differs: what it is, whether it is a list, and its pieces."""

    label: str
    in_lines: bool
    pieces: list[Piece]


class Changes(NamedTuple):
    """A comparison as a page shows it; principles that stay as they are are only counted."""

    counts: list[tuple[Turn, int]]
    texts: list[Line]
    principles: list[tuple[PrincipleTurn, list[Line]]]


def changes_of(comparison: Comparison) -> Changes:
    """What differs, in words."""
    return Changes(
        counts=[(turn, comparison.counts[turn]) for turn in Turn if comparison.counts[turn]],
        texts=lines_of(comparison.texts),
        principles=[
            (one, lines_of(one.texts)) for one in comparison.principles if one.turn != Turn.SAME
        ],
    )


def lines_of(texts: tuple[TextTurn, ...]) -> list[Line]:
    """Each text under its name."""
    return [Line(str(LABELS[one.name]), one.in_lines, one.pieces) for one in texts]
