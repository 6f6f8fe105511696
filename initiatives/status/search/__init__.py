"""Search over everything that a viewer may see, closed work and its lessons included."""

from initiatives.people.models import Entity, User
from initiatives.status.search import finding, terms
from initiatives.status.search.asking import LONGEST, Asked, asked, complaint
from initiatives.status.search.finding import MOST
from initiatives.status.search.kinds import BY_KEY, KINDS, Kind, Place
from initiatives.status.search.pieces import Piece
from initiatives.status.search.references import direct, is_reference
from initiatives.status.search.results import Found, Group, Hit, group_of

__all__ = [
    "BY_KEY",
    "KINDS",
    "LONGEST",
    "MOST",
    "PAGE",
    "Found",
    "Group",
    "Hit",
    "Kind",
    "Piece",
    "complaint",
    "is_reference",
    "search",
]
FEW = 5  # hits of each kind on the page of all kinds; as few in all ask for what is spelt alike
PAGE = 25  # hits a page of one kind


def search(
    viewer: User, text: str, kind: str = "", entity: Entity | None = None, page: int = 1
) -> Found:
    """What the viewer may see and that holds the words of a text: a few of each kind, or a page
    of one kind. Where next to nothing does, titles that are spelt alike.

    Raises ValueError for a text of which `complaint` says what is wrong, and KeyError for a kind
    that there is not.
    """
    given = asked(text)
    if not given:
        return Found("")
    straight = direct(viewer, given.text)
    place: Place = {"entity": entity.pk} if entity else {}
    among = (BY_KEY[kind],) if kind else KINDS
    start = (page - 1) * PAGE if kind else 0
    window = start, start + (PAGE if kind else FEW)
    groups = exact_groups(viewer, given, among, place, window)
    if sum(len(group.hits) for group in groups) < FEW and start == 0:
        groups += near_groups(viewer, given, without(among, groups), place, window)
    return Found(given.text, straight, tuple(groups))


def exact_groups(
    viewer: User, given: Asked, kinds: tuple[Kind, ...], place: Place, window: tuple[int, int]
) -> list[Group]:
    """The kinds of which something holds the words."""
    query = terms.compiled(given)
    if not query:
        return []
    found = ((kind, finding.exact(viewer, kind, query, place, *window)) for kind in kinds)
    return [group_of(kind, one) for kind, one in found if one.rows]


def near_groups(
    viewer: User, given: Asked, kinds: list[Kind], place: Place, window: tuple[int, int]
) -> list[Group]:
    """Of kinds of which nothing holds the words, those with a title that is spelt alike."""
    if not given.likeness:
        return []
    found = (
        (kind, finding.near(viewer, kind, given.likeness, place, *window))
        for kind in kinds
        if kind.alike
    )
    return [group_of(kind, one, near=True) for kind, one in found if one.rows]


def without(kinds: tuple[Kind, ...], groups: list[Group]) -> list[Kind]:
    """The kinds of which nothing was found."""
    had = {group.kind.key for group in groups}
    return [kind for kind in kinds if kind.key not in had]
