"""One count or benchmark with its versions, and the job families."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer
from initiatives.measures.models import Stratification
from initiatives.web.forms.workforce_families import FamilyForm, NewFamilyForm
from initiatives.web.frame import ActionPage, page, viewer_of
from initiatives.web.frame.forms import ReasonForm, VersionedForm
from initiatives.workforce import queries, rules, services
from initiatives.workforce.models import JobFamily

Crumbs = list[tuple[str, str]]


@page
def count(request: HttpRequest, pk: int) -> HttpResponse:
    """Who counted whom, when, from what; the heads themselves for those who enter them."""
    viewer = viewer_of(request)
    found = queries.count(viewer, pk)
    may_enter = bool(rules.may_enter(viewer, found.entity))
    context = {
        "record": found,
        "may_enter": may_enter,
        "versions": [
            (
                one,
                labelled(found.stratification, queries.heads_of(viewer, one)) if may_enter else [],
            )
            for one in queries.count_versions(viewer, found)
        ],
        "crumbs": [(gettext("Workforce"), reverse("workforce"))],
    }
    return render(request, "workforce/count.html", context)


@page
def benchmark(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom it counts, from what source, and its versions."""
    viewer = viewer_of(request)
    found = queries.benchmark(viewer, pk)
    may_enter = bool(rules.may_enter(viewer, found.entity))
    context = {
        "record": found,
        "may_enter": may_enter,
        "versions": [
            (
                one,
                labelled(found.stratification, queries.estimates_of(viewer, one))
                if may_enter
                else [],
            )
            for one in queries.benchmark_versions(viewer, found)
        ],
        "crumbs": [(gettext("Workforce"), reverse("workforce"))],
    }
    return render(request, "workforce/benchmark.html", context)


def labelled(vocabulary: Stratification, said: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """What is said of each group, by its label."""
    labels = {one.code: one.label for one in queries.groups_of(vocabulary)}
    return [(labels[code], one) for code, one in said.items()]


@page
def families(request: HttpRequest) -> HttpResponse:
    """The job families in their order, those that are retired last."""
    viewer = viewer_of(request)
    rules.may_read(viewer).require()
    known = sorted(queries.families(viewer), key=lambda one: one.retired_at is not None)
    context = {
        "families": known,
        "may_keep": bool(rules.may_keep_families(viewer)),
        "crumbs": [(gettext("Workforce"), reverse("workforce"))],
    }
    return render(request, "workforce/families.html", context)


class FamilyPage(ActionPage):
    """What changes of job families share."""

    def find(self) -> JobFamily | None:
        return queries.family(self.viewer, self.kwargs["pk"]) if "pk" in self.kwargs else None

    def permission(self) -> Answer:
        return rules.may_keep_families(self.viewer)

    def url_after(self, result: Any) -> str:
        return reverse("job_family_list")

    def crumbs(self) -> Crumbs:
        return [
            (gettext("Workforce"), reverse("workforce")),
            (gettext("Job families"), self.url_after(None)),
        ]


class AddFamily(FamilyPage):
    form_class = NewFamilyForm
    title = _("Add a job family")
    submit = _("Add it")
    done = _("The job family is added.")

    def perform(self, given: dict[str, Any]) -> JobFamily:
        return services.add_family(actor=self.viewer, **given)


class ReviseFamily(FamilyPage):
    form_class = FamilyForm
    title = _("Change a job family")
    lede = _("What was counted under it shows the new name.")
    done = _("The job family is changed.")

    def initial(self) -> dict[str, Any]:
        return {"name": self.record.name, "position": self.record.position}

    def perform(self, given: dict[str, Any]) -> JobFamily:
        return services.revise_family(actor=self.viewer, family=self.record, **given)


class RetireFamily(FamilyPage):
    form_class = ReasonForm
    lede = _("Nothing new is counted under it. What was counted stays.")
    submit = _("Retire it")
    danger = True
    done = _("The job family is retired.")

    def get_title(self) -> str:
        return gettext("Retire %(record)s") % {"record": self.record}

    def perform(self, given: dict[str, Any]) -> JobFamily:
        return services.retire_family(actor=self.viewer, family=self.record, **given)


class RestoreFamily(FamilyPage):
    form_class = VersionedForm
    submit = _("Use it again")
    done = _("The job family is in use again.")

    def get_title(self) -> str:
        return gettext("Use %(record)s again") % {"record": self.record}

    def perform(self, given: dict[str, Any]) -> JobFamily:
        return services.restore_family(actor=self.viewer, family=self.record, **given)
