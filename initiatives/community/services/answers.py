"""Answering: one writes, another approves, then it is published and every voice has its answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.base.checks import check_fields
from initiatives.base.errors import Invalid
from initiatives.base.records import Change, change, locked, plain, required, touch
from initiatives.community import rules
from initiatives.community.choices import NOT_DOING, WAITING, AnswerState, Decision, FeedbackState
from initiatives.community.models import Feedback, ReportBack, Wording
from initiatives.community.services.promises import kept
from initiatives.framework.models import Principle
from initiatives.history.services import record
from initiatives.people.models import Entity, User


@dataclass(frozen=True)
class Words:
    """An answer in one language."""

    language: str
    heard: str
    done: str = ""
    not_done: str = ""


@transaction.atomic
def draft_answer(
    *,
    actor: User,
    feedback: Sequence[Feedback],
    entity: Entity,
    decision: str,
    words: Words,
    principle: Principle | None = None,
) -> ReportBack:
    """Write an answer to one or more voices at an entity or below it."""
    rules.may_triage(actor, entity).require()
    voices = [locked(one) for one in sorted(feedback, key=lambda one: one.pk)]
    check_voices(voices, entity)
    answer = ReportBack(entity=entity, principle=principle, decision=decision, written_by=actor)
    check_fields(answer)
    answer.save()
    answer.feedback.set(voices)
    put_words(actor, answer, words)
    for voice in voices:
        decided(actor, voice, answer)
    after = {"decision": decision, "entity": plain(entity), "feedback": plain(voices)}
    record(actor=actor, verb="drafted", subject=answer, after=after)
    return answer


def check_voices(voices: Sequence[Feedback], entity: Entity) -> None:
    """Raises Invalid unless all of them wait for an answer, at the entity or below it."""
    if not voices:
        raise Invalid({"feedback": _("Choose what you answer.")})
    for voice in voices:
        if voice.state not in WAITING or voice.set_aside:
            raise Invalid(
                {"feedback": _("%(voice)s does not wait for an answer.") % {"voice": voice}}
            )
        if entity.pk not in voice.entity.lineage:
            raise Invalid(
                {
                    "feedback": _("%(voice)s is not about %(entity)s.")
                    % {"voice": voice, "entity": entity}
                }
            )
        if voice.state == FeedbackState.RECEIVED:
            raise Invalid(
                {
                    "feedback": _("Say first what %(voice)s is about: give it a theme.")
                    % {"voice": voice}
                }
            )


def decided(actor: User, voice: Feedback, answer: ReportBack) -> None:
    """The voice is on its way to an answer."""
    made = change(voice, state=FeedbackState.DECIDED)
    if made:
        after = made.after | {"decision": answer.decision}
        record(actor=actor, verb="decided", subject=voice, before=made.before, after=after)


def put_words(actor: User, answer: ReportBack, words: Words) -> None:
    """Write the answer in a language; raises Invalid for what does not say enough."""
    required(heard=words.heard)
    if not (words.done.strip() or words.not_done.strip()):
        raise Invalid({"done": _("Say what was done, or what was not done and why.")})
    if answer.decision in NOT_DOING and not words.not_done.strip():
        raise Invalid({"not_done": _("Say why not: people are owed the reason.")})
    wording = answer.wordings.filter(language=words.language).first() or Wording(
        report_back=answer, language=words.language
    )
    wording.heard, wording.worded_by = words.heard.strip(), actor
    wording.done, wording.not_done = words.done.strip(), words.not_done.strip()
    check_fields(wording)
    wording.save()


@transaction.atomic
def word_answer(
    *, actor: User, answer: ReportBack, words: Words, version: int | None = None
) -> ReportBack:
    """Write a draft anew, or in one more language."""
    answer = drafted(actor, answer, version)
    put_words(actor, answer, words)
    touch(answer)
    record(actor=actor, verb="worded", subject=answer, after={"language": words.language})
    return answer


@transaction.atomic
def decide_otherwise(
    *,
    actor: User,
    answer: ReportBack,
    decision: str,
    principle: Principle | None,
    version: int | None = None,
) -> ReportBack:
    """Change the decision of a draft; raises Invalid for a no without its reason."""
    answer = drafted(actor, answer, version)
    made = change(answer, decision=decision, principle=principle)
    check_fields(answer)
    if decision in NOT_DOING and answer.wordings.filter(not_done="").exists():
        raise Invalid({"decision": _("Say first, in each language, why it is not done.")})
    return noted(actor, "decided anew", answer, made)


@transaction.atomic
def approve_answer(*, actor: User, answer: ReportBack, version: int | None = None) -> ReportBack:
    """Stand for an answer that somebody else wrote."""
    rules.may_approve(actor, answer).require()
    answer = standing(locked(answer, version), AnswerState.DRAFT)
    made = change(answer, state=AnswerState.APPROVED, approved_by=actor)
    return noted(actor, "approved", answer, made)


@transaction.atomic
def return_answer(
    *, actor: User, answer: ReportBack, reason: str, version: int | None = None
) -> ReportBack:
    """Back to a draft, to be written better; says why."""
    allowed = rules.may_triage(actor, answer.entity) or rules.may_approve(actor, answer)
    allowed.require()
    required(reason=reason)
    answer = standing(locked(answer, version), AnswerState.APPROVED)
    made = change(answer, state=AnswerState.DRAFT, approved_by=None)
    return noted(actor, "returned", answer, made, reason)


@transaction.atomic
def publish_answer(*, actor: User, answer: ReportBack, version: int | None = None) -> ReportBack:
    """Show it to everybody; each voice is answered, which keeps its promise."""
    rules.may_triage(actor, answer.entity).require()
    answer = standing(locked(answer, version), AnswerState.APPROVED)
    today = clock.today()
    made = change(answer, state=AnswerState.PUBLISHED, published_on=today)
    for voice in answer.feedback.select_related("theme_commitment", "answer_commitment"):
        answered(actor, locked(voice), answer)
    return noted(actor, "published", answer, made)


def answered(actor: User, voice: Feedback, answer: ReportBack) -> None:
    """The voice has its answer; one that was closed meanwhile stays closed."""
    if voice.state != FeedbackState.DECIDED:
        return
    made = change(voice, state=FeedbackState.ANSWERED, answered_on=answer.published_on)
    kept(actor, voice.theme_commitment, f"Answered by {answer}.")
    kept(
        actor,
        voice.answer_commitment,
        f"{answer} was published: {Decision(answer.decision).label}.",
    )
    record(actor=actor, verb="answered", subject=voice, before=made.before, after=made.after)


def drafted(actor: User, answer: ReportBack, version: int | None) -> ReportBack:
    """A draft, locked, for somebody who may write it."""
    rules.may_triage(actor, answer.entity).require()
    return standing(locked(answer, version), AnswerState.DRAFT)


def standing(answer: ReportBack, state: AnswerState) -> ReportBack:
    """The answer; raises Invalid unless it is in this state."""
    if answer.state != state:
        word = answer.get_state_display().lower()
        raise Invalid(
            {
                "state": _("%(answer)s is %(word)s, so this cannot be done to it.")
                % {"answer": answer, "word": word}
            }
        )
    return answer


def noted(actor: User, verb: str, answer: ReportBack, made: Change, reason: str = "") -> ReportBack:
    """Record what changed, if anything did."""
    if made:
        changed: dict[str, Any] = {"before": made.before, "after": made.after, "reason": reason}
        record(actor=actor, verb=verb, subject=answer, **changed)
    return answer
