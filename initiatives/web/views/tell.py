"""The public form: shown, sent, taken in.

It carries a signed token with a random key and the instant at which it was shown. The token says
that the form came from here within three hours; its key makes a form that is sent twice count
once; its instant tells people from programs that fill in a form within three seconds. What looks
like a program's is not refused, since it may be a person with other habits or tools: it is set
aside, and somebody looks at it.
"""

import secrets
from datetime import timedelta
from typing import NamedTuple, cast

from django.conf import settings
from django.core.cache import cache
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse, QueryDict
from redis.exceptions import RedisError

from initiatives.base import clock
from initiatives.base.errors import Invalid
from initiatives.community import limits, queries
from initiatives.community.choices import ANSWER_WITHIN
from initiatives.community.codes import Code
from initiatives.community.services import receive_feedback
from initiatives.community.texts import texts
from initiatives.web.forms.feedback import PublicForm
from initiatives.web.views.public import (
    address_of,
    day_in,
    facts_of,
    language_of,
    public,
    shown,
)

SIGNER = TimestampSigner(salt="initiatives.web.tell")
OLDEST, QUICKEST = 3 * 60 * 60, 3  # seconds
SHOWN_AGAIN_FOR = 10 * 60
NOT_FOUND, UNPROCESSABLE, TOO_MANY = 404, 422, 429
AGAIN = "again"  # on a token given to somebody whose first one was too old


class Token(NamedTuple):
    """What a token says; without a key it is none of ours, or too old."""

    key: str = ""
    hasty: bool = False


def new_token(mark: str = "") -> str:
    """A token for one form."""
    return SIGNER.sign(f"{secrets.token_urlsafe(16)}.{mark}")


def read_token(text: str) -> Token:
    """The token that a form carries."""
    try:
        key, _, mark = SIGNER.unsign(text, max_age=OLDEST).partition(".")
    except BadSignature:
        return Token()
    return Token(key, mark != AGAIN and is_fresh(text))


def is_fresh(text: str) -> bool:
    """Whether it was given out a moment ago."""
    try:
        SIGNER.unsign(text, max_age=QUICKEST)
    except BadSignature:
        return False
    return True


@public("POST")
def tell(request: HttpRequest) -> HttpResponse:
    """Show the form, or take what it holds; where it is switched off, say so."""
    if not facts_of(request).form_open:
        return shown(request, "feedback/closed.html", {}, NOT_FOUND)
    if request.method != "POST":
        form = form_of(request, None, {"token": new_token()})
        return shown(request, "feedback/tell.html", {"form": form})
    if limits.count("sent", address_of(request)) > limits.FROM_ONE_REFUSED:
        return again(request, form_of(request, request.POST), "many", TOO_MANY)
    return take(request, form_of(request, request.POST))


def form_of(
    request: HttpRequest, data: object, initial: dict[str, str] | None = None
) -> PublicForm:
    """The form in the language of the page."""
    language = language_of(request)
    initial = (initial or {}) | {"lang": language}
    return PublicForm(
        data,
        texts=texts(language),
        places=queries.offered_places(),
        language=language,
        initial=initial,
    )


def take(request: HttpRequest, form: PublicForm) -> HttpResponse:
    """What was sent: kept, or shown again with what is wrong or worth a second look."""
    token = read_token(request.POST.get("token", ""))
    valid = form.is_valid()
    if not token.key or from_elsewhere(request):
        return again(request, replaced(form), "expired")
    if not valid:
        return again(request, form)
    if form.identifiers() and not form.cleaned_data["warned"]:
        return again(request, warned(form))
    return keep(request, form, token)


def keep(request: HttpRequest, form: PublicForm, token: Token) -> HttpResponse:
    """Take it in, and show its code; a second sending shows the same code for a while."""
    try:
        code, new = receive_feedback(
            voice=form.voice(),
            key=token.key,
            background=form.background(),
            contact=form.cleaned_data["contact"],
            set_aside=looks_like_a_program(request, form, token),
        )
    except Invalid as error:
        for name, message in error.errors.items():
            form.add_error(name if name in form.fields else None, message)
        return again(request, form)
    if new or was_just_sent(code):
        remember(code)
        return shown(request, "feedback/sent.html", sent(request, code))
    return shown(request, "feedback/twice.html", {})


def looks_like_a_program(request: HttpRequest, form: PublicForm, token: Token) -> bool:
    """Whether it is to be looked at first: a filled trap, great haste, or a flood."""
    return (
        bool(form.cleaned_data["website"])
        or token.hasty
        or limits.count("sent", address_of(request), add=0) > limits.FROM_ONE_SET_ASIDE
        or limits.count("sent") > limits.FROM_ALL_SET_ASIDE
    )


def from_elsewhere(request: HttpRequest) -> bool:
    """Whether the browser says that another site sent the form."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none")


def again(
    request: HttpRequest, form: PublicForm, what: str = "", status: int = UNPROCESSABLE
) -> HttpResponse:
    """The form as it was filled in, with what is wrong."""
    if what:
        form.add_error(None, form.texts["wrong"][what])
    return shown(request, "feedback/tell.html", {"form": form}, status)


def replaced(form: PublicForm) -> PublicForm:
    """The same form with a token that counts from now on."""
    return carrying(form, "token", new_token(AGAIN))


def warned(form: PublicForm) -> PublicForm:
    """Point out what may tell who somebody is; the next time it is taken as it stands."""
    for name in form.identifiers():
        form.add_error(name, form.texts["wrong"]["identifiers"])
    return carrying(form, "warned", "yes")


def carrying(form: PublicForm, name: str, value: str) -> PublicForm:
    """The form with another value in one of its hidden fields."""
    data = cast(QueryDict, form.data).copy()
    data[name] = value
    form.data = data
    return form


def sent(request: HttpRequest, code: Code) -> dict[str, str]:
    """The code, and by when there is an answer."""
    language = language_of(request)
    words = texts(language)["sent"]
    by = clock.today() + timedelta(days=ANSWER_WITHIN)
    phone = settings.FEEDBACK_PHONE
    return {
        "code": str(code),
        "when": words["when"] % {"date": day_in(language, by)},
        "call": words["phone"] % {"phone": phone} if phone else "",
    }


def remember(code: Code) -> None:
    """That the code was shown just now; only its hash goes to the cache."""
    try:
        cache.set(f"community:sent:{code.digest}", True, SHOWN_AGAIN_FOR)
    except RedisError:
        return


def was_just_sent(code: Code) -> bool:
    """Whether it may be shown again: a form sent twice by a double click has lost its answer."""
    try:
        return bool(cache.get(f"community:sent:{code.digest}"))
    except RedisError:
        return False
