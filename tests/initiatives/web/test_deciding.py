"""Deciding on the pages: from the status to what came of it, as plain HTML."""

from datetime import timedelta

import pytest
from django.urls import reverse

from initiatives.base import clock
from initiatives.status.deciding.models import Ruling
from tests.factories import make_promise, make_shortfall
from tests.initiatives.status.deciding import ready_to_approve, rule, soon, terms
from tests.initiatives.web.forms import fill_in
from tests.initiatives.web.who import those_let_in

pytestmark = pytest.mark.django_db
LIST = "/status/decisions/"
HOSTILE = '<script>alert("x")</script>=cmd|1'


@pytest.fixture
def severe(cast):
    about = {"severity": "severe", "owner": cast.alice}
    return make_shortfall(cast.lee, cast.hospital, cast.principles[0], "Letters", **about)


def page_of(record, verdict=""):
    kind = record._meta.model_name
    return reverse(f"{kind}_decide", args=[record.pk]) + (f"?do={verdict}" if verdict else "")


def sent(cast, verdict):
    """What a person types for a decision of this kind."""
    return {name: getattr(value, "pk", value) for name, value in terms(cast, verdict).items()}


@pytest.mark.parametrize("verdict", ["fund", "unblock", "reassign", "accept_risk", "defer"])
def test_from_the_status_to_the_page_of_what_was_decided(cast, browse, severe, verdict):
    client = browse(cast.erin)
    page = client.get(page_of(severe, verdict))
    assert page.context["lede"] in page.content.decode()
    answer = fill_in(client, page_of(severe, verdict), **sent(cast, verdict))
    assert answer.status_code == 302
    assert answer.url == f"/shortfalls/{severe.pk}/#decided"
    text = client.get(answer.url).content.decode()
    assert "Decided: " in text
    assert '<a href="/status/#decisions">What else needs your decision</a>' in text
    made = Ruling.objects.get()
    assert (made.verdict, made.record, made.decided_by) == (verdict, severe, cast.erin)
    assert made.words in text


def test_approving_needs_no_words_and_a_no_needs_a_reason(cast, browse):
    ready = ready_to_approve(cast)
    client = browse(cast.sam)
    refused = fill_in(client, page_of(ready, "decline"))
    assert (refused.status_code, Ruling.objects.count()) == (422, 0)
    assert fill_in(client, page_of(ready, "approve")).status_code == 302
    ready.refresh_from_db()
    assert ready.stage == "approved"
    again = client.get(page_of(ready, "approve"), follow=True)
    assert "can no longer be decided" in again.content.decode()


def test_what_a_gate_still_asks_for_is_shown_with_where_it_is_added(cast, browse):
    answer = fill_in(browse(cast.sam), page_of(cast.initiative, "approve"))
    assert answer.status_code == 422
    assert "Complete the aim" in answer.content.decode()
    assert not Ruling.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"words": ""}, 'aria-invalid="true"'),
        ({"review_on": ""}, 'aria-invalid="true"'),
        ({"review_on": "31/12/2026"}, "Give a day as year-month-day"),
        ({"review_on": "2099-01-01"}, "Choose a day to come, within a year."),
        ({"words": "x" * 10_001}, "at most 10000 characters"),
        ({"words": "MRN 12345678"}, "MRN"),
        ({"version": "9"}, "changed by someone else"),
    ],
)
def test_nothing_that_was_typed_is_lost(cast, browse, severe, changes, words):
    typed = {"words": "The ward moves.", "review_on": soon().isoformat()} | changes
    answer = fill_in(browse(cast.erin), page_of(severe, "accept_risk"), **typed)
    text = answer.content.decode()
    assert answer.status_code == (409 if "version" in changes else 422)
    assert words in text
    if "words" not in changes:
        assert "The ward moves." in text
    assert not Ruling.objects.exists()


def test_what_is_hostile_shows_as_it_was_typed(cast, browse, severe):
    client = browse(cast.erin)
    fill_in(client, page_of(severe, "accept_risk"), words=HOSTILE, review_on=soon())
    for url in (LIST, f"/shortfalls/{severe.pk}/"):
        text = client.get(url).content.decode()
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert" in text


def test_a_double_click_decides_once(cast, browse, severe):
    client = browse(cast.erin)
    page = client.get(page_of(severe, "unblock"))
    typed = {**sent(cast, "unblock"), "version": severe.version, "once": page.context["once"]}
    answers = [client.post(page_of(severe, "unblock"), typed) for _ in range(2)]
    assert {answer.status_code for answer in answers} == {302}
    assert Ruling.objects.count() == severe.commitments.count() == 1


def test_who_opens_which_page(cast, browse, severe):
    leads = {"erin", "lee", "root"}
    for verdict in ("", "reassign"):
        assert those_let_in(cast, browse, page_of(severe, verdict)) == leads | {"alice"}
    for verdict in ("fund", "accept_risk"):
        assert those_let_in(cast, browse, page_of(severe, verdict)) == leads
    assert browse(cast.erin).get(page_of(severe, "shrug")).status_code == 404
    assert browse(cast.erin).post(page_of(severe)).status_code == 404


def test_one_chooses_from_what_one_may_decide(cast, browse, severe):
    text = browse(cast.alice).get(page_of(severe)).content.decode()
    assert 'href="?do=reassign"' in text
    assert "?do=accept_risk" not in text
    assert "?do=approve" in browse(cast.sam).get(page_of(cast.initiative)).content.decode()


def test_the_page_of_a_record_offers_to_decide_to_those_who_may(cast, browse, severe):
    late = make_promise(cast.lee, cast.bob, -20, initiative=cast.initiative)
    for record in (severe, late, cast.initiative):
        page = reverse(record._meta.model_name, args=[record.pk])
        assert f'href="{page_of(record)}"' in browse(cast.lee).get(page).content.decode()
        assert page_of(record) not in browse(cast.ada).get(page).content.decode()


def test_the_list_says_what_came_of_each(cast, browse, severe):
    rule(cast, severe, "unblock", due_on=soon(2))
    rule(cast, cast.initiative, "defer")
    with clock.at(clock.now() + timedelta(days=9)):
        client = browse(cast.erin)
        text = client.get(LIST).content.decode()
        for words in ("Letters", "Unblock", "Two interpreters.", "Overdue", "Holds until its day"):
            assert words in text
        assert client.get(f"{LIST}?followed=overdue").context["count"] == 1
        assert client.get(f"{LIST}?followed=red").status_code == 400
    assert browse(cast.charlie).get(LIST).context["count"] == 0
    assert "Nothing was decided yet" in browse(cast.nobody).get(LIST).content.decode()


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_takes_the_same_queries_however_long(cast, browse, count_queries, many):
    for _ in range(many):
        made = make_shortfall(cast.lee, cast.hospital, cast.principles[0], severity="severe")
        rule(cast, made, "unblock")
        rule(cast, make_promise(cast.lee, cast.bob, -20, initiative=cast.initiative), "fund")
    rule(cast, cast.initiative, "defer")
    assert count_queries(browse(cast.lee), LIST) == 6
