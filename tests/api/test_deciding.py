"""Decisions by the API: what waits, deciding, and what came of it."""

import pytest

from initiatives.accountability.models import Commitment
from initiatives.status.deciding.models import Ruling
from tests.api.caller import EVERYONE, answers
from tests.api.problems import is_problem
from tests.factories import make_shortfall
from tests.initiatives.status.deciding import ready_to_approve, soon

pytestmark = pytest.mark.django_db


@pytest.fixture
def severe(cast):
    return make_shortfall(cast.lee, cast.hospital, cast.principles[0], severity="severe")


def accepted(record, **more):
    said = {"verdict": "accept_risk", "words": "Until spring.", "review_on": soon().isoformat()}
    return said | {"shortfall": record.pk} | more


def test_what_waits_can_be_decided_and_followed(cast, call, severe):
    erin = call(cast.erin)
    (waits,) = erin.get("status/decisions/").json()
    assert (waits["kind"], waits["weight"], waits["people"]) == ("unanswered_shortfall", 5, None)
    assert [one["verdict"] for one in waits["actions"]] == ["reassign", "accept_risk"]
    etag = erin.get(f"shortfalls/{severe.pk}/")["ETag"]
    made = erin.post("decisions/", accepted(severe), HTTP_IF_MATCH=etag)
    assert made.status_code == 201
    assert (made.json()["followed"], made.json()["reference"][:3]) == ("holds", "DC-")
    assert erin.get(made["Location"]).json() == made.json()
    assert erin.get("status/decisions/").json() == []


def test_a_charter_is_approved(cast, call):
    ready = ready_to_approve(cast)
    sam = call(cast.sam)
    assert sam.post("decisions/", {"verdict": "approve", "initiative": ready.pk}).status_code == 201
    assert sam.get(f"initiatives/{ready.pk}/").json()["stage"] == "approved"


def test_who_decides(cast, call, severe):
    given = answers(call, cast, "decisions/", accepted(severe), EVERYONE)
    assert {name for name, status in given.items() if status == 201} == {"erin", "lee", "root"}
    assert {given["charlie"], given["nobody"]} == {422}  # to them it is not there
    assert given["ada"] == 403


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"verdict": "shrug"}, "verdict"),
        ({"verdict": "approve", "review_on": None}, "review_on"),
        ({"words": ""}, "words"),
        ({"words": "x" * 10_001}, "words"),
        ({"review_on": "tomorrow"}, "review_on"),
        ({"review_on": "2020-01-01"}, "review_on"),
        ({"shortfall": 10**30}, "shortfall"),
        ({"shortfall": None}, "shortfall"),
        ({"initiative": 1}, "initiative"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_bad_input_changes_nothing(cast, call, severe, change, field):
    answer = call(cast.erin).post("decisions/", accepted(severe, **change))
    assert field in is_problem(answer, 422)["errors"]
    assert (Ruling.objects.count(), Commitment.objects.count()) == (0, 0)


def test_a_decision_is_about_one_record(cast, call, severe):
    both = accepted(severe, initiative=cast.initiative.pk)
    refused = is_problem(call(cast.erin).post("decisions/", both), 422)
    assert set(refused["errors"]) == {"initiative", "shortfall"}
    none = {"verdict": "defer", "words": "Later.", "review_on": soon().isoformat()}
    refused = is_problem(call(cast.erin).post("decisions/", none), 422)
    assert set(refused["errors"]) == {"initiative", "shortfall", "commitment"}


def test_who_read_it_before_is_told_that_it_has_changed(cast, call, severe):
    erin = call(cast.erin)
    etag = erin.get(f"shortfalls/{severe.pk}/")["ETag"]
    for status in (201, 412):
        sent = erin.post("decisions/", accepted(severe), HTTP_IF_MATCH=etag)
        assert sent.status_code == status


def test_what_a_gate_still_asks_for_is_told(cast, call):
    sent = {"verdict": "approve", "initiative": cast.initiative.pk}
    refused = is_problem(call(cast.sam).post("decisions/", sent), 409)
    assert "aim_direction" in {one["field"] for one in refused["missing"]}


def test_a_request_sent_twice_decides_once(cast, call, severe):
    erin = call(cast.erin)
    for _ in range(2):
        made = erin.post("decisions/", accepted(severe), HTTP_IDEMPOTENCY_KEY="abc")
        assert made.status_code == 201
    assert Ruling.objects.count() == 1
