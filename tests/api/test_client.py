"""The example client of docs/examples against a live server."""

import importlib.util
import sys
from pathlib import Path

import pytest

from api.throttling import Counted
from initiatives.people.services import issue_token
from initiatives.portfolio.models import Initiative
from tests.factories import Cast

pytestmark = pytest.mark.django_db(transaction=True)
FILE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "tracker.py"


@pytest.fixture(scope="module")
def example():
    spec = importlib.util.spec_from_file_location("tracker", FILE)
    module = importlib.util.module_from_spec(spec)
    sys.modules["tracker"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def people():
    return Cast()


@pytest.fixture
def tracker(example, people, live_server):
    _, secret = issue_token(user=people.lee, name="Example")
    return example.Tracker(live_server.url, secret)


def test_it_pages_creates_changes_and_is_told_what_is_wrong(example, people, tracker):
    made = [
        tracker.create("initiatives/", {"title": f"New {number}", "entity": people.clinic.pk})
        for number in range(3)
    ]
    rows = list(tracker.rows("initiatives/", page_size="2", fields="title", ordering="title"))
    assert [row["title"] for row in rows][-3:] == ["New 0", "New 1", "New 2"]
    path = f"initiatives/{made[0]['id']}/"
    known = tracker.get(path)
    assert tracker.get(path, etag=known.etag).body is None
    assert tracker.change(path, {"problem": "Too few."})["problem"] == "Too few."
    with pytest.raises(example.Problem, match="changed by someone else") as stale:
        tracker.change(path, {"problem": "Too many."}, etag=known.etag)
    assert stale.value.status == 412
    with pytest.raises(example.Problem) as refused:
        tracker.create("initiatives/", {"title": ""})
    assert (refused.value.status, set(refused.value.errors)) == (422, {"title", "entity"})


def test_it_waits_as_long_as_it_is_told_and_asks_again(tracker, monkeypatch):
    monkeypatch.setattr(Counted, "THROTTLE_RATES", {"user": None, "token": "1/day"})
    waited = []

    def wait(seconds):
        waited.append(seconds)
        monkeypatch.setattr(Counted, "THROTTLE_RATES", {"user": None, "token": None})

    tracker.wait = wait
    for _ in range(3):
        assert tracker.get("me/").body["name"] == "Lee"
    assert len(waited) == 1
    assert 0 < waited[0] <= 24 * 60 * 60


def test_what_was_sent_twice_under_one_key_is_made_once(people, tracker):
    body = {"title": "Once", "entity": people.clinic.pk}
    sent = [tracker.send("POST", "initiatives/", body, {"Idempotency-Key": "k"}) for _ in range(2)]
    assert sent[0] == sent[1]
    assert Initiative.objects.filter(title="Once").count() == 1
