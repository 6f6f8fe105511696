"""Bringing in counts from a file: a verdict for each row, all or nothing."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse

from initiatives.base.errors import Invalid
from initiatives.base.permission import Answer
from initiatives.web.forms.workforce_families import ImportForm
from initiatives.web.frame import ActionPage
from initiatives.web.words import counted
from initiatives.workforce import rules, services
from initiatives.workforce.importing import HEADERS, Row
from initiatives.workforce.services import Imported

REFUSED = "{} refused, so nothing was written. Correct the file and send it again."


class ImportCounts(ActionPage):
    """One file; what is refused shows below the form, by row."""

    form_class = ImportForm
    template_name = "workforce/import.html"
    title = "Import workforce counts"
    lede = "A row for each group of each count. All rows are written, or none."
    submit = "Read the file"
    rows: tuple[Row, ...] = ()

    def permission(self) -> Answer:
        return rules.may_enter_somewhere(self.viewer)

    def perform(self, given: dict[str, Any]) -> Imported:
        file = given["file"]
        done = services.import_counts(
            actor=self.viewer,
            content=file.read(),
            file_name=file.name,
            because=given["because"],
            dry_run=given["dry_run"],
        )
        if done.refused:
            self.rows = tuple(done.rows)
            raise Invalid({"file": REFUSED.format(counted(done.refused, "row is,rows are"))})
        return done

    def answer(self, result: Imported) -> HttpResponse:
        """After a trial the form again, with what would come of it."""
        if not self.request.POST.get("dry_run"):
            return super().answer(result)
        self.rows = tuple(result.rows)
        messages.info(self.request, f"{self.get_done(result)} This was a trial: nothing is saved.")
        return self.show(self.get_form())

    def get_done(self, result: Imported) -> str:
        new, corrected = counted(result.new, "new count,new counts"), result.corrected
        return f"{new}, {corrected} corrected, {result.same} as they were."

    def url_after(self, result: Any) -> str:
        return reverse("workforce")

    def crumbs(self) -> list[tuple[str, str]]:
        return [("Workforce", reverse("workforce"))]

    def context(self) -> dict[str, Any]:
        return {"rows": self.rows, "columns": [names[0] for names in HEADERS.values()]}
