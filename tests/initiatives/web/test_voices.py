"""The pages of those who read and answer the community."""

import pytest
from django.urls import reverse

from initiatives.community import services
from initiatives.community.models import (
    Feedback,
    FeedbackContact,
    LanguageReview,
    ReportBack,
    Theme,
)
from initiatives.history.models import Event
from initiatives.shortfalls.models import Shortfall
from tests.initiatives.community.voices import SAID, WORDS, answered, days_later, hear, themed
from tests.initiatives.web.forms import fill_in
from tests.initiatives.web.who import statuses, those_let_in

pytestmark = pytest.mark.django_db
READERS = {"erin", "ada", "lee", "root"}
STEWARDS = {"lee", "root"}


@pytest.fixture
def voice(cast):
    _, heard = hear(entity=cast.hospital, contact="206-555-0100")
    with days_later(1):
        services.pick_up_feedback()
    heard.refresh_from_db()
    return heard


@pytest.fixture
def draft(cast, voice):
    return services.draft_answer(
        actor=cast.lee,
        feedback=[themed(cast.lee, voice)],
        entity=cast.hospital,
        decision="done",
        words=WORDS,
    )


def at(name, record):
    return reverse(name, args=[record.pk])


@pytest.mark.parametrize(
    "name", ["voice_list", "answer_list", "theme_list", "language_list", "community_figures"]
)
def test_lists_are_for_those_who_read_feedback(cast, browse, voice, name):
    assert those_let_in(cast, browse, reverse(name)) == READERS


def test_a_voice_is_not_found_by_others(cast, browse, voice):
    answers = statuses(cast, browse, at("voice", voice))
    assert {name for name, status in answers.items() if status == 200} == READERS
    assert {status for name, status in answers.items() if name not in READERS} == {404}


@pytest.mark.parametrize(
    "name",
    [
        "voice_assign",
        "voice_move",
        "voice_theme",
        "voice_link",
        "voice_redact",
        "voice_shortfall",
        "voice_close",
        "voice_contact",
        "voice_forget",
    ],
)
def test_what_is_done_with_a_voice_is_for_stewards(cast, browse, voice, name):
    assert those_let_in(cast, browse, at(name, voice)) == STEWARDS


def test_the_words_are_on_the_page_of_those_who_triage_alone(cast, browse, voice):
    for name in READERS:
        for path in (at("voice", voice), reverse("voice_list"), "/history/"):
            page = browse(getattr(cast, name)).get(path).content.decode()
            assert (SAID in page) is (name in STEWARDS and path == at("voice", voice))
            assert "555-0100" not in page


def test_triage_is_shown_what_looks_like_an_identifier(cast, browse):
    _, voice = hear("My MRN is 12345678.")
    assert "a medical record number" in browse(cast.lee).get(at("voice", voice)).content.decode()
    assert "12345678" not in browse(cast.ada).get(at("voice", voice)).content.decode()


def test_hostile_words_are_escaped(cast, browse):
    _, voice = hear("<script>alert(1)</script>", better="<img src=x onerror=alert(1)>")
    page = browse(cast.lee).get(at("voice", voice)).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_a_voice_goes_from_theme_to_published_answer_on_the_pages(cast, browse, voice):
    lee, root = browse(cast.lee), browse(cast.root)
    fill_in(lee, reverse("theme_create"), name="Interpreters")
    theme = Theme.objects.get()
    assert fill_in(lee, at("voice_theme", voice), themes=[theme.pk]).status_code == 302
    written = fill_in(
        lee,
        f"{reverse('answer_create')}?feedback={voice.pk}",
        decision="done",
        heard="You waited.",
        done="We ask each person.",
    )
    answer = ReportBack.objects.get()
    assert written.url == at("answer", answer)
    assert (
        fill_in(
            lee, f"{at('answer_word', answer)}?language=es", heard="Esperó.", done="Preguntamos."
        ).status_code
        == 302
    )
    assert lee.get(at("answer_approve", answer)).status_code == 403
    assert fill_in(root, at("answer_approve", answer)).status_code == 302
    assert fill_in(lee, at("answer_publish", answer)).status_code == 302
    voice.refresh_from_db()
    assert voice.state == "answered"
    assert "We ask each person." in lee.get("/feedback/answers/").content.decode()
    assert "Preguntamos." in lee.get("/feedback/answers/?lang=es").content.decode()


def test_an_answer_without_its_reason_comes_back_filled_in(cast, browse, voice):
    themed(cast.lee, voice)
    answer = fill_in(
        browse(cast.lee),
        f"{reverse('answer_create')}?feedback={voice.pk}",
        decision="will_not",
        heard="You asked for parking.",
        done="Nothing.",
    )
    assert answer.status_code == 422
    assert "People" not in answer.context["form"].errors
    assert "not_done" in answer.context["form"].errors
    assert not ReportBack.objects.exists()


def test_who_answers_is_changed_with_its_promises(cast, browse, voice):
    assert (
        fill_in(
            browse(cast.lee), at("voice_assign", voice), owner=cast.root.pk, reason="Leave"
        ).status_code
        == 302
    )
    voice.refresh_from_db()
    assert voice.answer_commitment.owner == cast.root


