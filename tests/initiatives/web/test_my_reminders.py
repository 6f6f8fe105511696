from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from initiatives.accountability.models import Delivery, Engine, Reminder
from initiatives.accountability.services import fulfil, sweep
from initiatives.base import clock
from initiatives.people.services import deactivate_person
from tests.factories import make_promise
from tests.initiatives.web.who import EVERYONE, those_let_in

URL = "/mine/reminders/"
NOON = datetime(2027, 3, 10, 20, 0, tzinfo=UTC)  # in Seattle, on a Wednesday
EARLY = NOON - timedelta(hours=8)


@pytest.fixture(autouse=True)
def noon():
    with clock.at(NOON):
        yield


def promise(cast, days=0, title="Show the data", owner=None):
    return make_promise(cast.lee, owner or cast.alice, days, title, initiative=cast.initiative)


def at(instant):
    with clock.at(instant):
        sweep()


def said(answer):
    return [
        (told.reminder.commitment.title, told.mark, told.said) for told in answer.context["told"]
    ]


def text(answer):
    return answer.content.decode()


def test_everyone_has_their_own(cast, browse, client):
    promise(cast)
    sweep()
    assert those_let_in(cast, browse, URL) == set(EVERYONE)
    for name in set(EVERYONE) - {"alice"}:
        assert "Show the data" not in text(browse(getattr(cast, name)).get(URL))
    assert client.get(URL).status_code == 302


def test_what_was_sent_says_when_and_why_and_leads_to_the_message(cast, browse):
    promise(cast)
    sweep()
    browser = browse(cast.alice)
    answer = browser.get(URL)
    assert said(answer) == [("Show the data", "sent", "")]
    assert "It carries your name, and its date has come" in text(answer)
    assert "10 Mar 2027, 12:00" in text(answer)
    message = reverse("my_message", args=[Delivery.objects.get().pk])
    assert f'href="{message}"' in text(answer)
    page = text(browser.get(message))
    for words in ("alice@example.org", "Show the data", "10 Mar 2027, 12:00"):
        assert words in page


def test_what_is_owed_says_why_it_waits(cast, browse):
    promise(cast)
    at(EARLY)
    with clock.at(EARLY):
        assert said(browse(cast.alice).get(URL)) == [
            ("Show the data", "owed", "The digest goes at 07:00.")
        ]
        Engine.objects.update(state="stopped")
        assert "has stopped" in said(browse(cast.alice).get(URL))[0][2]


def test_what_was_cancelled_says_why(cast, browse):
    made = promise(cast)
    at(EARLY)
    fulfil(actor=cast.alice, commitment=made, evidence="Seen.")
    assert said(browse(cast.alice).get(URL)) == [
        ("Show the data", "cancelled", "It was fulfilled.")
    ]


def test_what_lapsed_says_that_it_may_come_back(cast, browse):
    promise(cast)
    at(EARLY)
    Reminder.objects.update(state="lapsed", note="Someone else answers for it now.")
    assert said(browse(cast.alice).get(URL))[0][1:] == (
        "lapsed",
        "Someone else answers for it now. It is owed again if that changes.",
    )


def failed(cast):
    """A reminder whose notice was parked."""
    promise(cast)
    at(EARLY)
    parked = Delivery.objects.create(
        recipient=cast.alice,
        kind="notice",
        key="notice/1",
        day=clock.today(),
        state="failed",
        error="550 <script>No such user.",
    )
    Reminder.objects.update(delivery=parked, urgent=True)
    return parked


def test_what_failed_says_what_went_wrong(cast, browse):
    parked = failed(cast)
    browser = browse(cast.alice)
    (row,) = said(browser.get(URL))
    assert row[1] == "failed"
    assert "550 <script>No such user." in row[2]
    assert "<script>No" not in text(browser.get(URL))
    page = text(browser.get(reverse("my_message", args=[parked.pk])))
    assert "550 &lt;script&gt;" in page
    assert "It was not written yet" in page


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Fund the post", "Show the data"]),
        ("state=owed", ["Fund the post"]),
        ("state=sent", ["Show the data"]),
        ("state=failed", []),
        ("commitment={}", ["Show the data"]),
        ("channel=chat", []),
        ("audience=owner&ordering=created_at", ["Show the data", "Fund the post"]),
    ],
)
def test_it_is_narrowed_by_state_and_commitment(cast, browse, query, titles):
    first = promise(cast)
    sweep()
    promise(cast, title="Fund the post")
    with clock.at(NOON + timedelta(minutes=1)):
        sweep()
    answer = browse(cast.alice).get(f"{URL}?{query.format(first.pk)}")
    assert [row[0] for row in said(answer)] == titles


def test_failed_ones_are_found_by_that_word(cast, browse):
    failed(cast)
    answer = browse(cast.alice).get(f"{URL}?state=failed")
    assert [row[1] for row in said(answer)] == ["failed"]


def test_of_what_one_may_no_longer_see_one_reads_only_what_was_sent(cast, browse):
    promise(cast, -14)
    sweep()
    promise(cast, -14, "Fund the post")
    at(NOON + timedelta(minutes=1))
    browser = browse(cast.sam)
    assert [row[0] for row in said(browser.get(URL))] == ["Fund the post", "Show the data"]
    cast.initiative.sponsor = cast.lee
    cast.initiative.save()
    answer = browser.get(URL)
    assert [row[0] for row in said(answer)] == ["Show the data"]
    assert "Fund the post" not in text(answer)


def test_a_message_is_read_by_whom_it_was_sent_to_alone(cast, browse, client):
    promise(cast)
    sweep()
    url = reverse("my_message", args=[Delivery.objects.get(recipient=cast.alice).pk])
    assert those_let_in(cast, browse, url) == {"alice"}
    assert client.get(url).status_code == 302
    deactivate_person(actor=cast.root, user=cast.alice, reason="Left.")
    assert browse(cast.alice).get(url).status_code == 302


def test_markup_in_a_message_is_shown_as_text(cast, browse):
    promise(cast, title="<img src=x>")
    sweep()
    browser = browse(cast.alice)
    url = reverse("my_message", args=[Delivery.objects.get().pk])
    assert "<img src=x>" not in text(browser.get(url)) + text(browser.get(URL))


def test_without_a_reminder_it_says_what_will_come(cast, browse):
    assert "No reminder yet" in text(browse(cast.alice).get(URL))


@pytest.mark.parametrize("page", ["x", "-1", "99999999999999999999", "%00"])
def test_odd_pages_are_answered(cast, browse, page):
    assert browse(cast.alice).get(f"{URL}?page={page}").status_code == 200


@pytest.mark.parametrize(
    "query", ["state=flying", "commitment=x", "ordering=secret", "channel=%00"]
)
def test_filters_that_cannot_be_read_are_errors_over_nothing(cast, browse, query):
    promise(cast)
    sweep()
    answer = browse(cast.alice).get(f"{URL}?{query}")
    assert answer.status_code == 400
    assert answer.context["told"] == []


@pytest.mark.parametrize("rows", [1, 3])
def test_one_reminder_and_three_take_the_same_queries(cast, browse, count_queries, rows):
    for _ in range(rows):
        promise(cast)
    sweep()
    for _ in range(rows):
        promise(cast)
    at(NOON + timedelta(minutes=1))
    browser = browse(cast.alice)
    assert len(said(browser.get(URL))) == 2 * rows
    assert count_queries(browser, URL) == 12
    assert count_queries(browser, f"{URL}?state=sent") == 5
