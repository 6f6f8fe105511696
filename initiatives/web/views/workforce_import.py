"""Bringing in counts from a file: a verdict for each row, all or nothing."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from initiatives.base.errors import Invalid
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer
from initiatives.web.forms.workforce_families import ImportForm
from initiatives.web.frame import ActionPage
from initiatives.workforce import rules, services
from initiatives.workforce.importing import HEADERS, Row
from initiatives.workforce.services import Imported


def refused(number: int) -> str:
    """That nothing was written, and for how many rows."""
    said = ngettext(
        "%(number)s row is refused, so nothing was written. Correct the file and send it again.",
        "%(number)s rows are refused, so nothing was written. Correct the file and send it again.",
        number,
    )
    return said % {"number": f"{number:,}"}


class ImportCounts(ActionPage):
    """One file; what is refused shows below the form, by row."""

    form_class = ImportForm
    template_name = "workforce/import.html"
    title = _("Import workforce counts")
    lede = _("A row for each group of each count. All rows are written, or none.")
    submit = _("Read the file")
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
            raise Invalid({"file": refused(done.refused)})
        return done

    def answer(self, result: Imported) -> HttpResponse:
        """After a trial the form again, with what would come of it."""
        if not self.request.POST.get("dry_run"):
            return super().answer(result)
        self.rows = tuple(result.rows)
        trial = gettext("%(done)s This was a trial: nothing is saved.")
        messages.info(self.request, trial % {"done": self.get_done(result)})
        return self.show(self.get_form())

    def get_done(self, result: Imported) -> str:
        new = ngettext("%(number)s new count", "%(number)s new counts", result.new)
        return gettext("%(new)s, %(corrected)s corrected, %(same)s as they were.") % {
            "new": new % {"number": f"{result.new:,}"} if result.new else gettext("no new counts"),
            "corrected": result.corrected,
            "same": result.same,
        }

    def url_after(self, result: Any) -> str:
        return reverse("workforce")

    def crumbs(self) -> list[tuple[str, str]]:
        return [(gettext("Workforce"), reverse("workforce"))]

    def context(self) -> dict[str, Any]:
        return {"rows": self.rows, "columns": [names[0] for names in HEADERS.values()]}
