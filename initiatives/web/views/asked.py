"""What a query string asks for by key: for labels of filters, and for what a form is about."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from initiatives.base.references import plain_key
from initiatives.web.frame.forms import Choices


def key_in(request: HttpRequest, name: str) -> int | None:
    """The key under a name; nothing where there is none; raises Http404 for what is no key."""
    text = request.GET.get(name, "").strip()
    key = plain_key(text)
    if text and key is None:
        raise Http404("There is no such record, or you may not see it.")
    return key


def label_of(request: HttpRequest, name: str, rows: QuerySet[Any]) -> Choices:
    """The record that a filter names, for its chip; nothing where it names none to be seen."""
    key = plain_key(request.GET.get(name, "").strip())
    return [(row.pk, f"{row.reference} {row}") for row in rows.filter(pk=key)] if key else []
