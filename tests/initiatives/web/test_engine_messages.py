"""All messages, one of them, and sending a failed one again."""

import pytest
from django.urls import reverse

from initiatives.accountability.models import Delivery
from initiatives.accountability.services import sweep
from initiatives.base import clock
from tests.factories import make_user
from tests.initiatives.web.forms import fill_in
from tests.initiatives.web.test_engine import parked, promise, refuse, text
from tests.initiatives.web.who import those_let_in

URL = "/administration/reminders/messages/"


def at(name, message):
    return reverse(name, args=[message.pk])


def to(answer):
    return sorted(message.recipient.name for message in answer.context["rows"])


def test_administrators_and_auditors_read_the_list_and_each_message(cast, browse, client):
    message = parked(cast.alice)
    for url in (URL, at("message", message)):
        assert those_let_in(cast, browse, url) == {"root", "ada"}
        assert client.get(url).status_code == 302
    assert those_let_in(cast, browse, at("message_repeat", message)) == {"root"}


def test_what_a_message_said_is_for_administrators(cast, browse):
    promise(cast, title="Hire <two>")
    sweep()
    url = at("message", Delivery.objects.get())
    page = text(browse(cast.root).get(url))
    assert "Hire &lt;two&gt;" in page
    assert "1 overdue" in page
    hidden = text(browse(cast.ada).get(url))
    assert "Hire" not in hidden
    assert "1 overdue" not in hidden
    assert "read by the person to whom it goes" in hidden


def test_an_auditor_reads_a_message_to_themselves(cast, browse):
    promise(cast, owner=cast.ada, title="Audit it")
    sweep()
    assert "Audit it" in text(browse(cast.ada).get(at("message", Delivery.objects.get())))


def test_a_message_that_is_not_there_is_not_found(cast, browse):
    for name in ("message", "message_repeat"):
        assert browse(cast.root).get(reverse(name, args=[987654])).status_code == 404


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Alice", "Bob"]),
        ("state=failed", ["Bob"]),
        ("state=sent", ["Alice"]),
        ("recipient={alice}", ["Alice"]),
        ("day={day}", ["Alice", "Bob"]),
        ("day=2020-01-01", []),
        ("kind=notice", []),
        ("channel=chat", []),
    ],
)
def test_it_is_narrowed_by_person_state_and_day(cast, browse, query, names):
    promise(cast)
    sweep()
    parked(cast.bob)
    query = query.format(alice=cast.alice.pk, day=clock.today())
    assert to(browse(cast.ada).get(f"{URL}?{query}")) == names


def test_only_people_with_a_message_are_offered(cast, browse):
    parked(cast.bob)
    page = text(browse(cast.ada).get(URL))
    assert f'<option value="{cast.bob.pk}"' in page
    assert f'<option value="{cast.sam.pk}"' not in page


@pytest.mark.parametrize("query", ["state=flying", "recipient=x", "day=today", "ordering=body"])
def test_filters_that_cannot_be_read_are_errors_over_nothing(cast, browse, query):
    parked(cast.bob)
    answer = browse(cast.root).get(f"{URL}?{query}")
    assert answer.status_code == 400
    assert to(answer) == []


@pytest.mark.parametrize("page", ["x", "-1", "99999999999999999999", "%00"])
def test_odd_pages_are_answered(cast, browse, page):
    assert browse(cast.root).get(f"{URL}?page={page}").status_code == 200


def test_a_failed_message_is_sent_again_after_a_question(cast, browse):
    promise(cast)
    refuse(cast.alice)
    message = parked(cast.alice)
    browser = browse(cast.root)
    url = at("message_repeat", message)
    assert browser.get(url).status_code == 200
    assert Delivery.objects.get().state == "failed"
    assert fill_in(browser, url).url == at("message", message)
    sweep()
    assert Delivery.objects.get().state == "sent"


def test_one_that_did_not_fail_cannot_be_sent_again(cast, browse):
    promise(cast)
    sweep()
    message = Delivery.objects.get()
    browser = browse(cast.root)
    assert "Send it again" not in text(browser.get(at("message", message)))
    answer = fill_in(browser, at("message_repeat", message))
    assert answer.status_code == 422
    assert "Only a message that failed" in text(answer)


def test_others_cannot_send_again(cast, browse):
    message = parked(cast.alice)
    for name in ("alice", "bob", "charlie", "erin", "ada", "lee", "nobody"):
        answer = browse(getattr(cast, name)).post(at("message_repeat", message))
        assert answer.status_code == 403
    assert Delivery.objects.get().state == "failed"


@pytest.mark.parametrize("rows", [1, 3])
def test_one_message_and_three_take_the_same_queries(cast, browse, count_queries, rows):
    for _ in range(rows):
        parked(make_user())
    browser = browse(cast.ada)
    assert len(to(browser.get(URL))) == rows
    assert count_queries(browser, URL) == 4
