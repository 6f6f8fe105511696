"""Answers: written by one, approved by another, published, found by the code."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from initiatives.base.errors import Invalid, NotAllowed
from initiatives.community import queries, services
from initiatives.community.models import ReportBack
from initiatives.community.services import Words
from tests.initiatives.community.voices import WORDS, answered, days_later, hear, themed

pytestmark = pytest.mark.django_db


@pytest.fixture
def voice(cast):
    _, heard = hear(entity=cast.hospital)
    with days_later(1):
        services.pick_up_feedback()
    heard.refresh_from_db()
    return themed(cast.lee, heard)


@pytest.fixture
def draft(cast, voice):
    return services.draft_answer(
        actor=cast.lee, feedback=[voice], entity=cast.hospital, decision="done", words=WORDS
    )


def test_published_it_answers_its_voices_and_keeps_their_promise(cast, voice, draft):
    services.approve_answer(actor=cast.erin, answer=draft)
    assert not queries.published().exists()
    services.publish_answer(actor=cast.lee, answer=draft)
    voice.refresh_from_db()
    assert (voice.state, voice.answer_commitment.state) == ("answered", "fulfilled")
    assert [answer.pk for answer in queries.published()] == [draft.pk]
    assert queries.published_for(voice) == [draft]


@pytest.mark.parametrize("name", ["alice", "bob", "sam", "charlie", "erin", "ada", "nobody"])
def test_only_stewards_write(cast, voice, name):
    with pytest.raises(NotAllowed):
        services.draft_answer(
            actor=getattr(cast, name),
            feedback=[voice],
            entity=cast.hospital,
            decision="done",
            words=WORDS,
        )


@pytest.mark.parametrize("name", ["alice", "bob", "sam", "charlie", "ada", "nobody", "lee"])
def test_its_writer_and_those_without_a_say_do_not_approve(cast, draft, name):
    with pytest.raises(NotAllowed):
        services.approve_answer(actor=getattr(cast, name), answer=draft)


def test_who_worded_it_in_one_language_does_not_approve_either(cast, draft):
    services.word_answer(actor=cast.root, answer=draft, words=Words("es", "Esperó.", "Sí."))
    with pytest.raises(NotAllowed, match="someone else"):
        services.approve_answer(actor=cast.root, answer=draft)
    services.approve_answer(actor=cast.erin, answer=draft)


def test_the_database_refuses_an_answer_approved_by_its_writer(cast, draft):
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportBack.objects.filter(pk=draft.pk).update(state="approved", approved_by=cast.lee)


def test_a_draft_is_not_published_and_a_published_one_not_changed(cast, draft):
    with pytest.raises(Invalid, match="draft"):
        services.publish_answer(actor=cast.lee, answer=draft)
    services.approve_answer(actor=cast.root, answer=draft)
    with pytest.raises(Invalid, match="approved"):
        services.word_answer(actor=cast.lee, answer=draft, words=WORDS)
    services.publish_answer(actor=cast.lee, answer=draft)
    with pytest.raises(Invalid, match="published"):
        services.return_answer(actor=cast.root, answer=draft, reason="Oh.")


def test_returned_it_can_be_written_better_and_needs_a_new_approval(cast, draft):
    services.approve_answer(actor=cast.root, answer=draft)
    services.return_answer(actor=cast.root, answer=draft, reason="Say when.")
    services.word_answer(actor=cast.lee, answer=draft, words=WORDS)
    with pytest.raises(Invalid):
        services.publish_answer(actor=cast.lee, answer=draft)


@pytest.mark.parametrize("decision", ["will_not", "cannot"])
def test_a_no_needs_its_reason(cast, voice, decision):
    about = {"actor": cast.lee, "feedback": [voice], "entity": cast.hospital, "decision": decision}
    with pytest.raises(Invalid, match="reason"):
        services.draft_answer(words=WORDS, **about)
    assert services.draft_answer(words=Words("en", "You asked.", not_done="No room."), **about).pk


def test_an_answer_says_what_was_heard_and_what_came_of_it(cast, voice):
    about = {"actor": cast.lee, "feedback": [voice], "entity": cast.hospital, "decision": "done"}
    for words in (Words("en", "", "Done."), Words("en", "You waited.", " ")):
        with pytest.raises(Invalid):
            services.draft_answer(words=words, **about)


def test_what_cannot_be_answered_is_refused(cast, voice):
    about = {"actor": cast.lee, "decision": "done", "words": WORDS}
    _, unthemed = hear(entity=cast.hospital)
    _, flood = hear(entity=cast.hospital, set_aside=True)
    for feedback, entity, why in (
        ([], cast.hospital, "Choose"),
        ([unthemed], cast.hospital, "theme"),
        ([flood], cast.hospital, "does not wait"),
        ([voice], cast.clinic, "not about"),
    ):
        with pytest.raises(Invalid, match=why):
            services.draft_answer(feedback=feedback, entity=entity, **about)


def test_an_answer_may_hold_no_identifier(cast, voice):
    with pytest.raises(Invalid, match="medical record"):
        services.draft_answer(
            actor=cast.lee,
            feedback=[voice],
            entity=cast.hospital,
            decision="done",
            words=Words("en", "You, MRN 12345678, waited.", "Done."),
        )


def test_the_code_finds_its_voice_and_nothing_else_does(cast):
    code, voice = hear()
    other, _ = hear()
    assert queries.by_code(str(code).lower()) == voice
    half = str(code)[:-1] + ("2" if str(code)[-1] != "2" else "3")
    for wrong in (half, str(code)[:9], code.selector + other.secret, "", "x" * 24, "\x00", "é"):
        assert queries.by_code(wrong) is None


def test_known_unknown_and_impossible_codes_cost_the_same_queries(cast):
    code, _ = hear()
    asked = []
    for typed in (code.selector + "0" * 16, "Z" * 24, "no code"):
        with CaptureQueriesContext(connection) as counted:
            queries.by_code(typed)
        asked.append(len(counted))
    assert asked == [1, 1, 1]


def test_the_answer_comes_in_the_language_asked_for_if_it_was_written_in_it(cast, draft):
    spanish = Words("es", "Esperó sin intérprete.", "Ahora preguntamos.")
    services.word_answer(actor=cast.lee, answer=draft, words=spanish)
    draft.refresh_from_db()
    said = {
        language: queries.wording_for(draft, [language]).language for language in ("es", "en", "ko")
    }
    assert said == {"es": "es", "en": "en", "ko": "en"}


def test_how_many_spoke_is_told_from_eleven_on(cast):
    from initiatives.community.queries.answers import heard_from

    assert [heard_from(number) for number in (1, 10, 11, 400)] == [None, None, 11, 400]
    voices = [hear()[1] for _ in range(3)]
    answer = answered(cast, *voices)
    assert queries.published().get(pk=answer.pk).voices == 3


def test_an_answer_is_never_deleted(cast, draft):
    with pytest.raises(Exception, match="Cannot delete"), transaction.atomic():
        ReportBack.objects.filter(pk=draft.pk).delete()
