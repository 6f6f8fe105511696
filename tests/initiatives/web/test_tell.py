"""The public form: it leaves no trace, refuses nobody, and is taken once."""

import logging
import re
from datetime import timedelta

import pytest
from django.core.signing import TimestampSigner
from django.test import Client

from initiatives.base import clock
from initiatives.community import limits, queries
from initiatives.community.choices import Language
from initiatives.community.models import Feedback, FeedbackBackground, FeedbackContact
from initiatives.history.models import Event
from initiatives.web.views import tell
from tests.initiatives.community.voices import SAID

pytestmark = pytest.mark.django_db
PATH = "/feedback/"
TOKEN = re.compile(r'name="token" value="([^"]+)"')
CODE = re.compile(r"data-code>([0-9A-Z-]+)<")


@pytest.fixture
def visitor(monkeypatch):
    """Somebody without an account who takes their time."""
    monkeypatch.setattr(tell, "QUICKEST", -1)
    return Client(REMOTE_ADDR="203.0.113.77", HTTP_USER_AGENT="Telltale/1.0")


def token_in(answer):
    return TOKEN.search(answer.content.decode())[1]


def code_in(answer):
    return CODE.search(answer.content.decode())[1]


def send(visitor, said=SAID, token="", **fields):
    token = token or token_in(visitor.get(PATH))
    return visitor.post(PATH, {"said": said, "token": token, "lang": "en"} | fields)


def test_reading_and_sending_set_no_cookie_and_open_no_session(cast, visitor):
    for answer in (visitor.get(PATH), send(visitor), visitor.get("/feedback/answers/")):
        assert not answer.cookies
        assert "no-store" in answer["Cache-Control"]
        assert "Cookie" not in answer["Vary"]
    assert not visitor.cookies


def test_nobody_else_is_asked_for_anything(cast, visitor):
    text = visitor.get(PATH).content.decode()
    assert not re.findall(r'(?:src|href|action)="(?:https?:)?//', text)
    assert "<script" not in text
    assert " style=" not in text


def test_a_voice_is_taken_and_its_code_shown_once_with_the_day_of_the_answer(cast, visitor):
    answer = send(visitor, entity=cast.hospital.pk, kind="concern", may_quote="on")
    voice = Feedback.objects.get()
    assert answer.status_code == 200
    assert (voice.said, voice.entity, voice.kind, voice.may_quote) == (
        SAID,
        cast.hospital,
        "concern",
        True,
    )
    assert queries.by_code(code_in(answer)) == voice
    assert str((clock.today() + timedelta(days=60)).year) in answer.content.decode()
    assert not voice.set_aside


def test_who_answers_nothing_but_the_first_question_is_heard(cast, visitor):
    send(visitor)
    voice = Feedback.objects.get()
    assert (voice.entity, voice.kind, voice.experience) == (cast.system, "", "")
    assert not FeedbackBackground.objects.exists()
    assert not FeedbackContact.objects.exists()


def test_everything_that_was_said_is_kept_where_it_belongs(cast, visitor):
    send(
        visitor,
        entity=cast.clinic.pk,
        better="Ask us.",
        experience="unknown",
        language="Soomaali",
        races=["black", "mena"],
        race_words="Somali",
        disabilities=["none"],
        age="18-44",
        contact="me@example.org",
        lang="so",
    )
    voice, row = Feedback.objects.get(), FeedbackBackground.objects.get()
    assert (voice.better, voice.experience, voice.language) == ("Ask us.", "unknown", "so")
    assert (row.language, row.races, row.age) == ("Soomaali", ["black", "mena"], "18-44")
    assert FeedbackContact.objects.get().feedback == voice


@pytest.mark.parametrize("language", Language.values)
def test_an_empty_form_says_what_to_do_in_its_language(cast, visitor, language):
    answer = send(visitor, said=" ", lang=language)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert f'<html lang="{language}"' in text
    assert 'href="#id_said"' in text
    assert "This field" not in text
    assert answer["Content-Language"] == language
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"said": "x" * 5001},
        {"said": "a\x00b"},
        {"kind": "rant"},
        {"experience": "11"},
        {"races": ["martian"]},
        {"entity": "999999"},
        {"entity": "1 OR 1=1"},
        {"age": "<script>"},
        {"contact": "x" * 201},
    ],
)
def test_hostile_input_gets_an_error_and_changes_nothing(cast, visitor, fields):
    answer = send(visitor, **({"said": SAID} | fields))
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()
    assert not Feedback.objects.exists()