def test_a_place_that_was_not_known_is_given(cast, browse):
    _, voice = hear()
    fill_in(browse(cast.lee), at("voice_move", voice), entity=cast.clinic.pk)
    voice.refresh_from_db()
    assert voice.entity == cast.clinic


def test_links_are_ticked_and_shown_as_far_as_the_viewer_may_see_them(cast, browse, voice):
    fill_in(
        browse(cast.lee),
        at("voice_link", voice),
        principles=[cast.principles[0].pk],
        initiatives=[cast.initiative.pk],
    )
    page = browse(cast.ada).get(at("voice", voice)).content.decode()
    assert "Better interpreters" in page
    assert "Principle 1" in page


def test_a_shortfall_is_logged_from_it(cast, browse, voice):
    fill_in(
        browse(cast.lee),
        at("voice_shortfall", voice),
        title="No interpreter was offered",
        principle=cast.principles[0].pk,
        severity="high",
    )
    assert Shortfall.objects.get().found_by == "feedback"


def test_reviewed_words_start_from_what_was_said(cast, browse, voice):
    lee = browse(cast.lee)
    assert SAID in lee.get(at("voice_redact", voice)).content.decode()
    fill_in(lee, at("voice_redact", voice), redacted="No interpreter.")
    assert "No interpreter." in browse(cast.erin).get(at("voice", voice)).content.decode()


def test_what_was_set_aside_is_taken_in(cast, browse):
    _, voice = hear(set_aside=True)
    assert "set aside" in browse(cast.lee).get(reverse("voice_list")).content.decode()
    fill_in(browse(cast.lee), at("voice_let_in", voice))
    assert not Feedback.objects.get(pk=voice.pk).set_aside


def test_closed_and_opened_again_with_reasons(cast, browse, voice):
    lee = browse(cast.lee)
    assert fill_in(lee, at("voice_close", voice), reason=" ").status_code == 422
    fill_in(lee, at("voice_close", voice), reason="About another system.")
    assert "About another system." in lee.get(at("voice", voice)).content.decode()
    fill_in(lee, at("voice_reopen", voice), reason="It was ours.")
    assert Feedback.objects.get(pk=voice.pk).state == "received"


def test_how_to_reach_them_is_shown_when_asked_for_and_that_is_noted(cast, browse, voice):
    lee = browse(cast.lee)
    assert "555-0100" not in lee.get(at("voice_contact", voice)).content.decode()
    assert "555-0100" in fill_in(lee, at("voice_contact", voice)).content.decode()
    assert Event.objects.filter(verb="read the contact of", actor=cast.lee).exists()
    fill_in(lee, at("voice_forget", voice))
    assert not FeedbackContact.objects.exists()


def test_what_came_by_phone_ends_with_a_code_to_hand_out(cast, browse):
    page = fill_in(
        browse(cast.lee),
        reverse("voice_enter"),
        channel="phone",
        language="so",
        said=SAID,
        entity=cast.clinic.pk,
    )
    voice = Feedback.objects.get()
    assert page.status_code == 200
    assert voice.selector[:4] in page.content.decode()
    assert (voice.channel, voice.language) == ("phone", "so")
    assert those_let_in(cast, browse, reverse("voice_enter")) == STEWARDS


def test_a_language_is_confirmed_and_its_note_is_gone(cast, browse):
    assert "data-unread" in browse(cast.root).get("/feedback/?lang=es").content.decode()
    url = reverse("language_confirm", args=["es"])
    assert those_let_in(cast, browse, url) == {"root"}
    fill_in(browse(cast.root), url, reader="A. Ruiz, translator")
    assert LanguageReview.objects.get().language == "es"
    assert "data-unread" not in browse(cast.root).get("/feedback/?lang=es").content.decode()
    assert browse(cast.root).get(reverse("language_confirm", args=["xx"])).status_code == 404


def test_approving_is_not_for_its_writer_nor_for_those_without_a_say(cast, browse, draft):
    assert those_let_in(cast, browse, at("answer_approve", draft)) == {"root", "erin"}


def test_a_theme_is_put_away(cast, browse):
    theme = services.add_theme(actor=cast.lee, name="Parking")
    page = fill_in(browse(cast.lee), at("theme_edit", theme), name="Car parks", in_use="")
    assert page.status_code == 302
    theme.refresh_from_db()
    assert theme.name == "Car parks"


@pytest.mark.parametrize("many", [1, 3])
def test_lists_take_the_same_queries_however_long(cast, browse, count_queries, many):
    for _ in range(many):
        answered(cast, hear(entity=cast.hospital)[1])
    lee = browse(cast.lee)
    counted = {
        name: count_queries(lee, reverse(name))
        for name in ("voice_list", "answer_list", "theme_list", "community_figures")
    }
    assert counted == {
        "voice_list": 10,
        "answer_list": 7,
        "theme_list": 4,
        "community_figures": 6,
    }


def test_the_menu_offers_it_to_those_who_read_it(cast, browse):
    offering = {
        name
        for name in ("erin", "ada", "lee", "root", "charlie", "nobody")
        if 'href="/community/"' in browse(getattr(cast, name)).get("/mine/").content.decode()
    }
    assert offering == READERS
