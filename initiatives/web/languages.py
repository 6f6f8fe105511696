"""In which language a page speaks to whoever asks."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

from initiatives.accountability.letters import language_of
from initiatives.people.models import User
from initiatives.web.sessions import signed_in

Answer = Callable[[HttpRequest], HttpResponseBase]


def speak_chosen(answer: Answer) -> Answer:
    """The middleware by which a page comes in the language that the viewer chose for their mails.

    Who chose none reads English. Before sign-in, and for a program that holds a token, it is what
    `Accept-Language` asks for, which Django's own middleware has settled by then.
    """

    def answered(request: HttpRequest) -> HttpResponseBase:
        if not signed_in(request):
            return answer(request)
        language = getattr(request.user, "language", None) or settings.LANGUAGE_CODE
        with translation.override(language):
            response = answer(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return answered


def spoken_to(reader: User | None) -> AbstractContextManager[None]:
    """The language of a mail to a person, whoever had it sent; as it is where nobody is known."""
    return translation.override(language_of(reader)) if reader else nullcontext()
