"""The list of initiatives, the page of one, and its smaller actions."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer
from initiatives.people import queries as people
from initiatives.people.models import Entity
from initiatives.portfolio import queries, rules, services
from initiatives.portfolio.models import Initiative
from initiatives.status.filters import InitiativeFilter
from initiatives.status.queries.initiatives import initiatives
from initiatives.web.frame import ListPage, page, viewer_of
from initiatives.web.frame.forms import (
    Choices,
    entity_choices,
    person_choices,
    principle_choices,
)
from initiatives.web.frame.lists import COHORT
from initiatives.web.views.initiative_parts import parts_of
from initiatives.web.views.lifecycle import InitiativePage


class InitiativeList(ListPage):
    """All initiatives that the viewer may see."""

    list_name = "initiatives"
    filter_class = InitiativeFilter
    template_name = "initiatives/list.html"
    hidden = (*COHORT, "said", "level")
    orders = (
        ("title", _("Title")),
        ("target_on", _("Target date")),
        ("stage", _("Stage")),
        ("-active_at", _("Most recently active")),
        ("active_at", _("Longest without activity")),
        ("-reference", _("Newest")),
    )

    def rows(self) -> QuerySet[Initiative]:
        return initiatives(self.viewer)

    @cached_property
    def tree(self) -> list[Entity]:
        return people.tree(self.viewer)

    def choices(self) -> dict[str, Choices]:
        persons = person_choices(people.directory(self.viewer))
        return {
            "entity": entity_choices(self.viewer, self.tree),
            "principle": principle_choices(self.viewer),
            "owner": persons,
            "sponsor": persons,
        }

    def context(self) -> dict[str, Any]:
        return {
            "may_create": any(rules.may_create(self.viewer, one) for one in self.tree),
            "may_import": rules.may_import(self.viewer),
        }


@page
def initiative(request: HttpRequest, pk: int) -> HttpResponse:
    """One initiative, whole."""
    viewer = viewer_of(request)
    return render(
        request, "initiatives/page.html", parts_of(viewer, queries.initiative(viewer, pk))
    )


class Cite(InitiativePage):
    """Work by the definitions that are in force now."""

    title = _("Cite the definitions in force")
    lede = _("The history keeps which versions were cited before.")
    submit = _("Cite them")
    done = _("The initiative cites the definitions in force.")

    def permission(self) -> Answer:
        return rules.may_edit(self.viewer, self.record)

    def perform(self, given: dict[str, Any]) -> Initiative:
        return services.cite_definitions_in_force(actor=self.viewer, initiative=self.record)

    def url_after(self, result: Any) -> str:
        return super().url_after(result) + "#definitions"
