"""What a query string asks for by key: for labels of filters, and for what a form is about."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from initiatives.base.filtering import LARGEST_KEY
from initiatives.web.frame.forms import Choices

LONGEST = len(str(LARGEST_KEY))


def key_of(text: str) -> int | None:
    """The key that a text spells; nothing where it is none."""
    text = text.strip()
    if not (text.isascii() and text.isdecimal() and len(text) <= LONGEST):
        return None
    return int(text) if 0 < int(text) <= LARGEST_KEY else None


def key_in(request: HttpRequest, name: str) -> int | None:
    """The key under a name; nothing where there is none; raises Http404 for what is no key."""
    text = request.GET.get(name, "").strip()
    key = key_of(text)
    if text and key is None:
        raise Http404("There is no such record, or you may not see it.")
    return key


def label_of(request: HttpRequest, name: str, rows: QuerySet[Any]) -> Choices:
    """The record that a filter names, for its chip; nothing where it names none to be seen."""
    key = key_of(request.GET.get(name, ""))
    return [(row.pk, f"{row.reference} {row}") for row in rows.filter(pk=key)] if key else []