def test_what_was_written_stays_when_something_is_wrong_and_is_escaped(cast, visitor):
    answer = send(visitor, said="<script>alert(1)</script>", kind="rant")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in answer.content.decode()


def test_what_may_identify_somebody_is_pointed_out_and_taken_all_the_same(cast, visitor):
    said = "They read my MRN 12345678 out loud."
    first = send(visitor, said=said)
    assert first.status_code == 422
    assert "record number" in first.content.decode()
    assert not Feedback.objects.exists()
    assert send(visitor, said=said, token=token_in(first), warned="yes").status_code == 200
    assert Feedback.objects.get().said == said


def test_a_double_click_is_taken_once_and_both_see_the_code(cast, visitor):
    token = token_in(visitor.get(PATH))
    first, second = send(visitor, token=token), send(visitor, token=token)
    assert code_in(first) == code_in(second)
    assert Feedback.objects.count() == 1


def test_later_the_code_is_not_shown_again(cast, visitor):
    from django.core.cache import cache

    token = token_in(visitor.get(PATH))
    code = code_in(send(visitor, token=token))
    cache.clear()
    again = send(visitor, token=token)
    assert code not in again.content.decode()
    assert Feedback.objects.count() == 1


@pytest.mark.parametrize("token", ["", "forged", "key.:1abcde:signature", "\x00", "x" * 5000])
def test_a_form_that_did_not_come_from_here_is_shown_again_with_its_words(cast, visitor, token):
    answer = send(visitor, token=token or " ")
    assert answer.status_code == 422
    assert SAID in answer.content.decode()
    assert not Feedback.objects.exists()
    assert send(visitor, token=token_in(answer)).status_code == 200


def test_a_page_that_was_open_for_hours_is_sent_with_one_more_press(cast, visitor, monkeypatch):
    old = token_in(visitor.get(PATH))
    monkeypatch.setattr(tell, "OLDEST", -1)
    late = send(visitor, token=old)
    monkeypatch.setattr(tell, "OLDEST", 3600)
    assert late.status_code == 422
    monkeypatch.setattr(tell, "QUICKEST", 3)
    send(visitor, token=token_in(late))
    assert not Feedback.objects.get().set_aside


def test_a_token_made_elsewhere_is_none_of_ours(cast, visitor):
    forged = TimestampSigner(key="another key", salt=tell.SIGNER.salt).sign("key.")
    assert send(visitor, token=forged).status_code == 422


def test_another_site_cannot_send_in_a_visitors_name(cast, visitor):
    answer = visitor.post(
        PATH,
        {"said": SAID, "token": token_in(visitor.get(PATH))},
        HTTP_SEC_FETCH_SITE="cross-site",
    )
    assert answer.status_code == 422
    assert not Feedback.objects.exists()


def test_what_looks_like_a_program_is_set_aside_and_not_lost(cast, visitor, monkeypatch):
    send(visitor, website="http://example.org")
    monkeypatch.setattr(tell, "QUICKEST", 3)
    send(visitor)
    assert list(Feedback.objects.values_list("set_aside", flat=True)) == [True, True]


