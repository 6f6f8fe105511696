"""The explicit definitions, their versions, and who works by them."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from initiatives.base import clock
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer
from initiatives.framework import queries, rules, services
from initiatives.framework.models import Definition
from initiatives.portfolio import queries as portfolio
from initiatives.web.forms.definitions import ApproveForm
from initiatives.web.frame import ActionPage, page, viewer_of
from initiatives.web.frame.lists import PAGE_SIZE

Versions = list[Definition]


@page
def definition_list(request: HttpRequest) -> HttpResponse:
    """Each term with the version in force, and the older ones behind it."""
    viewer = viewer_of(request)
    context = {
        "terms": by_term(queries.definitions(viewer)),
        "may_approve": rules.may_define(viewer),
    }
    return render(request, "definitions/list.html", context)


def by_term(definitions: Iterable[Definition]) -> list[Versions]:
    """The versions of each term, the one in force first."""
    ordered = sorted(definitions, key=lambda one: (one.term.casefold(), -one.number))
    return [list(versions) for _, versions in groupby(ordered, key=lambda one: one.term)]


@page
def definition(request: HttpRequest, pk: int) -> HttpResponse:
    """One version of a definition, the other versions, and the initiatives that cite it."""
    viewer = viewer_of(request)
    found = queries.definition(viewer, pk)
    citing = portfolio.initiatives(viewer).filter(definitions=found)
    versions = list(queries.definition_versions(viewer, found.term))
    context = {
        "definition": found,
        "eyebrow": gettext("%(reference)s, version %(number)s")
        % {"reference": found.reference, "number": found.number},
        "versions": versions,
        "in_force": max(versions, key=lambda one: one.number),
        "rows": Paginator(citing, PAGE_SIZE).get_page(request.GET.get("page")),
        "may_approve": rules.may_define(viewer),
    }
    return render(request, "definitions/page.html", context)


class Approve(ActionPage):
    """A new version comes in force; what cites an older one goes on showing it."""

    form_class = ApproveForm
    title = _("Approve a definition")
    lede = _(
        "The new version is in force from now on. What cites an older one still shows it, "
        "with a note that there is a newer version."
    )
    submit = _("Approve this version")

    def permission(self) -> Answer:
        return rules.may_define(self.viewer)

    def initial(self) -> dict[str, Any]:
        term = self.request.GET.get("term", "")
        earlier = [one for one in queries.definitions_in_force(self.viewer) if one.term == term]
        now = {
            name: getattr(one, name) for one in earlier for name in ("text", "source", "source_url")
        }
        return {"term": term, "approved_on": clock.today(self.viewer.time_zone), **now}

    def perform(self, given: dict[str, Any]) -> Definition:
        return services.approve_definition(actor=self.viewer, **given)

    def get_done(self, result: Definition) -> str:
        return gettext("%(result)s is in force.") % {"result": result}

    def url_after(self, result: Definition | None) -> str:
        return reverse("definition", args=[result.pk]) if result else reverse("definition_list")

    def crumbs(self) -> list[tuple[str, str]]:
        return [(gettext("Definitions"), reverse("definition_list"))]
