"""How one wants to be told, by API: hours, days away, a chat, a calendar. Each has their own."""

from datetime import timedelta

import pytest

from initiatives.accountability.models import CalendarFeed, ChatAddress, Preference
from initiatives.accountability.services import end_digests
from initiatives.base import clock
from initiatives.history.models import Event
from tests.api.caller import EVERYONE
from tests.api.problems import is_problem
from tests.api.world import WEBHOOK

pytestmark = pytest.mark.django_db
PATH = "me/preferences/"


def test_the_defaults_hold_for_one_who_never_chose(cast, call):
    found = call(cast.alice).get(PATH)
    assert {name: found.json()[name] for name in ("digest_at", "digests", "language")} == {
        "digest_at": "07:00",
        "digests": True,
        "language": "en-us",
    }
    assert (found.json()["chat"], found.json()["calendar"]) == (None, None)
    assert not Preference.objects.exists()


def test_what_is_chosen_is_ones_own_and_the_rest_stays(cast, call):
    alice = call(cast.alice)
    first = alice.get(PATH)
    day = clock.today("UTC") + timedelta(days=3)
    given = {"digest_at": "09:05", "away_from": str(day), "away_until": str(day)}
    second = alice.patch(PATH, given, HTTP_IF_MATCH=first["ETag"])
    assert {name: second.json()[name] for name in given} == given
    third = alice.patch(PATH, {"digests": False}, HTTP_IF_MATCH=second["ETag"])
    changed = {name for name in third.json() if third.json()[name] != second.json()[name]}
    assert changed == {"digests", "version"}
    assert call(cast.bob).get(PATH).json()["digest_at"] == "07:00"


def test_a_choice_says_which_version_it_is_based_on(cast, call):
    alice = call(cast.alice)
    etag = alice.get(PATH)["ETag"]
    is_problem(alice.patch(PATH, {"digests": False}), 428)
    end_digests(person=cast.alice)
    is_problem(alice.patch(PATH, {"digest_at": "09:00"}, HTTP_IF_MATCH=etag), 412)
    kept = alice.get(PATH)
    assert (kept.json()["digest_at"], kept.json()["digests"]) == ("07:00", False)
    assert version_of(kept) == version_of(alice.get("me/")) != etag.split("-")[0]


def test_days_away_that_are_over_do_not_stand_in_the_way(cast, call):
    alice = call(cast.alice)
    day = str(clock.today("UTC") + timedelta(days=1))
    away = {"away_from": day, "away_until": day}
    assert alice.patch(PATH, away, HTTP_IF_MATCH="*").status_code == 200
    with clock.at(clock.now() + timedelta(days=30)):
        chosen = alice.patch(PATH, {"digests": False}, HTTP_IF_MATCH="*")
        assert chosen.status_code == 200
        ended = alice.patch(PATH, {"away_from": None, "away_until": None}, HTTP_IF_MATCH="*")
        assert (ended.json()["away_from"], ended.json()["away_until"]) == (None, None)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"digest_at": "25:00"}, "digest_at"),
        ({"digest_at": "7"}, "digest_at"),
        ({"digest_at": "07:00:30"}, "digest_at"),
        ({"digest_at": None}, "digest_at"),
        ({"digest_at": 10**30}, "digest_at"),
        ({"digests": "sometimes"}, "digests"),
        ({"digests": None}, "digests"),
        ({"language": "tlh"}, "language"),
        ({"away_from": "2027-01-01"}, "away_until"),
        ({"away_from": "2027-01-02", "away_until": "2027-01-01"}, "away_until"),
        ({"away_from": "2020-01-01", "away_until": "2020-01-02"}, "away_until"),
        ({"away_from": "2027-01-01", "away_until": "9999-12-31"}, "away_until"),
        ({"away_from": "soon"}, "away_from"),
        ({"unreachable_address": ""}, "unreachable_address"),
        ({"chat": None}, "chat"),
    ],
    ids=str,
)
def test_a_bad_choice_is_refused_by_field_and_changes_nothing(cast, call, body, field):
    alice, events = call(cast.alice), Event.objects.count()
    refused = alice.patch(PATH, body, HTTP_IF_MATCH="*")
    assert field in is_problem(refused, 422)["errors"]
    assert not Preference.objects.exists()
    assert Event.objects.count() == events


def test_a_chat_is_connected_without_its_address_being_told(cast, call):
    alice = call(cast.alice)
    connected = alice.put("me/chat/", {"address": WEBHOOK, "instead_of_email": True})
    assert connected.status_code == 200
    shown = [connected.json(), alice.get(PATH).json(), alice.walk("history/")]
    assert "hooks.slack.com" not in str(shown)
    assert connected.json()["instead_of_email"] is True
    assert shown[1]["chat"] == connected.json()
    assert ChatAddress.objects.get(person=cast.alice).address == WEBHOOK
    assert call(cast.root).get(PATH).json()["chat"] is None
    assert alice.delete("me/chat/").status_code == 204
    assert not ChatAddress.objects.exists()
    assert alice.delete("me/chat/").status_code == 204


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"address": ""},
        {"address": None},
        {"address": ["x"]},
        {"address": "https://hooks.slack.com/" + "x" * 1000},
        {"address": "https://127.0.0.1/hook"},
        {"address": "https://10.0.0.8/hook"},
        {"address": "https://169.254.169.254/latest/meta-data/"},
        {"address": "https://[::1]/hook"},
        {"address": "https://[::ffff:127.0.0.1]/hook"},
        {"address": "http://hooks.slack.com/services/T01234567/B01234567/abcdefghijkl"},
        {"address": "slack://T01234567/B01234567/abcdefghijkl"},
        {"address": "file:///etc/passwd"},
        {"address": "no address"},
    ],
    ids=lambda value: str(value)[:60],
)
def test_a_chat_at_a_bad_or_private_address_is_refused(cast, call, body):
    refused = is_problem(call(cast.alice).put("me/chat/", body), 422)
    assert "address" in refused["errors"]
    assert not ChatAddress.objects.exists()


def test_a_calendar_is_opened_at_an_address_that_is_shown_once(cast, call, client):
    alice = call(cast.alice)
    opened = alice.post("me/calendar/")
    assert "no-store" in opened["Cache-Control"]
    address = opened.json()["address"].partition("//")[2].partition("/")[2]
    assert client.get(f"/{address}").status_code == 200
    secret = address.rpartition("/")[2].removesuffix(".ics")
    feed = CalendarFeed.objects.get(person=cast.alice)
    assert secret not in (feed.digest, *str(alice.get(PATH).json()["calendar"]).split("'"))
    assert alice.post("me/calendar/").json() != opened.json()
    assert client.get(f"/{address}").status_code == 404


def test_a_closed_calendar_stops_working(cast, call, client):
    alice = call(cast.alice)
    address = alice.post("me/calendar/").json()["address"].partition("//")[2].partition("/")[2]
    assert alice.delete("me/calendar/").status_code == 204
    assert client.get(f"/{address}").status_code == 404
    assert alice.get(PATH).json()["calendar"] is None


def test_the_secret_of_a_calendar_is_kept_by_no_key(cast, call):
    alice = call(cast.alice)
    first, second = (alice.post("me/calendar/", HTTP_IDEMPOTENCY_KEY="abc") for _ in range(2))
    assert first.json() != second.json()
    assert "Idempotency-Replayed" not in second


def test_everyone_has_settings_and_nobody_without_a_token(cast, call):
    for name in EVERYONE:
        assert call(getattr(cast, name)).get(PATH).status_code == 200
    assert call().get(PATH).status_code == 401


def version_of(answer):
    return answer["ETag"].split("-")[0]
