"""A file of figures that was read: every problem by row, how it is read, the word to write."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from initiatives.base.errors import Stale
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer
from initiatives.measures import queries, rules, services
from initiatives.measures.choices import WITH_DENOMINATOR, Layout
from initiatives.measures.importing.fields import FIELDS
from initiatives.measures.models import Measure, ObservationImport
from initiatives.portfolio.choices import ImportState
from initiatives.web.figures import agreed
from initiatives.web.forms.measure_imports import READ, WRITE, ConfirmForm
from initiatives.web.forms.measure_mapping import MappingForm
from initiatives.web.frame import ActionPage
from initiatives.web.frame.forms import ViewerForm
from initiatives.web.views.entered import tallied

PROBLEMS_SHOWN, DECISIONS_SHOWN = 200, 50
CHANGED = _(
    "Somebody else read this file in another way meanwhile. Look at it again, then repeat "
    "your change."
)


class Run(ActionPage):
    """What was understood of a file, every problem by row, and the word to write it."""

    form_class = ConfirmForm
    template_name = "measure_imports/run.html"
    both: dict[str, ViewerForm]

    def find(self) -> ObservationImport:
        found = queries.observation_import(self.viewer, self.kwargs["pk"])
        self.measure: Measure = queries.measure(self.viewer, found.measure_id)
        return found

    def permission(self) -> Answer:
        return rules.may_record(self.viewer, self.measure)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        answer = super().get(request, **kwargs)
        if self.record.created_by_id != self.viewer.pk:
            services.note_counts_seen(actor=self.viewer, measure=self.measure)
        return answer

    @property
    def verdicts(self) -> dict[str, Any]:
        found: dict[str, Any] = self.record.verdicts
        return found

    def get_form(self, *data: Any) -> ViewerForm:
        if self.request.POST.get("act") == READ:
            return self.mapping(*data)
        return super().get_form(*data)

    def initial(self) -> dict[str, Any]:
        return {"unexplained": self.verdicts.get("unexplained", 0)}

    def mapping(self, *data: Any) -> MappingForm:
        """The form of how the file is read."""
        definition = agreed(self.measure)
        initial = {
            "version": self.record.version,
            "layout": self.record.layout,
            "columns": self.record.columns,
            "headers": self.verdicts.get("headers", []),
            "vocabularies": list(self.measure.stratifications.all()),
            "counts": bool(definition and definition.chart in WITH_DENOMINATOR),
        }
        return MappingForm(*data, viewer=self.viewer, initial=initial)

    def perform(self, given: dict[str, Any]) -> ObservationImport:
        if given["version"] != self.record.version:
            raise Stale(CHANGED)
        act = self.request.POST.get("act")
        if act == READ:
            return self.read_again(given)
        if act == WRITE:
            return services.write_observations(
                actor=self.viewer,
                observation_import=self.record,
                because=given.get("because", ""),
            )
        return services.discard_observations(actor=self.viewer, observation_import=self.record)

    def read_again(self, given: dict[str, Any]) -> ObservationImport:
        """What was kept, read in another way; or the file anew where it was not kept."""
        file = given.get("file")
        if file is None:
            return services.remap_observations(
                actor=self.viewer,
                observation_import=self.record,
                layout=given["layout"],
                columns=given["columns"],
            )
        made = services.preview_observations(
            actor=self.viewer,
            measure=self.measure,
            content=file.read(),
            file_name=file.name,
            layout=given["layout"],
            columns=given["columns"],
        )
        if self.record.state == ImportState.PREVIEWED:
            services.discard_observations(actor=self.viewer, observation_import=self.record)
        return made

    def get_done(self, result: ObservationImport) -> str:
        if result.state == ImportState.WRITTEN:
            return gettext("The figures are written: %(written)s.") % {"written": written(result)}
        if self.request.POST.get("act") == READ:
            return gettext("The file was read again. Nothing is written yet.")
        return gettext("The import is put aside. Nothing was written.")

    def context(self) -> dict[str, Any]:
        problems = self.verdicts.get("problems", [])
        labels = {one.name: one.label for one in FIELDS.get(self.record.layout, ())}
        shown = [one | {"label": labels.get(one["field"], one["field"])} for one in problems]
        decisions = self.verdicts.get("decisions", [])
        waiting = self.record.state == ImportState.PREVIEWED
        return {
            "measure": self.measure,
            "verdicts": self.verdicts,
            "problems": Paginator(shown, PROBLEMS_SHOWN).get_page(self.request.GET.get("page")),
            "decisions": decisions[:DECISIONS_SHOWN],
            "more_decisions": max(self.verdicts.get("decision_count", 0) - DECISIONS_SHOWN, 0),
            "waiting": waiting,
            "again": waiting or (bool(problems) and self.record.layout == Layout.REDCAP),
            "writable": waiting and not (problems or decisions) and bool(written(self.record)),
            "written": written(self.record),
        } | self.both

    def show(self, form: Any, *args: Any, **kwargs: Any) -> Any:
        """Both forms of the page: the one that was sent, and the other as it begins."""
        sent = isinstance(form, MappingForm)
        self.both = {
            "mapping": form if sent else self.mapping(),
            "confirm": super().get_form() if sent else form,
        }
        return super().show(form, *args, **kwargs)

    def get_title(self) -> str:
        return str(self.record.file_name)

    def url_after(self, result: ObservationImport | None) -> str:
        return reverse("measure_import_run", args=[(result or self.record).pk])

    def crumbs(self) -> list[tuple[str, str]]:
        key = [self.measure.pk]
        return [
            (gettext("Measures"), reverse("measure_list")),
            (self.measure.name, reverse("measure", args=key)),
            (gettext("Imports"), reverse("measure_import", args=key)),
        ]


def written(run: ObservationImport) -> str:
    """How many figures are new, corrected and as they were; empty where there are none."""
    return tallied(*(run.verdicts.get(verdict, 0) for verdict in ("new", "corrected", "same")))
