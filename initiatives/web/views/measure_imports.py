"""Bringing in figures: a file or pasted rows, and the files so far."""

from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext

from initiatives.base.errors import Invalid
from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures import queries, services
from initiatives.measures.models import ObservationImport
from initiatives.web.forms.measure_imports import UploadForm
from initiatives.web.frame.lists import PAGE_SIZE
from initiatives.web.views.measure_action import MeasurePage

PASTED = _("Pasted rows")


class Upload(MeasurePage):
    """A file is read and judged; nothing of it is written yet."""

    form_class = UploadForm
    template_name = "measure_imports/new.html"
    title = _("Import figures")
    lede = _("Every problem is shown first, by row. Nothing is written until you say so.")
    submit = _("Read it")

    def perform(self, given: dict[str, Any]) -> ObservationImport:
        file = given["file"]
        content = file.read() if file else given["pasted"].encode()
        name = file.name if file else name_of_paste(given["pasted"])
        try:
            return services.preview_observations(
                actor=self.viewer,
                measure=self.record,
                content=content,
                file_name=name,
                layout=given["layout"],
            )
        except Invalid as error:
            raise Invalid(beside(error, "file" if file else "pasted")) from None

    def get_done(self, result: ObservationImport) -> str:
        return gettext("%(file_name)s: it was read. Nothing is written yet.") % {
            "file_name": result.file_name
        }

    def url_after(self, result: ObservationImport | None) -> str:
        if result:
            return reverse("measure_import_run", args=[result.pk])
        return reverse("measure_observations", args=[self.record.pk])

    def context(self) -> dict[str, Any]:
        found = queries.observation_imports(self.viewer, self.record)
        return {
            "rows": Paginator(found, PAGE_SIZE).get_page(self.request.GET.get("page")),
            "definition": self.definition,
        }


def name_of_paste(text: str) -> str:
    """A name whose ending says what was pasted."""
    return f"{PASTED}.{'json' if text.lstrip().startswith(('{', '[')) else 'csv'}"


def beside(error: Invalid, field: str) -> dict[str, str]:
    """What cannot be read at all, beside the field that it came in by."""
    return {(field if name == "file" else name): text for name, text in error.errors.items()}
