"""The tree of entities, and each of them."""

from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer
from initiatives.history import queries as history
from initiatives.measures.queries import features_at
from initiatives.people import queries, rules, services
from initiatives.people.filters import EntityFilter
from initiatives.people.models import Entity, User
from initiatives.web.forms.entities import EntityRevision, MoveForm, NewEntityForm
from initiatives.web.frame import ActionPage, ListPage, page, viewer_of
from initiatives.web.frame.forms import Choices, entity_choices
from initiatives.web.frame.tiles import Tile, tile

EVENTS_SHOWN = 20
Crumbs = list[tuple[str, str]]


class Branch(NamedTuple):
    """An entity, and the branches right below it."""

    entity: Entity
    below: list["Branch"]


class EntityList(ListPage):
    """The tree; as soon as a filter is set, the entities that match it."""

    filter_class = EntityFilter
    template_name = "entities/list.html"
    table_name = "entities"
    hidden = ("parent",)

    def rows(self) -> QuerySet[Entity]:
        return queries.entities(self.viewer)

    @cached_property
    def tree(self) -> list[Entity]:
        return queries.tree(self.viewer)

    def choices(self) -> dict[str, Choices]:
        offered = entity_choices(self.viewer, self.tree)
        return {"within": offered, "parent": offered}

    def table_query(self, query: str) -> str:
        """The tree has only what still stands."""
        return query or "merged=false"

    def context(self) -> dict[str, Any]:
        return {
            "branches": branches(self.tree),
            "standing": len(self.tree),
            "may_administer": rules.may_administer(self.viewer),
        }


def branches(tree: list[Entity]) -> list[Branch]:
    """The roots of a tree that lists each entity after its parent."""
    known = {entity.pk: Branch(entity, []) for entity in tree}
    for entity in tree:
        if entity.below is not None:  # type: ignore[attr-defined]
            known[entity.below].below.append(known[entity.pk])  # type: ignore[attr-defined]
    return [known[entity.pk] for entity in tree if entity.parent_id is None]


@page
def entity(request: HttpRequest, pk: int) -> HttpResponse:
    """One entity: its people, what is below it, and what is counted there."""
    viewer = viewer_of(request)
    found = queries.entity(viewer, pk)
    context = {
        "entity": found,
        "crumbs": crumbs_to(viewer, found),
        "children": queries.children(viewer, found),
        "merged": queries.merged(viewer, found),
        "turns": queries.turns_of(viewer, found),
        "memberships": queries.memberships(viewer, entity=found),
        "tiles": tiles_of(viewer, found),
        "tests": features_at(viewer, found),
        "events": history.events_about(viewer, found)[:EVENTS_SHOWN],
        "may_manage": rules.may_manage(viewer, found),
    }
    return render(request, "entities/page.html", context)


def crumbs_to(viewer: User, found: Entity) -> Crumbs:
    """The way down to an entity, without itself."""
    above = queries.ancestors(viewer, found)
    way = [(one.name, reverse("entity", args=[one.pk])) for one in above]
    return [(gettext("Entities"), reverse("entity_list")), *way]


def tiles_of(viewer: User, found: Entity) -> list[Tile]:
    """The numbers of an entity with all below it, each a link to exactly what it counts."""
    here = f"entity={found.pk}"
    return [
        tile(viewer, "initiatives", gettext("Initiatives"), here),
        tile(viewer, "commitments", gettext("Open commitments"), f"{here}&state=open"),
        tile(viewer, "commitments", gettext("Overdue commitments"), f"{here}&overdue=true"),
        tile(viewer, "shortfalls", gettext("Open shortfalls"), f"{here}&state=open"),
    ]


class Create(ActionPage):
    """A new part of the system."""

    form_class = NewEntityForm
    title = _("Add an entity")
    submit = _("Add the entity")

    def permission(self) -> Answer:
        return rules.may_administer(self.viewer)

    def initial(self) -> dict[str, Any]:
        return {"parent": self.request.GET.get("parent", "")}

    def perform(self, given: dict[str, Any]) -> Entity:
        return services.create_entity(actor=self.viewer, **given)

    def get_done(self, result: Entity) -> str:
        return gettext("%(result)s is added.") % {"result": result}

    def url_after(self, result: Entity | None) -> str:
        return reverse("entity", args=[result.pk]) if result else reverse("entity_list")

    def crumbs(self) -> Crumbs:
        return [(gettext("Entities"), reverse("entity_list"))]


class EntityPage(ActionPage):
    """What the pages that change an entity share."""

    def find(self) -> Entity:
        return queries.entity(self.viewer, self.kwargs["pk"])

    def permission(self) -> Answer:
        return rules.may_manage(self.viewer, self.record)

    def get_title(self) -> str:
        return f"{self.title} {self.record}"

    def url_after(self, result: Any) -> str:
        return reverse("entity", args=[self.record.pk])

    def crumbs(self) -> Crumbs:
        return [*crumbs_to(self.viewer, self.record), (self.record.name, self.url_after(None))]


class Edit(EntityPage):
    """An entity renamed, or its kind changed."""

    form_class = EntityRevision
    title = _("Edit")

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.record, name) for name in ("name", "short_name", "kind")}

    def perform(self, given: dict[str, Any]) -> Entity:
        return services.revise_entity(actor=self.viewer, entity=self.record, **given)


class Move(EntityPage):
    """An entity, with all below it, hung under another."""

    form_class = MoveForm
    title = _("Move")
    lede = _("Everything below it moves along, and roles held above its new place then reach it.")
    submit = _("Move it")
    done = _("The entity is moved.")

    def initial(self) -> dict[str, Any]:
        return {"entity": self.record}

    def perform(self, given: dict[str, Any]) -> Entity:
        return services.move_entity(
            actor=self.viewer,
            entity=self.record,
            parent=given["parent"],
            reason=given["reason"],
        )
