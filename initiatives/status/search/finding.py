"""One kind of record: what was found of it, and how much at most there is.

Never is everything counted or ranked: of what the viewer may see and that holds the words, the
database hands over the first `MOST` and one, and only these are ranked and counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Window

from initiatives.people.models import User
from initiatives.status.search import terms
from initiatives.status.search.kinds import Kind, Place, Rows

MOST = 200
ALIKE = 2_000


@dataclass(frozen=True)
class Slice:
    """Some rows of a kind, the best first, and how many there are; `more` beyond those counted."""

    rows: Sequence[Any]
    count: int
    more: bool


def exact(viewer: User, kind: Kind, query: str, place: Place, start: int, stop: int) -> Slice:
    """Rows that hold the words, with `marked_title`, `marked_text` and `marked_ending`."""
    found = chosen(kind, candidates(viewer, kind, query, place))
    ranked = found.annotate(rank=terms.weight(kind.words, query), **marks(kind, query))
    return taken(ranked.order_by("-rank", "-pk"), start, stop)


def near(viewer: User, kind: Kind, likeness: str, place: Place, start: int, stop: int) -> Slice:
    """Rows whose titles are spelt much like the words, with the beginning of their texts.

    They are suggestions, so they need not be complete: of more than `ALIKE` titles that are so
    spelt, these are looked at. Common words would take seconds otherwise, where little is seen.
    """
    alike = kind.model.objects.filter(terms.is_like(kind.title, likeness)).order_by()
    rows = kind.rows(viewer, place).filter(pk__in=alike.values("pk")[:ALIKE])
    found = chosen(kind, rows.values("pk")[: MOST + 1])
    ranked = found.annotate(
        rank=terms.alikeness(kind.title, likeness), marked_text=terms.beginning(kind.texts, 200)
    )
    return taken(ranked.order_by("-rank", "-pk"), start, stop)


def candidates(viewer: User, kind: Kind, query: str, place: Place) -> Rows:
    """The keys of the first rows that the viewer may see and that hold the words."""
    rows = kind.rows(viewer, place)
    own = rows.filter(terms.holds(kind.words, query)).values("pk")[: MOST + 1]
    if kind.ending is None:
        return own
    ended = kind.ending.model.objects.filter(terms.holds(kind.ending.words, query)).order_by()
    through = rows.filter(pk__in=ended.values(kind.ending.key)).values("pk")[: MOST + 1]
    return own.union(through)


def chosen(kind: Kind, keys: Rows) -> Rows:
    """The rows of these keys, with what is shown of them; whoever asks, the keys are theirs."""
    rows: Rows = kind.model.objects.filter(pk__in=keys)
    return rows.select_related(*kind.related) if kind.related else rows


def marks(kind: Kind, query: str) -> dict[str, Any]:
    """What is shown of a row, with the found words marked."""
    shown: dict[str, Any] = {"marked_text": terms.stretch(kind.texts, query)}
    if kind.title:
        shown["marked_title"] = terms.whole_marked(kind.title, query)
    if kind.ending is not None:
        shown["marked_ending"] = terms.stretch(kind.ending.texts, query)
    return shown


def taken(rows: QuerySet[Any], start: int, stop: int) -> Slice:
    """A slice of rows; beyond `MOST` they are not counted."""
    shown = list(rows.annotate(of=Window(Count("*")))[start : min(stop, MOST)])
    count = shown[0].of if shown else 0
    return Slice(shown, min(count, MOST), count > MOST)
