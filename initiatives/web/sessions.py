"""How long a sign-in lasts: a number of hours in all, and of minutes in which nothing is done.

Who is signed out by it comes back to the page they were on, and a form that they had just sent is
kept for them. Who has to set up a second factor can do nothing else.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.web.factors import lacks_one

BEGAN, SEEN, KEPT = "began", "seen", "kept_form"
NOTE_EVERY = timedelta(minutes=1)
LONGEST_KEPT = 64 * 1024
FREE = ("/accounts/", "/static/", "/healthz/")  # open to whoever has to set up a second factor
Answers = Callable[[HttpRequest], HttpResponse]


def watch_over(get_response: Answers) -> Answers:
    """The middleware."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not signed_in(request):
            return get_response(request)
        if reason := over(request.session, clock.now()):
            return end(request, reason) or get_response(request)
        stamp(request.session, clock.now())
        if not request.path.startswith(FREE) and lacks_one(request):
            return lead_to_factors(request) or get_response(request)
        return get_response(request)

    return answer


def signed_in(request: HttpRequest) -> bool:
    """Whether there is a session with a person; a request without a cookie costs no query."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated


def over(session: Any, now: datetime) -> str:
    """Why a session has ended, in a sentence; empty while it lasts."""
    began, seen = instant(session, BEGAN), instant(session, SEEN)
    if began and now - began > timedelta(hours=settings.SESSION_HOURS):
        return _("A sign-in lasts %(hours)s hours. Sign in again and go on where you were.") % {
            "hours": settings.SESSION_HOURS
        }
    idle = timedelta(minutes=settings.IDLE_MINUTES)
    if idle and seen and now - seen > idle:
        return _(
            "Nothing was done for %(minutes)s minutes, so you were signed out. "
            "Sign in again and go on where you were."
        ) % {"minutes": settings.IDLE_MINUTES}
    return ""


def instant(session: Any, name: str) -> datetime | None:
    """An instant that the session keeps."""
    kept = session.get(name)
    return datetime.fromisoformat(kept) if kept else None


def stamp(session: Any, now: datetime) -> None:
    """Note when the session began, and at most once a minute that it is used."""
    if BEGAN not in session:
        session[BEGAN] = now.isoformat()
    seen = instant(session, SEEN)
    if seen is None or now - seen >= NOTE_EVERY:
        session[SEEN] = now.isoformat()


def end(request: HttpRequest, reason: str) -> HttpResponse | None:
    """Sign out, and ask to sign in again; the API just finds nobody signed in."""
    kept = kept_form(request)
    logout(request)
    if request.path.startswith("/api/"):
        return None
    if kept:
        request.session[KEPT] = kept
    messages.info(request, reason)
    back = reverse("kept_form") if kept else back_to(request)
    url = f"{reverse('account_login')}?{urlencode({'next': back})}"
    return away(request, url)


def back_to(request: HttpRequest) -> str:
    """The page that the person was on: the one that asked, where a part of it was asked for."""
    htmx: Any = request.htmx  # type: ignore[attr-defined]
    return (htmx and htmx.current_url_abs_path) or request.get_full_path()


def away(request: HttpRequest, url: str) -> HttpResponse:
    """Go there, with the whole page and not with a part of it."""
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(headers={"HX-Redirect": url})
    return redirect(url)


def kept_form(request: HttpRequest) -> dict[str, Any] | None:
    """What was sent, to be sent again by the same person; never passwords, and no files."""
    plain = request.method == "POST" and not request.path.startswith(("/accounts/", "/api/"))
    if not plain or int(request.META.get("CONTENT_LENGTH") or 0) > LONGEST_KEPT:
        return None
    fields = {name: request.POST.getlist(name) for name in request.POST}
    fields.pop("csrfmiddlewaretoken", None)
    person = request.user.pk
    return {"person": person, "path": request.get_full_path(), "fields": fields}


def lead_to_factors(request: HttpRequest) -> HttpResponse | None:
    """Where a second factor is set up; the API just finds nobody signed in."""
    if request.path.startswith("/api/"):
        request.user = AnonymousUser()
        return None
    messages.warning(request, _("Your role asks for a second step at sign-in. Set it up first."))
    return away(request, reverse("mfa_index"))
