"""What is asked at size, by page and by API, each beside bare SQL of the same rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from api.pagination import Cursor, keys_of
from bench.asking import Asked
from bench.cases import MATRIX, rows
from bench.scale_floors import ONE, OTHERS, PROMISED, changed, listed, made
from bench.search import bare
from bench.sized import Viewers
from initiatives.people.models import Entity, User
from initiatives.portfolio.models import Initiative
from initiatives.portfolio.queries import initiatives

PAGE, FAR = 50, 100
WORD = "asthma"
FOUND, SEEN, CREATED = 200, 302, 201
STEP = 2  # versions a revision: what changed, and that its people moved it


@dataclass(frozen=True)
class Case:
    """What is asked by whom; `ask` takes the number of the request, from 0."""

    name: str
    viewer: str
    ask: Callable[[int], Asked]
    floor: Callable[[], object]
    expects: int = FOUND
    changes: bool = False


def cases(viewers: Viewers) -> Iterator[Case]:
    """All of them."""
    root = Entity.objects.get(parent=None)
    yield from reading("matrix", "executive", f"?entity={root.pk}", rows(MATRIX), "status")
    yield from lists(viewers)
    mine = rows((PROMISED,), owner=viewers.owner.pk)
    yield got("inbox page", "owner", reverse("my_accountability"), mine)
    api = f"/api/v1/commitments/?owner={viewers.owner.pk}&state=open&ordering=due_on"
    yield got("inbox API", "owner", api, mine)
    for name in vars(viewers):
        yield from reading(f"search, {name},", name, f"?q={WORD}", bare(WORD), "search")
    yield from one(viewers)
    yield from others(viewers)


def got(name: str, viewer: str, path: str, floor: Callable[[], object]) -> Case:
    """Reading what does not change."""
    return Case(name, viewer, lambda number: Asked(path), floor)


def reading(
    name: str, viewer: str, query: str, floor: Callable[[], object], page: str
) -> Iterator[Case]:
    """A page and the API's collection of the same name, by the same query."""
    yield got(f"{name} page", viewer, reverse(page) + query, floor)
    yield got(f"{name} API", viewer, f"/api/v1/{page}/{query}", floor)


def lists(viewers: Viewers) -> Iterator[Case]:
    """The list of initiatives: its beginning, far down, filtered, in another order, by text."""
    hospital = Entity.objects.filter(parent__parent=None, parent__isnull=False).order_by("pk")[0]
    page, api = reverse("initiative_list"), "/api/v1/initiatives/"
    filtered = f"?stage=testing&entity={hospital.pk}"
    for name, viewer, query, cursor, floor in (
        ("first", "executive", "", "", listed()),
        ("first, member", "member", "", "", listed(hospital=hospital.pk)),
        (
            "page 100",
            "executive",
            f"?page={FAR}",
            f"?cursor={cursor_of(viewers.executive)}",
            listed(offset=PAGE * (FAR - 1)),
        ),
        ("filtered", "executive", filtered, "", listed(hospital=hospital.pk, stage="testing")),
        ("by date", "executive", "?ordering=target_on", "", listed(order="i.target_on, i.id")),
        ("by text", "executive", f"?q={WORD}", "", listed(text=f"%{WORD}%")),
    ):
        yield got(f"list {name} page", viewer, page + query, floor)
        yield got(f"list {name} API", viewer, api + (cursor or query), floor)


def cursor_of(viewer: User) -> str:
    """The cursor of the hundredth page."""
    known = initiatives(viewer)
    keys = keys_of(known)
    last = known.order_by(*(key.order() for key in keys))[PAGE * (FAR - 1) - 1]
    return Cursor().cursor(last, keys, False)


def one(viewers: Viewers) -> Iterator[Case]:
    """One initiative, a new one, and one that changes."""
    seen = Initiative.objects.order_by("pk")[1000].pk
    for name, path in (("page", reverse("initiative", args=[seen])), ("API", api_of(seen))):
        yield got(f"initiative {name}", "executive", path, rows(ONE, pk=seen))
    unit = Entity.objects.filter(lineage__len=3).order_by("pk")[0].pk
    by_page, by_api = Initiative.objects.filter(owner=viewers.owner).order_by("pk")[:2]
    for name, viewer, ask, floor, expects in (
        ("create page", "member", charter(unit), made(seen), SEEN),
        ("create API", "member", charter_api(unit), made(seen), CREATED),
        ("update page", "owner", revision(by_page), changed(seen), SEEN),
        ("update API", "owner", revision_api(by_api), changed(seen), FOUND),
    ):
        yield Case(name, viewer, ask, floor, expects, changes=True)


def others(viewers: Viewers) -> Iterator[Case]:
    """Other pages that count or list much, for who sees everything and for who sees a part."""
    root = Entity.objects.get(parent=None)
    hospital = Entity.objects.filter(parent=root).order_by("pk")[0]
    for viewer, entity in (("executive", root), ("member", hospital)):
        for name, floor in OTHERS.items():
            path = reverse(name, args=[entity.pk] if name == "entity" else [])
            yield got(f"{name}, {viewer}", viewer, path, rows((floor,), pk=entity.pk))


def api_of(key: int) -> str:
    """An initiative's address in the API."""
    return f"/api/v1/initiatives/{key}/"


def charter(unit: int) -> Callable[[int], Asked]:
    """A new initiative by its form."""
    fields = {"title": "Less waiting", "entity": str(unit), "stage": "proposed"}
    return lambda number: Asked(reverse("initiative_create"), fields=fields)


def charter_api(unit: int) -> Callable[[int], Asked]:
    """The same by the API."""
    data: dict[str, object] = {"title": "Less waiting", "entity": unit}
    return lambda number: Asked("/api/v1/initiatives/", data=data)


def revision(initiative: Initiative) -> Callable[[int], Asked]:
    """Another problem, each time of the version that the time before made."""
    path = reverse("initiative_edit", args=[initiative.pk])
    kept = {
        name: str(getattr(initiative, name) or "")
        for name in ("title", "population", "aim_summary", "target_on")
    }
    kept |= {"entity": str(initiative.entity_id), "owner": str(initiative.owner_id)}
    kept |= {"sponsor": str(initiative.sponsor_id), "reason": "It was looked at again."}

    def ask(number: int) -> Asked:
        version = str(initiative.version + STEP * number)
        said = {"problem": f"People wait for {version} days.", "version": version}
        return Asked(path, fields=kept | said)

    return ask


def revision_api(initiative: Initiative) -> Callable[[int], Asked]:
    """The same by the API."""

    def ask(number: int) -> Asked:
        version = initiative.version + STEP * number
        said: dict[str, object] = {"problem": f"People wait for {version} days."}
        match = {"If-Match": f'"{version}"'}
        return Asked(api_of(initiative.pk), data=said, method="PATCH", headers=match)

    return ask
