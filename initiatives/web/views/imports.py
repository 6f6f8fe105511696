"""Bringing in a register: upload, preview of every row, then write or put aside."""

from collections import Counter
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer
from initiatives.base.references import key_of
from initiatives.portfolio import queries, rules, services
from initiatives.portfolio.choices import ImportState
from initiatives.portfolio.models import Initiative, RegisterImport
from initiatives.portfolio.register.columns import LABELS, SYNONYMS
from initiatives.web.forms.imports import WRITE, ConfirmForm, UploadForm
from initiatives.web.frame import ActionPage, page, viewer_of
from initiatives.web.frame.lists import PAGE_SIZE

VERDICTS = {"accepted": _("Accepted"), "question": _("With a question"), "refused": _("Refused")}
ROWS_SHOWN = 200


@page
def import_list(request: HttpRequest) -> HttpResponse:
    """The viewer's own imports, newest first."""
    viewer = viewer_of(request)
    rules.may_import(viewer).require()
    rows = Paginator(queries.imports(viewer), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "imports/list.html", {"rows": rows})


class Upload(ActionPage):
    """A file is read and judged; nothing of it is written yet."""

    form_class = UploadForm
    template_name = "imports/new.html"
    title = _("Import a register")
    lede = _("Each row gets a verdict first. Nothing is written until you say so.")
    submit = _("Read the file")

    def permission(self) -> Answer:
        return rules.may_import(self.viewer)

    def perform(self, given: dict[str, Any]) -> RegisterImport:
        file = given["file"]
        return services.preview_register(
            actor=self.viewer, content=file.read(), file_name=file.name
        )

    def context(self) -> dict[str, Any]:
        return {
            "columns": [
                (label.removeprefix("the ").capitalize(), SYNONYMS[name])
                for name, label in LABELS.items()
            ]
        }

    def get_done(self, result: RegisterImport) -> str:
        return gettext("%(file_name)s was read. Nothing is written yet.") % {
            "file_name": result.file_name
        }

    def url_after(self, result: RegisterImport | None) -> str:
        return reverse("import_run", args=[result.pk]) if result else reverse("import_list")

    def crumbs(self) -> list[tuple[str, str]]:
        return [(gettext("Imports"), reverse("import_list"))]


class Preview(ActionPage):
    """The verdict on every row, and the word to write them or to put them aside."""

    form_class = ConfirmForm
    template_name = "imports/run.html"

    def find(self) -> RegisterImport:
        return queries.import_run(self.viewer, self.kwargs["pk"])

    def permission(self) -> Answer:
        return rules.may_import(self.viewer)

    def initial(self) -> dict[str, Any]:
        return {"questions": counts(self.record)["question"]}

    def perform(self, given: dict[str, Any]) -> RegisterImport:
        act = services.write_register if given["act"] == WRITE else services.discard_register
        return act(actor=self.viewer, register_import=self.record)

    def get_done(self, result: RegisterImport) -> str:
        if result.state == ImportState.DISCARDED:
            return gettext("The import is put aside. Nothing was written.")
        return gettext("The register is written. Each initiative has its reference below.")

    def context(self) -> dict[str, Any]:
        rows, show = verdicts(self.record), self.request.GET.get("show", "")
        shown = [row for row in rows if show not in VERDICTS or row["verdict"] == show]
        return {
            "counts": counts(self.record),
            "total": len(rows),
            "known": sum(1 for row in rows if row["reference"]),
            "writable": sum(1 for row in rows if adds(row)),
            "tabs": tabs(counts(self.record), show),
            "rows": Paginator(shown, ROWS_SHOWN).get_page(self.request.GET.get("page")),
            "waiting": self.record.state == ImportState.PREVIEWED,
        }

    def get_title(self) -> str:
        return str(self.record.file_name)

    def url_after(self, result: Any) -> str:
        return reverse("import_run", args=[self.record.pk])

    def crumbs(self) -> list[tuple[str, str]]:
        return [(gettext("Imports"), reverse("import_list"))]


def verdicts(run: RegisterImport) -> list[dict[str, Any]]:
    """The verdict on each row, with the page of the initiative that it is or became."""
    rows = run.verdicts["rows"] if run.verdicts else []
    return [row | {"url": page_of(row["reference"])} for row in rows]


def page_of(reference: str | None) -> str:
    """Where the initiative of this reference is read."""
    key = key_of(reference or "", Initiative.prefix)
    return reverse("initiative", args=[key]) if key else ""


def counts(run: RegisterImport) -> Counter[str]:
    """How many rows have which verdict."""
    return Counter(row["verdict"] for row in verdicts(run))


def adds(row: dict[str, Any]) -> bool:
    """True for a row that would become an initiative."""
    return row["verdict"] != "refused" and not row["reference"]


def tabs(counted: Counter[str], show: str) -> list[dict[str, Any]]:
    """All rows, then those of each verdict."""
    every = {
        "label": gettext("All"),
        "url": "?",
        "count": counted.total(),
        "current": show not in VERDICTS,
    }
    return [every] + [
        {"label": label, "url": f"?show={key}", "count": counted[key], "current": show == key}
        for key, label in VERDICTS.items()
    ]
