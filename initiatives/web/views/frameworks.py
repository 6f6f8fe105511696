"""The frameworks of guiding principles: every version, what it says and what it changed."""

from itertools import groupby
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from initiatives.framework import queries, rules
from initiatives.framework.loading import compared, written_framework
from initiatives.framework.models import Framework
from initiatives.history.models import Event
from initiatives.people.models import User
from initiatives.portfolio import queries as portfolio
from initiatives.web.frame import page, viewer_of
from initiatives.web.framework_words import changes_of


class Version(NamedTuple):
    """A version as a list shows it: the event that put it in force, and what was made under it."""

    edition: Framework
    brought: Event | None
    made: portfolio.MadeUnder


@page
def framework_list(request: HttpRequest) -> HttpResponse:
    """Each framework with its versions, the latest first."""
    viewer = viewer_of(request)
    versions = versions_of(viewer, list(queries.frameworks(viewer)))
    context = {
        "frameworks": [list(v) for _key, v in groupby(versions, lambda one: one.edition.key)],
        "may_put_in_force": rules.may_put_in_force(viewer),
    }
    return render(request, "frameworks/list.html", context)


def versions_of(viewer: User, editions: list[Framework]) -> list[Version]:
    """The versions in their order, with what is known of each."""
    brought = queries.brought_in_force(viewer, editions)
    made = portfolio.made_under(viewer, editions)
    return [Version(one, brought.get(one.pk), made[one.pk]) for one in editions]


@page
def framework(request: HttpRequest, pk: int) -> HttpResponse:
    """One version, whole, and what it changed of the one before."""
    viewer = viewer_of(request)
    found = queries.framework(viewer, pk)
    (version,) = versions_of(viewer, [found])
    former = queries.edition_before(viewer, found)
    said = queries.said_by(found)
    context = {
        "version": version,
        "said": said,
        "former": former,
        "current": queries.edition_in_force(viewer, found.key),
        "changes": changes_of(compared(queries.said_by(former), said)) if former else None,
        "may_put_in_force": rules.may_put_in_force(viewer),
        "crumbs": [(_("Frameworks"), reverse("framework_list"))],
    }
    return render(request, "frameworks/page.html", context)


@page
def as_file(request: HttpRequest, pk: int) -> HttpResponse:
    """One version as the file that is sent to bring in the next."""
    found = queries.framework(viewer_of(request), pk)
    name = slugify(f"{found.key} {found.edition}")
    written = written_framework(queries.said_by(found))
    response = HttpResponse(written, content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.yaml"'
    return response
