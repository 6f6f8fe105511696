"""The log as a whole: how long shortfalls wait, and the log as a file."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page

from initiatives.base.sheets.writing import csv_of
from initiatives.shortfalls import queries
from initiatives.shortfalls.filters import ShortfallFilter
from initiatives.web.frame import page, viewer_of


@page
def times(request: HttpRequest) -> HttpResponse:
    """How long from found to owned, promised and closed, and how old open ones are."""
    viewer = viewer_of(request)
    context: dict[str, Any] = {
        "all": queries.times(viewer),
        "parts": [
            (_("By entity"), "entity", queries.times_by_entity(viewer)),
            (_("By principle"), "principle", queries.times_by_principle(viewer)),
        ],
        "crumbs": [(_("Shortfalls"), reverse("shortfall_list"))],
    }
    return render(request, "shortfalls/times.html", context)


@page
@gzip_page
def export(request: HttpRequest) -> HttpResponse:
    """The log as CSV, with the filters of the list; what cannot be read leads back to it."""
    viewer = viewer_of(request)
    filters = ShortfallFilter(request.GET, queryset=queries.shortfalls(viewer), request=request)
    if filters.errors:
        return redirect(f"{reverse('shortfall_list')}?{request.GET.urlencode()}")
    written = csv_of(queries.COLUMNS, queries.exported(viewer, filters.qs))
    response = HttpResponse(written, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="shortfalls.csv"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
