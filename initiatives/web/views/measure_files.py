"""Files of a measure: its figures as CSV, and its charts as SVG and PNG.

Who holds the data role gets counts, and with `?for=everyone` what everyone sees, to pass on.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify
from django.views.decorators.gzip import gzip_page

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.sheets.writing import csv_of
from initiatives.measures import drawing, queries
from initiatives.measures.models import Stratum
from initiatives.web.frame import page
from initiatives.web.views.measure_reading import FOR_EVERYONE, Reading, note_seen, reading

NOT_THERE = _("This measure has no such file.")


@page
@gzip_page
def figures(request: HttpRequest, pk: int) -> HttpResponse:
    """The figures of everybody, and with `?by=` of the groups of a vocabulary, as CSV."""
    read = asked(request, pk)
    written = csv_of(queries.COLUMNS, queries.tidy(read.found))
    note_seen(request, read)
    return file(written, "text/csv; charset=utf-8", f"{name_of(read)}.csv")


@page
@gzip_page
def chart_svg(request: HttpRequest, pk: int) -> HttpResponse:
    """The chart of everybody, or of a group with `?by=` and `?group=`, as SVG."""
    chart, name = chart_of(request, pk)
    drawn = drawing.standalone(drawing.control_chart(chart))
    return file(drawn, "image/svg+xml; charset=utf-8", f"{name}.svg")


@page
def chart_png(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as PNG."""
    chart, name = chart_of(request, pk)
    return file(drawing.png(drawing.control_chart(chart)), "image/png", f"{name}.png")


def asked(request: HttpRequest, pk: int) -> Reading:
    """What is asked for; raises Http404 for a vocabulary that the measure has not."""
    read = reading(request, pk, masked=request.GET.get("for") == FOR_EVERYONE, named=True)
    if read.remark:
        raise Http404(NOT_THERE)
    return read


def group_of(request: HttpRequest, read: Reading) -> Stratum | None:
    """The group of this code; None for everybody. Raises Http404 for one that is not there."""
    code = request.GET.get("group", "")
    if not code:
        return None
    found = next((one for one in read.found.strata if one.code == code), None)
    if found is None:
        raise Http404(NOT_THERE)
    return found


def chart_of(request: HttpRequest, pk: int) -> tuple[drawing.ControlChart, str]:
    """The chart that is asked for, and a name for its file; whose counts were seen is noted."""
    read = asked(request, pk)
    group = group_of(request, read)
    note_seen(request, read)
    chart = queries.charted(read.found, group.pk if group else None, read.marks).drawing
    return chart, name_of(read, group)


def name_of(read: Reading, group: Stratum | None = None) -> str:
    """A name for a file: what it is of, and nothing of what it says."""
    parts = [read.measure.reference, read.measure.name[:60]]
    if read.vocabulary:
        parts += [read.vocabulary.key, group.code if group else ""]
    return slugify(" ".join(parts))


def file(content: str | bytes, kind: str, name: str) -> HttpResponse:
    """A download that no browser takes for a page."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
