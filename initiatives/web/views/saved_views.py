"""Keeping a list's filters and order under a name, and dropping them again."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from initiatives.people import queries, services
from initiatives.web.forms.saved_views import SaveViewForm
from initiatives.web.frame import page, viewer_of
from initiatives.web.frame.lists import LISTS, without


@require_POST
@page
def save(request: HttpRequest) -> HttpResponse:
    """Keep the query string of a list under a name; a name used before is overwritten."""
    form = SaveViewForm(request.POST)
    kept = form.is_valid()
    list_name = form.cleaned_data.get("list_name", "")
    query = without(QueryDict(form.cleaned_data.get("query", "")), "page")
    address = list_address(list_name, query)
    if kept:
        name = form.cleaned_data["name"]
        services.save_view(actor=viewer_of(request), list_name=list_name, name=name, query=query)
        messages.success(request, _("The view “%(name)s” is saved.") % {"name": name})
    else:
        messages.error(
            request, " ".join(str(error) for errors in form.errors.values() for error in errors)
        )
    return redirect(address)


@require_POST
@page
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop one of the viewer's own saved views."""
    view = queries.saved_view(viewer_of(request), pk)
    services.delete_view(actor=viewer_of(request), view=view)
    messages.success(request, _("The view “%(view)s” is deleted.") % {"view": view.name})
    return redirect(list_address(view.list_name, ""))


def list_address(list_name: str, query: str) -> str:
    """The address of a list under a query; raises Http404 for a list that there is not."""
    if list_name not in LISTS:
        raise Http404(_("There is no such list."))
    return f"{reverse(LISTS[list_name])}?{query}" if query else reverse(LISTS[list_name])
