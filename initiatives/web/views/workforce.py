"""The workforce beside a community: the page, its file, and the part of the ninth principle."""

from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext
from django.views.decorators.gzip import gzip_page

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.sheets.writing import csv_of
from initiatives.people.models import User
from initiatives.people.queries import root_in_sight
from initiatives.web.forms.workforce import ChooseForm
from initiatives.web.frame import page, viewer_of
from initiatives.web.workforce_words import Row, name_of, rows_of
from initiatives.workforce import queries, rules
from initiatives.workforce.drawing import pairs
from initiatives.workforce.queries import Found, Section

BAD_REQUEST = 400
WITHHELD = _(
    "The job families of the whole system are shown for this day, so those of its sites are not: "
    "site, job family and group together would point at people."
)


class Part(NamedTuple):
    """A job family as the page shows it; `wide` and `compact` are drawings, empty where none."""

    section: Section
    name: str
    rows: list[Row]
    wide: str
    compact: str


@page
def workforce(request: HttpRequest) -> HttpResponse:
    """A place by one vocabulary on one day, beside one community."""
    viewer = viewer_of(request)
    rules.may_read(viewer).require()
    form = ChooseForm(request.GET, viewer=viewer)
    found = form.found() if form.is_valid() else None
    context = {
        "form": form,
        "found": found,
        "parts": parts_of(found) if found else [],
        "withheld": WITHHELD,
        "benchmarks": form.offered_benchmarks,
        "may_enter": bool(rules.may_enter_somewhere(viewer)),
        "may_keep": bool(rules.may_keep_families(viewer)),
        "query": request.GET.urlencode(),
        "unready": form.told_by is None,
    }
    status = 200 if form.is_valid() else BAD_REQUEST
    return render(request, "workforce/page.html", context, status=status)


@page
@gzip_page
def export(request: HttpRequest) -> HttpResponse:
    """The same figures as CSV; what is masked is empty there."""
    viewer = viewer_of(request)
    rules.may_read(viewer).require()
    form = ChooseForm(request.GET, viewer=viewer)
    found = form.found() if form.is_valid() else None
    if found is None:
        raise Http404(gettext("There is nothing counted there."))
    response = HttpResponse(
        csv_of(queries.COLUMNS, queries.exported(found)), content_type="text/csv; charset=utf-8"
    )
    name = slugify(f"workforce {found.entity.short_name} {found.as_of}")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def parts_of(found: Found) -> list[Part]:
    """Each job family with its rows and drawings."""
    return [part_of(found, section) for section in found.sections]


def part_of(found: Found, section: Section) -> Part:
    """One of them."""
    name = name_of(section)
    title = gettext("%(name)s, %(entity)s: share of the workforce and of the community") % {
        "name": name,
        "entity": found.entity.name,
    }
    wide, compact = (pairs(title, section.lines, compact=small) for small in (False, True))
    return Part(section, name, rows_of(section), wide, compact)


class Summary(NamedTuple):
    """The first part of a table, and what it is of."""

    found: Found
    part: Part


def summary(viewer: User) -> Summary | None:
    """What the page of the ninth principle shows: all job families of the highest place."""
    root, vocabulary = root_in_sight(viewer), queries.vocabulary(viewer, "")
    if not rules.may_read(viewer) or root is None or vocabulary is None:
        return None
    days = queries.days(viewer, root, vocabulary)
    if not days:
        return None
    benchmark = queries.benchmarks_for(viewer, root, vocabulary).filter(family=None).first()
    found = queries.table(viewer, root, vocabulary, days[0], benchmark)
    if found is None or not found.sections:
        return None
    return Summary(found, part_of(found, found.sections[0]))
