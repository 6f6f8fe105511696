"""Files that the viewer asked for: asking on the page of a list, how far they are, fetching them.

A short one comes at once; a long one is made by the worker and told of when it is ready.
"""

from typing import Any, NamedTuple

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    QueryDict,
)
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from initiatives.base.errors import Invalid, NotAllowed
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer
from initiatives.exports import queries, rules, services
from initiatives.exports.choices import IN_MOTION, ExportState
from initiatives.exports.kinds import kind_of
from initiatives.exports.models import Export
from initiatives.exports.tables import TABLES
from initiatives.people.models import User
from initiatives.web.frame import ActionPage, page, viewer_of
from initiatives.web.frame.lists import FILES, LISTS, PAGE_SIZE, without

LATER = _(
    "“{}” is being made. You can go on working: it shows here when it is ready, and you get a mail "
    "if you have not fetched it by then."
)


class Line(NamedTuple):
    """An export, whether it is being made, whether its file may be had, and its list's page."""

    export: Export
    in_motion: bool
    may_fetch: bool
    source: str


def line_of(viewer: User, found: Export) -> Line:
    """An export as the list shows it."""
    may_fetch = bool(rules.may_fetch(viewer, found))
    return Line(found, found.state in IN_MOTION, may_fetch, source_of(found))


def source_of(found: Export) -> str:
    """The page of the list that an export is of; empty for what is of none."""
    name, query = (str(found.parameters.get(key, "")) for key in ("list", "query"))
    return page_of(name, query)


def page_of(name: str, query: str) -> str:
    """The page of a table under a query; empty for one that is part of other pages."""
    shown = (LISTS | FILES).get(name)
    return f"{reverse(shown)}?{query}".removesuffix("?") if shown else ""


@page
def export_list(request: HttpRequest) -> HttpResponse:
    """The viewer's own, newest first; while one is being made the page looks again by itself."""
    viewer = viewer_of(request)
    rows = Paginator(queries.exports(viewer), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "rows": [line_of(viewer, row) for row in rows],
        "pages": rows,
        "moving": any(row.state in IN_MOTION for row in rows),
    }
    return render(request, "exports/list.html", context)


@require_POST
@page
def ask(request: HttpRequest) -> HttpResponse:
    """A list as it is filtered: the file, if it is short; or else where it shows when it is."""
    viewer, sent = viewer_of(request), request.POST
    name, query = sent.get("list_name", ""), sent.get("query", "")
    if name not in TABLES:
        raise Http404("There is no such list.")
    back = page_of(name, without(QueryDict(query), "page")) or reverse("export_list")
    try:
        asked = services.ask_for_export(
            actor=viewer,
            kind=sent.get("kind", ""),
            parameters={"list": name, "query": query},
        )
    except Invalid as refusal:
        messages.error(request, refusal.message)
        return redirect(back)
    made = services.make_now(actor=viewer, export=asked)
    if made.state == ExportState.DONE:
        return redirect(reverse("export_file", args=[made.pk]))
    if made.state in IN_MOTION:
        messages.success(request, LATER.format(made.title))
    else:
        messages.error(
            request,
            gettext("“%(made)s” could not be made. %(error)s")
            % {"made": made.title, "error": made.error},
        )
    return redirect(reverse("export_list"))


@page
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file itself, to keep; where the viewer may not have it now, their page says why."""
    viewer = viewer_of(request)
    found = queries.export(viewer, pk)
    try:
        content = services.fetch_export(actor=viewer, export=found)
    except NotAllowed as refusal:
        messages.error(request, refusal.message)
        return redirect(reverse("export_list"))
    return attachment(found, content)


def attachment(found: Export, content: Any) -> FileResponse:
    """A download that no browser takes for a page, and no cache keeps."""
    response = FileResponse(
        content,
        as_attachment=True,
        filename=found.file_name,
        content_type=kind_of(found.kind).content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


class Own(ActionPage):
    """What the pages that end one of the viewer's own share."""

    danger = True

    def find(self) -> Export:
        return queries.export(self.viewer, self.kwargs["pk"])

    def permission(self) -> Answer:
        return rules.may_end(self.viewer, self.record)

    def url_after(self, result: Any) -> str:
        return reverse("export_list")

    def crumbs(self) -> list[tuple[str, str]]:
        return [(gettext("My exports"), reverse("export_list"))]


class Cancel(Own):
    """One that is not made yet, called off."""

    lede = _("What is written of it so far is thrown away. You can ask for it again.")
    submit = _("Cancel the export")
    done = _("The export is cancelled.")

    def get_title(self) -> str:
        return gettext("Cancel “%(title)s”?") % {"title": self.record.title}

    def perform(self, given: dict[str, Any]) -> Export:
        return services.cancel_export(actor=self.viewer, export=self.record, **given)


class Delete(Own):
    """A file, deleted before its time is over."""

    lede = _("The file is gone at once. That you asked for it stays in the history.")
    submit = _("Delete the file")
    done = _("The file is deleted.")

    def get_title(self) -> str:
        return gettext("Delete the file “%(title)s”?") % {"title": self.record.title}

    def perform(self, given: dict[str, Any]) -> Export:
        return services.delete_file(actor=self.viewer, export=self.record, **given)
