"""Reading answers: those in the making, those published, and that of a code."""

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from initiatives.community import codes, rules
from initiatives.community.choices import WAITING, AnswerState
from initiatives.community.models import Feedback, ReportBack, Wording
from initiatives.measures.suppression import THRESHOLD
from initiatives.people.models import User


def answers(viewer: User) -> QuerySet[ReportBack]:
    """The answers that the viewer may know of, with how many voices each answers."""
    return (
        rules.visible_answers(viewer)
        .select_related("entity", "principle", "written_by", "approved_by")
        .prefetch_related("wordings")
        .annotate(voices=Count("feedback"))
        .order_by("-published_on", "-id")
    )


def answer(viewer: User, pk: int) -> ReportBack:
    """One answer; raises ReportBack.DoesNotExist for what the viewer may not see."""
    return answers(viewer).prefetch_related("wordings__worded_by", "feedback").get(pk=pk)


def waiting_feedback(viewer: User) -> QuerySet[Feedback]:
    """What the viewer may see and that has no answer yet, the oldest first."""
    waiting = rules.visible_feedback(viewer).filter(state__in=WAITING, set_aside=False)
    return waiting.select_related("entity").order_by("received_on", "id")


def published() -> QuerySet[ReportBack]:
    """What everybody may read. `heard_from` is None where so few spoke that it is not told."""
    told = ReportBack.objects.filter(state=AnswerState.PUBLISHED)
    return (
        told.select_related("entity")
        .prefetch_related("wordings")
        .annotate(voices=Count("feedback"))
        .order_by("-published_on", "-id")
    )


def heard_from(voices: int) -> int | None:
    """How many spoke, as everybody may know it."""
    return voices if voices >= THRESHOLD else None


def published_for(voice: Feedback) -> list[ReportBack]:
    """The published answers to one voice."""
    return list(published().filter(Q(pk__in=voice.report_backs.values("pk"))))


def wording_for(found: ReportBack, languages: Iterable[str]) -> Wording:
    """The answer in the first of these languages that it was written in, or else as it was."""
    written = {wording.language: wording for wording in found.wordings.all()}
    asked = (written[language] for language in languages if language in written)
    return next(asked, next(iter(written.values())))


def by_code(text: str) -> Feedback | None:
    """The voice of a code. A code that is known in part, or no code at all, finds the same: none.

    It takes one query and one comparison whatever was typed.
    """
    code = codes.read(text) or codes.code_for(text)
    voice = Feedback.objects.filter(selector=code.selector).select_related("entity").first()
    return voice if codes.fits(code, voice.secret_digest if voice else None) else None
