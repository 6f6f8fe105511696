"""How a measure is counted, in versions: read them, write the next, put it in force."""

from dataclasses import fields
from itertools import pairwise
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from initiatives.base.errors import Invalid
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import YES, Answer
from initiatives.measures import queries, rules, services
from initiatives.measures.models import OperationalDefinition
from initiatives.measures.services import Terms
from initiatives.web.forms.measures import DraftForm
from initiatives.web.frame import page, viewer_of
from initiatives.web.measure_words import Difference, differences, facts_of
from initiatives.web.views.measures import MeasurePage, crumbs_of

OK = 200
NO_DRAFT = _("There is no draft to approve.")


class Version(NamedTuple):
    """A definition in words, and what it says otherwise than the one before."""

    definition: OperationalDefinition
    facts: list[tuple[str, str]]
    differs: list[Difference]


def versions_of(definitions: list[OperationalDefinition]) -> list[Version]:
    """The versions, the latest first as they came, each held against the one before it."""
    pairs = pairwise([*definitions, None])
    return [Version(now, facts_of(now), differences(was, now)) for now, was in pairs if now]


@page
def definitions(request: HttpRequest, pk: int) -> HttpResponse:
    """All definitions of a measure: the draft that waits, the one in force, those before."""
    viewer = viewer_of(request)
    measure = queries.measure(viewer, pk)
    versions = versions_of(list(queries.definitions(viewer, measure)))
    drafts = [one for one in versions if one.definition.approved_at is None]
    draft = drafts[0] if drafts else None
    context = {
        "measure": measure,
        "draft": draft,
        "may_approve": rules.may_approve(viewer, draft.definition) if draft else YES,
        "approved": [one for one in versions if one.definition.approved_at],
        "may_define": rules.may_define(viewer, measure.initiative),
        "crumbs": crumbs_of(measure),
    }
    return render(request, "measures/definitions.html", context)


class Draft(MeasurePage):
    """The next definition, beginning with what the latest one says."""

    form_class = DraftForm
    template_name = "measures/draft.html"
    lede = _(
        "The definition in force stays until somebody else approves this one. What was recorded "
        "keeps the definition under which it was collected."
    )
    submit = _("Save the draft")

    def get_title(self) -> str:
        return gettext("How %(name)s is counted") % {"name": self.record.name}

    def initial(self) -> dict[str, Any]:
        latest = queries.definitions(self.viewer, self.record).first()
        return {one.name: getattr(latest, one.name) for one in fields(Terms)} if latest else {}

    def perform(self, given: dict[str, Any]) -> OperationalDefinition:
        return services.revise_definition(
            actor=self.viewer,
            measure=self.record,
            terms=given["terms"],
            version=given["version"],
        )

    def get_done(self, result: OperationalDefinition) -> str:
        return gettext(
            "Definition %(number)s is a draft. It waits for someone else's approval."
        ) % {"number": result.number}

    def url_after(self, result: Any) -> str:
        return reverse("measure_definitions", args=[self.record.pk])


class Approve(MeasurePage):
    """The draft comes in force, by somebody who did not write it."""

    template_name = "measures/approve.html"
    submit = _("Approve and put in force")

    def prepare(self) -> None:
        self.record = self.find()
        found = list(queries.definitions(self.viewer, self.record))
        self.draft = next((one for one in found if one.approved_at is None), None)
        self.now = next((one for one in found if one.in_force), None)
        self.permission().require()

    def permission(self) -> Answer:
        return rules.may_approve(self.viewer, self.draft) if self.draft else YES

    def show(
        self, form: forms.Form, status: int = OK, missing: list[tuple[str, str]] | None = None
    ) -> HttpResponse:
        if self.draft is None:
            messages.info(self.request, NO_DRAFT)
            return redirect(self.url_after(None))
        return super().show(form, status, missing)

    def get_title(self) -> str:
        return (
            gettext("Approve definition %(number)s") % {"number": self.draft.number}
            if self.draft
            else ""
        )

    def context(self) -> dict[str, Any]:
        if self.draft is None:
            return {}
        return {
            "draft": self.draft,
            "now": self.now,
            "facts": facts_of(self.draft),
            "differs": differences(self.now, self.draft),
        }

    def perform(self, given: dict[str, Any]) -> OperationalDefinition:
        if self.draft is None:
            raise Invalid({"definition": NO_DRAFT})
        return services.approve_definition(
            actor=self.viewer, definition=self.draft, version=given["version"]
        )

    def get_done(self, result: OperationalDefinition) -> str:
        return gettext("Definition %(number)s is in force. Data can be recorded under it.") % {
            "number": result.number
        }

    def url_after(self, result: Any) -> str:
        return reverse("measure_definitions", args=[self.record.pk])
