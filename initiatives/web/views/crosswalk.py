"""The crosswalk of the principles to outside frameworks, and the evidence for one of them."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.gzip import gzip_page

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.sheets.spreadsheet import xlsx_of
from initiatives.base.sheets.writing import csv_of
from initiatives.framework import queries, rules
from initiatives.framework.choices import Strength
from initiatives.people.models import User
from initiatives.status import evidence
from initiatives.status.evidence import Evidence, Scope
from initiatives.web.forms.crosswalk import ScopeForm
from initiatives.web.frame import page, viewer_of
from initiatives.web.frame.lists import BAD_REQUEST

HOME = (_("Crosswalk"), "crosswalk")
DECIDES = _(
    "This is what is recorded and what we attest. Whether it is enough, an accreditor decides."
)
MEANINGS = {
    Strength.DIRECT: _("living the principle does what is asked"),
    Strength.PARTIAL: _("it does a part of it"),
    Strength.CONTEXTUAL: _("it bears on it"),
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page
def matrix(request: HttpRequest) -> HttpResponse:
    """The principles by the outside frameworks that link to them."""
    viewer = viewer_of(request)
    context = {
        "matrix": queries.crosswalk_matrix(viewer),
        "former": queries.outside_frameworks(viewer).filter(in_force=False),
        "meanings": MEANINGS.items(),
    }
    return render(request, "crosswalk/matrix.html", context)


@page
def framework(request: HttpRequest, pk: int) -> HttpResponse:
    """One outside framework: what it asks, which principles answer, what is recorded for that."""
    viewer = viewer_of(request)
    outside = queries.outside_framework(viewer, pk)
    form = ScopeForm(request.GET, viewer=viewer)
    readable = form.is_valid()
    context: dict[str, Any] = {
        "outside": outside,
        "form": form,
        "found": evidence.evidence(viewer, pk, scope_of(form)) if readable else None,
        "query": request.GET.urlencode(),
        "narrowed": any(request.GET.get(name) for name in form.fields),
        "editions": queries.outside_frameworks(viewer).filter(key=outside.key).exclude(pk=pk),
        "may_map": outside.in_force and bool(rules.may_map(viewer)),
        "decides": DECIDES,
        "crumbs": crumbs(),
    }
    return render(request, "crosswalk/page.html", context, status=200 if readable else BAD_REQUEST)


def crumbs() -> list[tuple[str, str]]:
    """What lies above a framework."""
    label, name = HOME
    return [(label, reverse(name))]


def scope_of(form: ScopeForm) -> Scope:
    """What a form that could be read asks for."""
    return Scope(**form.cleaned_data)


def asked_for(request: HttpRequest, viewer: User, pk: int) -> Evidence | None:
    """The evidence that the address asks for; None where that cannot be read."""
    form = ScopeForm(request.GET, viewer=viewer)
    return evidence.evidence(viewer, pk, scope_of(form)) if form.is_valid() else None


def back_to(request: HttpRequest, pk: int) -> HttpResponse:
    """The page, which says what cannot be read."""
    return redirect(f"{reverse('crosswalk_framework', args=[pk])}?{request.GET.urlencode()}")


def as_file(content: str | bytes, kind: str, found: Evidence, ending: str) -> HttpResponse:
    """A file to keep."""
    name = f"evidence-{found.outside.key}-{found.as_of.date().isoformat()}.{ending}"
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@page
@gzip_page
def as_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """The evidence as CSV, a row for each record behind each requirement."""
    viewer = viewer_of(request)
    found = asked_for(request, viewer, pk)
    if found is None:
        return back_to(request, pk)
    written = csv_of(evidence.COLUMNS, evidence.exported(viewer, found))
    return as_file(written, "text/csv; charset=utf-8", found, "csv")


@page
def as_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as a spreadsheet, with a sheet that says what it is."""
    viewer = viewer_of(request)
    found = asked_for(request, viewer, pk)
    if found is None:
        return back_to(request, pk)
    rows = [evidence.COLUMNS, *evidence.exported(viewer, found)]
    return as_file(
        xlsx_of([(gettext("Evidence"), rows), (gettext("About"), about(viewer, found))]),
        XLSX,
        found,
        "xlsx",
    )


def about(viewer: User, found: Evidence) -> Iterable[tuple[str, object]]:
    """What a file of evidence is, for whoever opens it later."""
    outside = found.outside
    return [
        (gettext("Framework"), outside.name),
        (gettext("Made by"), outside.body),
        (gettext("Status"), outside.get_status_display()),
        (gettext("Retired on"), outside.retired_on),
        (gettext("Held against its source on"), outside.verified_on or gettext("not verified")),
        (gettext("Our edition"), outside.edition),
        (gettext("Principles"), str(outside.framework)),
        (gettext("Looked at"), str(found.scope)),
        (
            gettext("Written for"),
            gettext("%(viewer)s, who sees what they may see") % {"viewer": viewer.name},
        ),
        (gettext("Written on"), found.as_of.date()),
        (gettext("What it is"), DECIDES),
    ]
