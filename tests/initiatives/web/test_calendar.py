"""The calendar at its secret address."""

from datetime import timedelta

import pytest
from django.test import Client
from icalendar import Calendar

from initiatives.accountability.models import CalendarFeed
from initiatives.accountability.services import fulfil, open_calendar
from initiatives.base import clock
from initiatives.people.services import deactivate_person
from tests.factories import make_promise


@pytest.fixture
def promise(cast):
    return make_promise(cast.lee, cast.alice, 9, "Train, the clerks", initiative=cast.initiative)


@pytest.fixture
def url(cast, promise):
    return f"/calendar/{open_calendar(actor=cast.alice)}.ics"


def events(answer):
    return Calendar.from_ical(answer.content).walk("VEVENT")


def test_whoever_has_the_address_reads_it_without_signing_in(promise, url):
    client = Client()
    answer = client.get(url)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private"
    (found,) = events(answer)
    assert found["summary"] == f"Train, the clerks ({promise.reference})"
    assert found["dtstart"].dt == promise.due_on
    assert not client.cookies


def test_a_head_request_has_the_headers_and_no_body(url):
    answer = Client().head(url)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["ETag"] == Client().get(url)["ETag"]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_can_only_be_read(url, method):
    assert getattr(Client(), method)(url).status_code == 405


def test_what_has_not_changed_is_not_sent_again(cast, promise, url):
    etag = Client().get(url)["ETag"]
    again = Client().get(url, headers={"If-None-Match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    fulfil(actor=cast.alice, commitment=promise, evidence="Seen.")
    changed = Client().get(url, headers={"If-None-Match": etag})
    assert changed.status_code == 200
    assert events(changed)[0]["summary"].startswith("Done: ")


@pytest.mark.parametrize(
    "secret", ["x", "x" * 43, "%00", "..%2f", "é", "x" * 5000, "' OR 1=1 --", " "]
)
def test_a_wrong_secret_is_not_found(cast, url, secret):
    assert Client().get(f"/calendar/{secret}.ics").status_code == 404


def test_a_wrong_secret_takes_one_query_like_a_right_one_until_it_is_found(
    cast, url, django_assert_num_queries
):
    Client().get("/calendar/w.ics")  # which parts are switched off is read once in half a minute
    for secret in ("x", "y" * 43):
        with django_assert_num_queries(1):
            Client().get(f"/calendar/{secret}.ics")


def test_its_hash_is_no_secret(cast, url):
    assert Client().get(f"/calendar/{CalendarFeed.objects.get().digest}.ics").status_code == 404


def test_a_calendar_ends_with_the_account(cast, url):
    deactivate_person(actor=cast.root, user=cast.alice, reason="Left.")
    assert Client().get(url).status_code == 404


def test_it_holds_nothing_of_others(cast, url):
    make_promise(cast.lee, cast.bob, 3, "Bob's own", initiative=cast.initiative)
    assert len(events(Client().get(url))) == 1


def test_when_it_was_read_is_kept_to_the_hour(cast, url):
    start = clock.now()
    for minutes, noted in ((0, 0), (59, 0), (60, 60), (90, 60)):
        with clock.at(start + timedelta(minutes=minutes)):
            Client().get(url)
        assert CalendarFeed.objects.get().read_at == start + timedelta(minutes=noted)
