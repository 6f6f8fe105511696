"""The list of initiatives, the page of one, and its smaller actions."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property

from initiatives.base.errors import Missing
from initiatives.base.permission import Answer
from initiatives.people import queries as people
from initiatives.people.models import Entity
from initiatives.portfolio import queries, rules, services
from initiatives.portfolio.choices import BEFORE_APPROVAL
from initiatives.portfolio.filters import InitiativeFilter
from initiatives.portfolio.models import Initiative
from initiatives.portfolio.rules.gates import missing_to_leave_proposed
from initiatives.web.forms.initiatives import StageForm
from initiatives.web.frame import ActionPage, ListPage, page, viewer_of
from initiatives.web.frame.forms import (
    Choices,
    entity_choices,
    person_choices,
    principle_choices,
)
from initiatives.web.views.charter import crumb_of
from initiatives.web.views.initiative_parts import gate_link, parts_of


class InitiativeList(ListPage):
    """All initiatives that the viewer may see."""

    list_name = "initiatives"
    filter_class = InitiativeFilter
    template_name = "initiatives/list.html"
    orders = (
        ("title", "Title"),
        ("target_on", "Target date"),
        ("stage", "Stage"),
        ("-active_at", "Most recently active"),
        ("active_at", "Longest without activity"),
        ("-reference", "Newest"),
    )

    def rows(self) -> QuerySet[Initiative]:
        return queries.initiatives(self.viewer)

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


class ChangeStage(ActionPage):
    """To another stage; the gate that is closed says what would open it."""

    form_class = StageForm
    template_name = "initiatives/stage.html"
    title = "Change the stage"
    submit = "Change the stage"

    def find(self) -> Initiative:
        return queries.initiative(self.viewer, self.kwargs["pk"])

    def permission(self) -> Answer:
        return rules.may_move(self.viewer, self.record)

    def initial(self) -> dict[str, Any]:
        return {"stage": self.record.stage}

    def perform(self, given: dict[str, Any]) -> Initiative:
        return services.move_stage(actor=self.viewer, initiative=self.record, **given)

    def get_done(self, result: Initiative) -> str:
        return f"{result.reference} is now {result.get_stage_display().lower()}."

    def context(self) -> dict[str, Any]:
        if self.record.stage not in BEFORE_APPROVAL:
            return {}
        return {"missing": self.links(missing_to_leave_proposed(self.record))}

    def link_for(self, missing: Missing) -> str:
        return gate_link(self.record, missing)

    def url_after(self, result: Any) -> str:
        return reverse("initiative", args=[self.record.pk])

    def crumbs(self) -> list[tuple[str, str]]:
        return [("Initiatives", reverse("initiative_list")), crumb_of(self.record)]


class Cite(ActionPage):
    """Work by the definitions that are in force now."""

    title = "Cite the definitions in force"
    lede = "The history keeps which versions were cited before."
    submit = "Cite them"
    done = "The initiative cites the definitions in force."

    def find(self) -> Initiative:
        return queries.initiative(self.viewer, self.kwargs["pk"])

    def permission(self) -> Answer:
        return rules.may_edit(self.viewer, self.record)

    def perform(self, given: dict[str, Any]) -> Initiative:
        return services.cite_definitions_in_force(actor=self.viewer, initiative=self.record)

    def url_after(self, result: Any) -> str:
        return reverse("initiative", args=[self.record.pk]) + "#definitions"

    def crumbs(self) -> list[tuple[str, str]]:
        return [("Initiatives", reverse("initiative_list")), crumb_of(self.record)]
