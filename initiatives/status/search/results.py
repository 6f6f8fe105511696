"""What was found, as pages and the API show it: groups of hits, and the record of a reference."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from initiatives.base.models import Record
from initiatives.community.models import Wording
from initiatives.people.models import Entity
from initiatives.portfolio.choices import Stage
from initiatives.portfolio.models import Initiative
from initiatives.status.search.finding import Slice
from initiatives.status.search.kinds import Kind
from initiatives.status.search.pieces import Piece, is_marked, pieces, plain


@dataclass(frozen=True)
class Hit:
    """One record that was found.

    `snippet` is a stretch of its texts, `ending` one of what it left behind, where it has ended;
    `why` says where the words are: in its title, its text, or in how it ended; of a title that is
    only spelt alike, that.
    """

    kind: str
    record: Record
    title: tuple[Piece, ...]
    snippet: tuple[Piece, ...]
    ending: tuple[Piece, ...]
    why: str
    state: str
    state_label: str
    outcome: str
    lasted: str

    @property
    def reference(self) -> str:
        return self.record.reference

    @property
    def name(self) -> str:
        """The title without its marks."""
        return "".join(piece.text for piece in self.title)

    @property
    def entity(self) -> Entity | None:
        """Where it belongs; nothing for what holds in the whole system."""
        about = getattr(self.record, "initiative", None) if self.kind == "measures" else self.record
        return getattr(about, "entity", None)


@dataclass(frozen=True)
class Group:
    """The hits of one kind, the best first. `count` never exceeds what is counted; `more` says
    that there are more. `near` hits hold none of the words, but are spelt alike.
    """

    kind: Kind
    hits: tuple[Hit, ...]
    count: int
    more: bool
    near: bool


@dataclass(frozen=True)
class Found:
    """Everything that was found; `direct` is the record whose reference was asked for."""

    text: str
    direct: Hit | None = None
    groups: tuple[Group, ...] = ()

    @property
    def is_near(self) -> bool:
        """Whether nothing holds the words, and all that is shown is only spelt alike."""
        return bool(self.groups) and all(group.near for group in self.groups)


def group_of(kind: Kind, found: Slice, near: bool = False) -> Group:
    """A slice of rows as hits."""
    hits = tuple(hit_of(kind, row, near) for row in found.rows)
    return Group(kind, hits, found.count, found.more, near)


def hit_of(kind: Kind, row: Any, near: bool = False) -> Hit:
    """One row as a hit; a row without marks is the record of a reference."""
    record = row.report_back if isinstance(row, Wording) else row
    titled = pieces(row.marked_title) if hasattr(row, "marked_title") else plain(name_of(row))
    snippet = pieces(getattr(row, "marked_text", ""))
    state, label = state_of(record)
    outcome, lasted = ended(record)
    ending = pieces(getattr(row, "marked_ending", "")) if outcome else ()
    return Hit(
        kind=kind.key.value,
        record=record,
        title=titled,
        snippet=snippet,
        ending=ending,
        why=_("Spelt much like this") if near else why(titled, snippet, ending),
        state=state,
        state_label=label,
        outcome=outcome,
        lasted=lasted,
    )


def why(title: tuple[Piece, ...], text: tuple[Piece, ...], ending: tuple[Piece, ...]) -> str:
    """Where the words were found."""
    places = (
        (_("in its title"), title),
        (_("in its text"), text),
        (_("in how it ended"), ending),
    )
    held = [name for name, found in places if is_marked(found)]
    return _("Found %(places)s") % {"places": _(" and ").join(held)} if held else ""


def name_of(row: Any) -> str:
    """What a row is called."""
    if isinstance(row, Wording):
        return _("What was answered (%(language)s)") % {"language": row.get_language_display()}
    return str(row)


def state_of(record: Record) -> tuple[str, str]:
    """The state of a record with its label; on hold goes before the stage it is held in."""
    if getattr(record, "on_hold_since", None):
        return "on_hold", _("On hold")
    for name in ("stage", "state"):
        if hasattr(record, name):
            return getattr(record, name), getattr(record, f"get_{name}_display")()
    return "", ""


def ended(record: Record) -> tuple[str, str]:
    """How an initiative ended and whether that lasted, in words; nothing for what goes on."""
    handover = getattr(record, "handover", None)
    if not isinstance(record, Initiative) or record.stage != Stage.CLOSED or handover is None:
        return "", ""
    return handover.get_outcome_display(), handover.get_lasted_display()
