"""What a query string asks for by key: for labels of filters, and for what a form is about."""

from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from initiatives.base.references import plain_key
from initiatives.web.frame.forms import Choices

Record = TypeVar("Record", bound=Model)


def key_in(request: HttpRequest, name: str) -> int | None:
    """The key under a name; nothing where there is none; raises Http404 for what is no key."""
    text = request.GET.get(name, "").strip()
    key = plain_key(text)
    if text and key is None:
        raise Http404(_("There is no such record, or you may not see it."))
    return key


def record_in(request: HttpRequest, name: str, rows: QuerySet[Record]) -> Record | None:
    """The record under a name; None where it names none of these."""
    key = plain_key(request.GET.get(name, "").strip())
    return rows.filter(pk=key).first() if key else None


def label_of(request: HttpRequest, name: str, rows: QuerySet[Any]) -> Choices:
    """The record that a filter names, for its chip; nothing where it names none to be seen."""
    found = record_in(request, name, rows)
    return [(found.pk, f"{found.reference} {found}")] if found else []
