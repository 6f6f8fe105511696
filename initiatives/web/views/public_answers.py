"""Looking up one's answer by a code, and reading all answers."""

from datetime import timedelta
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from initiatives.base.references import plain_key
from initiatives.community import limits, queries
from initiatives.community.choices import ANSWER_WITHIN, FeedbackState
from initiatives.community.models import Feedback, ReportBack, Wording
from initiatives.community.queries.answers import heard_from
from initiatives.community.texts import direction, texts
from initiatives.web.views.public import address_of, day_in, language_of, public, shown

PAGE = 20
NOT_FOUND, TOO_MANY = 404, 429
LONGEST_CODE = 200
ANSWER_TIME = timedelta(days=ANSWER_WITHIN)


class Told(NamedTuple):
    """An answer as everybody may read it."""

    wording: Wording
    dir: str
    decision: str
    decision_key: str
    place: str
    posted: str
    who: str


@public("POST")
def find(request: HttpRequest) -> HttpResponse:
    """Where somebody's own voice stands, and its answer. The code comes in the form alone, so no
    log and no history of a browser has it.
    """
    typed = request.POST.get("code", "")[:LONGEST_CODE]
    if request.method != "POST" or not typed.strip():
        return shown(request, "feedback/find.html", {})
    address = address_of(request)
    if limits.count("wrong-code", address, add=0) >= limits.WRONG_CODES:
        return shown(request, "feedback/find.html", {"wrong": "many"}, TOO_MANY)
    voice = queries.by_code(typed)
    if voice is None:
        limits.count("wrong-code", address)
        return shown(request, "feedback/find.html", {"wrong": "unknown", "typed": typed}, NOT_FOUND)
    return shown(request, "feedback/found.html", standing(request, voice))


def standing(request: HttpRequest, voice: Feedback) -> dict[str, Any]:
    """Where a voice stands, in the words of the page."""
    language = language_of(request)
    words = texts(language)["find"]
    by = voice.received_on + ANSWER_TIME
    over = voice.state in (FeedbackState.ANSWERED, FeedbackState.CLOSED)
    languages = (language, voice.language)
    return {
        "told": words["told"] % {"date": day_in(language, voice.received_on)},
        "state": words[voice.state],
        "by": "" if over else words["by"] % {"date": day_in(language, by)},
        "answers": [told(one, languages) for one in queries.published_for(voice)],
    }


@public()
def answers(request: HttpRequest) -> HttpResponse:
    """All published answers, the newest first."""
    number = plain_key(request.GET.get("page", "1")) or 1
    page = Paginator(queries.published(), PAGE).get_page(min(number, 10**6))
    languages = (language_of(request),)
    return shown(
        request,
        "feedback/answers.html",
        {"page": page, "answers": [told(one, languages) for one in page]},
    )


def told(answer: ReportBack, languages: tuple[str, ...]) -> Told:
    """An answer in the first of these languages in which there is one."""
    language = languages[0]
    words = texts(language)["answers"]
    wording = queries.wording_for(answer, languages)
    spoke = heard_from(answer.voices)  # type: ignore[attr-defined]
    assert answer.published_on is not None
    return Told(
        wording,
        direction(wording.language),
        words["decision"][answer.decision],
        answer.decision,
        answer.entity.name,
        words["posted"] % {"date": day_in(language, answer.published_on)},
        words["count"] % {"count": spoke} if spoke else words["few"],
    )
