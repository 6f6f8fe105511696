"""Entering and correcting counts and benchmarks by form."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer
from initiatives.measures.models import Stratification
from initiatives.web.forms import workforce_entering as forms
from initiatives.web.frame import ActionPage
from initiatives.web.frame.forms import ViewerForm
from initiatives.workforce import queries, rules, services
from initiatives.workforce.models import CommunityBenchmark, WorkforceCount

NO_VOCABULARY = _("There is no such vocabulary of disjoint groups of people.")
DISJOINT = _(
    "Only vocabularies whose groups are disjoint are taken: in others a person counts several "
    "times, so shares do not add up."
)


class Entering(ActionPage):
    """What all four share: the groups of one vocabulary."""

    template_name = "workforce/enter.html"
    vocabulary: Stratification

    def get_form(self, *data: Any) -> ViewerForm:
        initial = self.initial() | {"strata": queries.groups_of(self.vocabulary)}
        if self.record is not None:
            initial["version"] = self.record.version
        return self.form_class(*data, viewer=self.viewer, initial=initial)

    def crumbs(self) -> list[tuple[str, str]]:
        return [(gettext("Workforce"), reverse("workforce"))]

    def context(self) -> dict[str, Any]:
        return {"vocabulary": self.vocabulary}


class New(Entering):
    """A new record, by a vocabulary that the address names."""

    lede = DISJOINT

    def find(self) -> None:
        found = queries.vocabulary(self.viewer, self.request.GET.get("vocabulary", ""))
        if found is None:
            raise Http404(NO_VOCABULARY)
        self.vocabulary = found

    def permission(self) -> Answer:
        return rules.may_enter_somewhere(self.viewer)

    def initial(self) -> dict[str, Any]:
        return {"entity": self.request.GET.get("entity", "")}

    def context(self) -> dict[str, Any]:
        return super().context() | {"offered": queries.vocabularies(self.viewer)}


class EnterCount(New):
    form_class = forms.CountForm
    title = _("Enter a workforce count")
    submit = _("Save the count")
    done = _("The count is saved. Small numbers are masked before anybody else sees it.")

    def perform(self, given: dict[str, Any]) -> WorkforceCount:
        return services.enter_count(actor=self.viewer, stratification=self.vocabulary, **given)

    def url_after(self, result: Any) -> str:
        if result is None:
            return reverse("workforce")
        return (
            f"{reverse('workforce')}?entity={result.entity_id}&vocabulary={self.vocabulary.key}"
            f"&as_of={result.as_of.isoformat()}"
        )


class EnterBenchmark(New):
    form_class = forms.BenchmarkForm
    title = _("Enter a community benchmark")
    submit = _("Save the benchmark")
    done = _("The benchmark is saved.")

    def perform(self, given: dict[str, Any]) -> CommunityBenchmark:
        return services.enter_benchmark(actor=self.viewer, stratification=self.vocabulary, **given)

    def url_after(self, result: Any) -> str:
        if result is None:
            return reverse("workforce")
        return (
            f"{reverse('workforce')}?entity={result.entity_id}&vocabulary={self.vocabulary.key}"
            f"&benchmark={result.pk}"
        )


class Correction(Entering):
    """A later version of what stands."""

    lede = _("What was there before stays on record, with who changed it and why.")
    submit = _("Save the correction")
    done = _("It is corrected. What was there before is kept.")

    def permission(self) -> Answer:
        return rules.may_enter(self.viewer, self.record.entity)

    def get_title(self) -> str:
        return gettext("Correct: %(record)s") % {"record": self.record}

    def kept(self, *names: str) -> dict[str, Any]:
        """What the form starts with of the record itself."""
        return {name: getattr(self.record, name) for name in names}


class CorrectCount(Correction):
    form_class = forms.CorrectCountForm

    def find(self) -> WorkforceCount:
        found = queries.count(self.viewer, self.kwargs["pk"])
        self.vocabulary = found.stratification
        return found

    def initial(self) -> dict[str, Any]:
        heads = queries.heads_of(self.viewer, self.record)
        return self.kept("source", "note") | {f"heads.{code}": n for code, n in heads.items()}

    def perform(self, given: dict[str, Any]) -> WorkforceCount:
        return services.correct_count(actor=self.viewer, count=self.record, **given)

    def url_after(self, result: Any) -> str:
        return reverse("workforce_count", args=[(result or self.record).pk])


class CorrectBenchmark(Correction):
    form_class = forms.CorrectBenchmarkForm

    def find(self) -> CommunityBenchmark:
        found = queries.benchmark(self.viewer, self.kwargs["pk"])
        self.vocabulary = found.stratification
        return found

    def initial(self) -> dict[str, Any]:
        said = queries.estimates_of(self.viewer, self.record)
        groups = {f"groups.{code}": one.estimate for code, one in said.items()}
        margins = {f"moe.{code}": one.moe for code, one in said.items()}
        own = self.kept("source", "source_url", "note", "total", "total_moe")
        return own | groups | margins

    def perform(self, given: dict[str, Any]) -> CommunityBenchmark:
        return services.correct_benchmark(actor=self.viewer, benchmark=self.record, **given)

    def url_after(self, result: Any) -> str:
        return reverse("workforce_benchmark", args=[(result or self.record).pk])
