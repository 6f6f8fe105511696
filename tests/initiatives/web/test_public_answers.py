"""Finding one's answer by the code, and reading all answers."""

import pytest
from django.test import Client

from initiatives.community import limits, services
from initiatives.community.services import Words
from tests.initiatives.community.voices import SAID, answered, hear, themed

pytestmark = pytest.mark.django_db
FIND, ANSWERS = "/feedback/answer/", "/feedback/answers/"


@pytest.fixture
def visitor():
    return Client()


def find(visitor, code, lang="en"):
    return visitor.post(FIND, {"code": str(code), "lang": lang})


def test_a_voice_is_followed_from_received_to_answered(cast, visitor):
    code, voice = hear(language="es")
    assert "have not sorted it yet" in find(visitor, code).content.decode()
    voice = themed(cast.lee, voice)
    assert "We look for an answer now" in find(visitor, code).content.decode()
    answer = services.draft_answer(
        actor=cast.lee,
        feedback=[voice],
        entity=cast.system,
        decision="in_progress",
        words=Words("es", "Esperó sin intérprete.", "Preguntamos a cada persona."),
    )
    waiting = find(visitor, code).content.decode()
    assert "at work on your answer" in waiting
    assert "Esperó" not in waiting
    services.approve_answer(actor=cast.root, answer=answer)
    assert "Esperó" not in find(visitor, code).content.decode()
    services.publish_answer(actor=cast.lee, answer=answer)
    told = find(visitor, code, "es").content.decode()
    assert "Esta es nuestra respuesta" in told
    assert "Esperó sin intérprete." in told
    assert 'lang="es"' in told


def test_what_was_said_is_not_repeated_to_whoever_holds_the_code(cast, visitor):
    code, _ = hear()
    assert SAID not in find(visitor, code).content.decode()


def test_a_closed_voice_says_so_without_our_own_words(cast, visitor):
    code, voice = hear()
    services.close_feedback(actor=cast.lee, feedback=voice, reason="An advertisement.")
    told = find(visitor, code).content.decode()
    assert "closed this note" in told
    assert "advertisement" not in told


def test_unknown_and_half_known_codes_are_answered_alike(cast, visitor):
    code, _ = hear()
    half = f"{code.selector}{'0' * 16}"
    pages = {}
    for typed in (half, "Z" * 24, "nonsense"):
        answer = find(visitor, typed)
        assert answer.status_code == 404
        pages[typed] = answer.content.decode().replace(typed, "")
    assert len(set(pages.values())) == 1


def test_guessing_is_held_down_and_then_even_the_right_code_is_not_told(cast, visitor):
    code, _ = hear()
    for _ in range(limits.WRONG_CODES):
        assert find(visitor, "wrong").status_code == 404
    assert find(visitor, code).status_code == 429
    assert find(Client(REMOTE_ADDR="198.51.100.4"), code).status_code == 200


@pytest.mark.parametrize("typed", ["", "   ", "\x00", "<script>alert(1)</script>", "é" * 5000])
def test_hostile_codes_are_no_codes(cast, visitor, typed):
    answer = find(visitor, typed)
    assert answer.status_code in (200, 404)
    assert "<script>alert" not in answer.content.decode()


def test_the_code_is_never_taken_from_an_address(cast, visitor):
    code, _ = hear()
    assert "have not sorted" not in visitor.get(f"{FIND}?code={code}").content.decode()


def test_everybody_reads_published_answers_with_how_many_spoke_masked(cast, visitor):
    assert "not posted an answer yet" in visitor.get(ANSWERS).content.decode()
    answered(cast, *(hear()[1] for _ in range(10)))
    few = visitor.get(ANSWERS).content.decode()
    assert "People told us" in few
    assert "10 people" not in few
    answered(cast, *(hear()[1] for _ in range(11)))
    many = visitor.get(ANSWERS).content.decode()
    assert "11 people told us" in many


def test_nothing_of_a_voice_is_on_the_public_page(cast, visitor):
    _, voice = hear(contact="me@example.org")
    services.redact_feedback(actor=cast.lee, feedback=voice, redacted="Reviewed words")
    answered(cast, voice)
    page = visitor.get(ANSWERS).content.decode()
    for secret in (SAID, "Reviewed words", "me@example.org", voice.reference, voice.selector):
        assert secret not in page


def test_an_answer_that_only_exists_in_another_language_says_which(cast, visitor):
    answered(cast, hear()[1], words=Words("ar", "انتظرت", "نسأل الآن"))
    page = visitor.get(f"{ANSWERS}?lang=en").content.decode()
    assert 'lang="ar" dir="rtl"' in page


@pytest.mark.parametrize("page", ["2", "0", "-1", "x", "9" * 30])
def test_any_page_number_is_answered(cast, visitor, page):
    assert visitor.get(f"{ANSWERS}?page={page}").status_code == 200


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_takes_the_same_queries_however_long(
    cast, visitor, many, django_assert_num_queries
):
    for _ in range(many):
        answered(cast, hear()[1])
    with django_assert_num_queries(4):
        visitor.get(ANSWERS)


@pytest.mark.parametrize("path", [ANSWERS])
def test_what_takes_no_form_refuses_one(cast, visitor, path):
    assert visitor.post(path).status_code == 405
