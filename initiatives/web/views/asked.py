"""What a query string asks for by key: for labels of filters, and for what a form is about."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from initiatives.web.frame.forms import Choices
from initiatives.web.frame.lists import LARGEST_KEY


def key_in(request: HttpRequest, name: str) -> int | None:
    """The key under a name; nothing where there is none; raises Http404 for what is no key."""
    text = request.GET.get(name, "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdecimal()) or not 0 < int(text[:20]) <= LARGEST_KEY:
        raise Http404("There is no such record, or you may not see it.")
    return int(text)


def label_of(request: HttpRequest, name: str, rows: QuerySet[Any]) -> Choices:
    """The record that a filter names, for its chip; nothing where it names none to be seen."""
    try:
        key = key_in(request, name)
    except Http404:
        return []
    return [(row.pk, f"{row.reference} {row}") for row in rows.filter(pk=key)] if key else []
