"""Search: one box over everything that the viewer may see, and a page of each kind."""

from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.references import plain_key
from initiatives.people import queries as people
from initiatives.people.models import Entity, User
from initiatives.status.choices import SearchKind
from initiatives.status.search import (
    BY_KEY,
    LONGEST,
    MOST,
    PAGE,
    Found,
    Group,
    Hit,
    complaint,
    is_reference,
    search,
)
from initiatives.web.frame import page, viewer_of
from initiatives.web.frame.forms import entity_choices

PAGES = {
    "initiatives": "initiative",
    "shortfalls": "shortfall",
    "commitments": "commitment",
    "measures": "measure",
    "definitions": "definition",
    "answers": "answer",
}
NO_KIND = _("There is no such kind of record. Choose one of the list, or Everything.")
NO_PLACE = _("There is no such entity. Choose one of the list, or All entities.")
BAD_REQUEST = 400


class Query(NamedTuple):
    """What the address asks for, read; `complaint` says what of it cannot be."""

    text: str
    kind: str
    entity: Entity | None
    number: int
    complaint: str

    def address(self, **other: Any) -> str:
        """The address of the same search, but for some of it."""
        asked = {"q": self.text, "kind": self.kind, "entity": self.entity and self.entity.pk}
        given = {name: value for name, value in (asked | other).items() if value}
        return f"{reverse('search')}?{urlencode(given)}"


class Shown(NamedTuple):
    """A group with the address of each hit, of all hits of its kind, and of the pages around."""

    group: Group
    hits: list[tuple[Hit, str]]
    whole: str
    earlier: str
    later: str


@page
def everything(request: HttpRequest) -> HttpResponse:
    """What holds the words of `q`, by kind; a reference leads straight to its record."""
    viewer = viewer_of(request)
    query = read(request, viewer)
    if query.complaint:
        return answer(request, query, Found(query.text.replace("\x00", "")[:LONGEST]), BAD_REQUEST)
    found = search(viewer, query.text, query.kind, query.entity, query.number)
    if found.direct:
        return redirect(address_of(found.direct))
    return answer(request, query, found)


def read(request: HttpRequest, viewer: User) -> Query:
    """The query string; whatever somebody wrote into it can be read as something."""
    asked = request.GET
    text, kind, place = (asked.get(name, "") for name in ("q", "kind", "entity"))
    key = plain_key(place.strip())
    entity = people.entities(viewer).filter(pk=key).first() if key else None
    wrong = complaint(text)
    if not wrong and kind and kind not in BY_KEY:
        wrong = NO_KIND
    if not wrong and place and entity is None:
        wrong = NO_PLACE
    number = min(plain_key(asked.get("page", "")) or 1, MOST // PAGE)
    return Query(text, kind if kind in BY_KEY else "", entity, number, wrong)


def answer(request: HttpRequest, query: Query, found: Found, status: int = 200) -> HttpResponse:
    """The page of a search."""
    context = {
        "found": found,
        "query": query,
        "shown": [shown(query, group) for group in found.groups],
        "kinds": SearchKind.choices,
        "entities": entity_choices(viewer_of(request)),
        "longest": LONGEST,
        "everywhere": query.address(kind="", entity="") if query.kind or query.entity else "",
        "browse": reverse("initiative_list"),
        "no_such_reference": is_reference(found.text),
    }
    return render(request, "search/page.html", context, status=status)


def shown(query: Query, group: Group) -> Shown:
    """A group with its links."""
    last = min(query.number * PAGE, group.count)
    goes_on = bool(query.kind) and last < group.count
    return Shown(
        group,
        [(hit, address_of(hit)) for hit in group.hits],
        "" if query.kind or len(group.hits) >= group.count else query.address(kind=group.kind.key),
        query.address(page=query.number - 1) if query.kind and query.number > 1 else "",
        query.address(page=query.number + 1) if goes_on else "",
    )


def address_of(hit: Hit) -> str:
    """The page of a record; themes have none of their own but the list of what was said of them."""
    if hit.kind == "themes":
        return f"{reverse('voice_list')}?theme={hit.record.pk}"
    return reverse(PAGES[hit.kind], args=[hit.record.pk])