def test_many_from_one_address_are_set_aside_and_far_too_many_refused(cast, visitor, monkeypatch):
    monkeypatch.setattr(limits, "FROM_ONE_SET_ASIDE", 2)
    monkeypatch.setattr(limits, "FROM_ONE_REFUSED", 4)
    answers = [send(visitor).status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    kept = Feedback.objects.order_by("pk").values_list("set_aside", flat=True)
    assert list(kept) == [False, False, True, True]
    other = Client(REMOTE_ADDR="198.51.100.9")
    assert send(other).status_code == 200


def test_a_flood_from_everywhere_is_kept_for_somebody_to_look_at(cast, visitor, monkeypatch):
    monkeypatch.setattr(limits, "FROM_ALL_SET_ASIDE", 2)
    for number in range(4):
        visitor.defaults["REMOTE_ADDR"] = f"198.51.100.{number}"
        assert send(visitor).status_code == 200
    assert Feedback.objects.filter(set_aside=True).count() == 2


def test_behind_a_proxy_the_address_that_the_proxy_saw_counts(settings, rf):
    from initiatives.web.views.public import address_of

    request = rf.get("/", headers={"X-Forwarded-For": "1.1.1.1, 203.0.113.5"})
    assert address_of(request) == "127.0.0.1"
    settings.BEHIND_PROXY = True
    assert address_of(request) == "203.0.113.5"


def test_without_the_cache_people_are_heard(cast, visitor, monkeypatch):
    from redis.exceptions import ConnectionError as Gone

    def gone(*args, **kwargs):
        raise Gone

    for name in ("get_or_set", "add", "incr", "set", "get"):
        monkeypatch.setattr(f"django.core.cache.cache.{name}", gone)
    assert send(visitor).status_code == 200
    assert not Feedback.objects.get().set_aside


def everything_kept():
    """All rows of all tables, as text."""
    from django.apps import apps

    return "\n".join(
        str(list(model._default_manager.values()))
        for model in apps.get_models(include_auto_created=True)
    )


def test_no_address_agent_or_hour_is_in_any_table_log_or_history(cast, visitor, caplog):
    caplog.set_level(logging.DEBUG)
    before = Event.objects.count()
    moment = clock.now().replace(hour=23, minute=47, second=13)
    with clock.at(moment):
        send(visitor, contact="206-555-0100", races=["asian"])
        send(visitor, said="")
        visitor.post("/feedback/answer/", {"code": "wrong"})
    kept = everything_kept()
    for trace in ("203.0.113.77", "Telltale", "47, 13", "555-0100"):
        assert trace not in kept
    assert SAID in kept
    assert Event.objects.count() == before
    lines = [
        record for record in caplog.records if logging.getLogger().handlers and is_written(record)
    ]
    assert [line.getMessage() for line in lines if "feedback" in line.getMessage()] == []
    assert not any("203.0.113.77" in line.getMessage() for line in lines)


def is_written(record):
    """Whether our log would have the line."""
    from qi_tracker.unwatched import Unwatched

    return record.levelno >= logging.INFO and Unwatched().filter(record)


def test_the_cache_has_the_address_only_as_a_hash_that_ends_within_the_hour(cast, visitor):
    from django.core.cache import cache

    send(visitor)
    client = cache._cache.get_client()
    keys = [key.decode() for key in client.keys("*")]
    assert any("community:sent" in key for key in keys)
    assert not any("203.0.113" in key for key in keys)
    assert all(0 < client.ttl(key) <= limits.HOUR for key in keys if "community" in key)


def test_the_language_of_the_browser_is_taken_until_another_is_chosen(cast, visitor):
    for header, chosen, shown in (
        ("vi;q=0.9,en;q=0.5", "", "vi"),
        ("es-MX,es;q=0.9", "", "es"),
        ("fr", "", "en"),
        ("zh-CN", "", "zh-Hans"),
        ("", "", "en"),
        ("q=;;,,;q=x", "", "en"),
        ("es", "ar", "ar"),
        ("es", "xx", "es"),
    ):
        answer = visitor.get(f"{PATH}?lang={chosen}", headers={"Accept-Language": header})
        assert answer["Content-Language"] == shown, header


def test_languages_are_offered_in_their_own_script_and_arabic_runs_from_the_right(cast, visitor):
    text = visitor.get(f"{PATH}?lang=ar").content.decode()
    assert '<html lang="ar" dir="rtl">' in text
    for label in Language.labels:
        assert label in text
    assert '<html lang="ko" dir="ltr">' in visitor.get(f"{PATH}?lang=ko").content.decode()


def test_the_page_costs_the_same_queries_however_many_places(cast, visitor):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.factories import make_entity

    asked = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as counted:
            visitor.get(PATH)
        asked.append(len(counted))
        for _ in range(3):
            make_entity(parent=cast.system)
    assert asked == [2, 2]


def test_nothing_is_chosen_beforehand_and_declining_is_no_answer(cast, visitor):
    assert not re.search(r"<input[^>]* checked", visitor.get(PATH).content.decode())
    send(visitor, kind="declined", experience="declined")
    voice = Feedback.objects.get()
    assert (voice.kind, voice.experience) == ("", "")
