"""How the portfolio as a whole fares: a page, and the same as a file."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from initiatives.base.sheets.spreadsheet import xlsx_of
from initiatives.base.sheets.writing import csv_of
from initiatives.people.models import User
from initiatives.status.analytics import (
    COLUMNS,
    DEFINITIONS,
    ENOUGH,
    Analytics,
    analytics,
    exported,
)
from initiatives.web.analytics_words import curve_in_words, heard_in_words
from initiatives.web.forms.analytics import PortfolioForm
from initiatives.web.frame import page, viewer_of
from initiatives.web.frame.lists import BAD_REQUEST
from initiatives.web.views.crosswalk import XLSX


@page
def portfolio(request: HttpRequest) -> HttpResponse:
    """Every figure of a cohort, each with its definition and its lists."""
    viewer = viewer_of(request)
    form = PortfolioForm(request.GET, viewer=viewer)
    readable = form.is_valid()
    context: dict[str, Any] = {
        "form": form,
        "readable": readable,
        "crumbs": [(_("Status"), reverse("status"))],
    }
    if readable:
        found = analytics(viewer, form.cohort())
        context |= told(found) | {"query": asked(request)}
    return render(
        request, "status/portfolio.html", context, status=200 if readable else BAD_REQUEST
    )


def told(found: Analytics) -> dict[str, Any]:
    """The figures with what is said of them."""
    whole, *each = found.gaps
    return {
        "found": found,
        "definitions": DEFINITIONS,
        "enough": ENOUGH,
        "curve": curve_in_words(found.sustained),
        "heard": heard_in_words(found.heard),
        "gaps": [*each, whole],
    }


def asked(request: HttpRequest) -> str:
    """The query string without what was left blank."""
    return urlencode({name: value for name, value in request.GET.dict().items() if value})


def for_file(request: HttpRequest, viewer: User) -> Analytics | None:
    """The figures that a file is asked for; None where the address cannot be read."""
    form = PortfolioForm(request.GET, viewer=viewer)
    return analytics(viewer, form.cohort()) if form.is_valid() else None


def back_to(request: HttpRequest) -> HttpResponse:
    """The page, which says what cannot be read."""
    return redirect(f"{reverse('status_portfolio')}?{request.GET.urlencode()}")


def as_file(content: str | bytes, kind: str, found: Analytics, ending: str) -> HttpResponse:
    """A file to keep."""
    name = f"portfolio-{found.as_of.date().isoformat()}.{ending}"
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@page
def as_csv(request: HttpRequest) -> HttpResponse:
    """A row for each number."""
    found = for_file(request, viewer_of(request))
    if found is None:
        return back_to(request)
    return as_file(csv_of(COLUMNS, exported(found)), "text/csv; charset=utf-8", found, "csv")


@page
def as_xlsx(request: HttpRequest) -> HttpResponse:
    """The same as a spreadsheet, with a sheet that says what it is."""
    viewer = viewer_of(request)
    found = for_file(request, viewer)
    if found is None:
        return back_to(request)
    sheets = [(_("Portfolio"), [COLUMNS, *exported(found)]), (_("About"), about(viewer, found))]
    return as_file(xlsx_of(sheets), XLSX, found, "xlsx")


def about(viewer: User, found: Analytics) -> Iterable[tuple[str, object]]:
    """What the file is, for whoever opens it later."""
    return [
        (_("Looked at"), str(found.cohort)),
        (_("Written for"), _("%(viewer)s, who sees what they may see") % {"viewer": viewer.name}),
        (_("Written on"), found.as_of.date()),
        (
            _("Too few to say"),
            _("Fewer than %(enough)s: no share and no middle value is told.") % {"enough": ENOUGH},
        ),
    ]
