"""What every public page of the community shares: its language, and that it leaves no trace.

No session is opened and no cookie set, so Django's own protection against forged requests, which
keeps a cookie, is not used. There is nothing to forge for: the pages know no accounts, and what
another site could make a browser send, it could send itself. `web/views/tell.py` says what a form
must carry all the same.
"""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import formats, translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from initiatives.community import queries
from initiatives.community.choices import Language
from initiatives.community.queries import PageFacts
from initiatives.community.texts import direction, spoken_by, texts

Answers = Callable[..., HttpResponse]
# Django writes dates in these; the others get 2027-01-31, which nobody takes for another day.
WRITES_DATES = {language: language.lower() for language in ("en", "es", "vi", "zh-Hans", "ru")} | {
    language: language for language in ("uk", "ko", "ar")
}


class Tongue(NamedTuple):
    """The language of a page."""

    code: str
    label: str
    dir: str
    chosen: bool


def public(*methods: str) -> Callable[[Answers], Answers]:
    """A page for everybody: no cookie, nothing kept by caches, the language it is in."""

    def decorated(view: Answers) -> Answers:
        @csrf_exempt
        @never_cache
        @require_http_methods(["GET", "HEAD", *methods])
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            response = view(request, *args, **kwargs)
            response["Content-Language"] = language_of(request)
            patch_vary_headers(response, ["Accept-Language"])
            return response

        return answer

    return decorated


def language_of(request: HttpRequest) -> str:
    """The language that was chosen by a link or by the form, or else what the browser prefers."""
    chosen = request.POST.get("lang", "") or request.GET.get("lang", "")
    if chosen in Language.values:
        return chosen
    return spoken_by(request.headers.get("Accept-Language", ""))


def facts_of(request: HttpRequest) -> PageFacts:
    """Whether a person has read the texts, and whether the form is on; read once a request."""
    if not hasattr(request, "_facts"):
        request._facts = queries.page_facts(language_of(request))  # type: ignore[attr-defined]
    return request._facts  # type: ignore[attr-defined,no-any-return]


def day_in(language: str, day: date) -> str:
    """A date as it is written in a language."""
    if language not in WRITES_DATES:
        return day.isoformat()
    with translation.override(WRITES_DATES[language]):
        return formats.date_format(day, "DATE_FORMAT")


def shown(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A page in its language, with the other languages and whether a person has read it."""
    language = language_of(request)
    tongues = [
        Tongue(code, str(label), direction(code), code == language)
        for code, label in Language.choices
    ]
    around = {
        "t": texts(language),
        "language": language,
        "dir": direction(language),
        "tongues": tongues,
        "unread": not facts_of(request).confirmed,
        "form_open": facts_of(request).form_open,
        "demo": settings.DEMO,
    }
    return render(request, template, around | context, status=status)


def address_of(request: HttpRequest) -> str:
    """Where a request comes from, to be counted and forgotten; of a proxy's list its own entry."""
    listed = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    return listed.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
