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
from initiatives.status.search.kinds import Ending, Kind, Place, Rows

MOST = 200
ALIKE = 2_000
COMMON = 2_000


@dataclass(frozen=True)
class Slice:
    """Some rows of a kind, the best first, and how many there are; `more` beyond those counted."""

    rows: Sequence[Any]
    count: int
    more: bool


NOTHING = Slice((), 0, False)


def exact(viewer: User, kind: Kind, query: str, place: Place, start: int, stop: int) -> Slice:
    """Rows that hold the words, with `marked_title`, `marked_text` and `marked_ending`."""
    keys = candidates(viewer, kind, query, place)
    if not keys:
        return NOTHING
    ranked = chosen(kind, keys).annotate(rank=terms.weight(kind.words, query), **marks(kind, query))
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


def candidates(viewer: User, kind: Kind, query: str, place: Place) -> list[int]:
    """The keys of the first rows that the viewer may see and that hold the words.

    Which rows hold them is looked up first, and then which of these the viewer may see: rare words
    have few, and of common ones enough are seen by most people. Only who sees little and asks for
    what is in very many rows has all of them gone through. Where nothing holds the words, nobody
    need be asked. The answer is the same either way.
    """
    holding = held(kind, query)
    if not holding:
        return []
    rows = kind.rows(viewer, place)
    seen = keys_of(rows.filter(pk__in=holding))
    if len(holding) <= COMMON or len(seen) > MOST:
        return seen
    return among_all(rows, kind, query)


def among_all(rows: Rows, kind: Kind, query: str) -> list[int]:
    """The keys of those of these rows that hold the words, however many hold them."""
    own = keys_of(rows.filter(terms.holds(kind.words, query)))
    if kind.ending is None or len(own) > MOST:
        return own
    through = ended(kind.ending, query).values(kind.ending.key)
    return list({*own, *keys_of(rows.filter(pk__in=through))})


def keys_of(rows: Rows) -> list[int]:
    """The keys of the first of these rows."""
    return list(rows.values_list("pk", flat=True)[: MOST + 1])


def ended(ending: Ending, query: str) -> Rows:
    """The rows that tell how records ended, and hold the words."""
    found: Rows = ending.model.objects.filter(terms.holds(ending.words, query))
    return found.order_by()


def held(kind: Kind, query: str) -> set[int]:
    """The keys of `COMMON` and some rows at most that hold the words, whoever may see them."""
    rows = kind.model.objects.filter(terms.holds(kind.words, query)).order_by()
    keys = set(rows.values_list("pk", flat=True)[: COMMON + 1])
    if kind.ending is not None and len(keys) <= COMMON:
        through = ended(kind.ending, query).values_list(kind.ending.key, flat=True)
        keys |= set(through[: COMMON + 1])
    return keys


def chosen(kind: Kind, keys: Any) -> Rows:
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
