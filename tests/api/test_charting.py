"""Phases, events, reference groups and meeting vocabularies over HTTP."""

import pytest

from initiatives.measures.models import Annotation, Phase
from initiatives.measures.services import record_observations
from tests.api.problems import is_problem
from tests.api.world import CHANGED
from tests.initiatives.measures.making import make_measure, make_stratification, month

pytestmark = pytest.mark.django_db


@pytest.fixture
def measure(cast):
    made = make_measure(cast, stratifications=[make_stratification()])
    entries = [month(number, numerator=40, denominator=200) for number in range(1, 6)]
    record_observations(actor=cast.bob, measure=made, entries=entries)
    return made


@pytest.fixture
def at(measure):
    return f"measures/{measure.pk}/"


def proposal(**said):
    return CHANGED | {"starts": "2026-03-01"} | said


def test_a_phase_is_proposed_approved_by_another_and_withdrawn(cast, call, at):
    bob, sam = call(cast.bob), call(cast.sam)
    made = bob.post(f"{at}phases/", proposal()).json()
    assert (made["approved_by"], made["withdrawn_by"]) == (None, None)
    phase = {"phase": made["id"]}
    is_problem(bob.post(f"{at}approve-phase/", phase), 403)
    assert sam.post(f"{at}approve-phase/", phase).json()["approved_by"] == cast.sam.pk
    is_problem(bob.post(f"{at}withdraw-phase/", phase | {"reason": "No."}), 403)
    sam.post(f"{at}withdraw-phase/", phase | {"reason": "It was chance."})
    (kept,) = bob.get(f"{at}phases/").json()
    assert kept["withdrawn_because"] == "It was chance."


def test_a_no_is_refused_by_its_question(cast, call, at):
    answer = call(cast.bob).post(f"{at}phases/", proposal(wanted=False))
    assert "look normal" in is_problem(answer, 422)["errors"]["wanted"]
    assert not Phase.objects.exists()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"starts": "March"}, "starts"),
        ({"starts": "2026-01-01"}, "starts"),
        ({"starts": ["2026-03-01"]}, "starts"),
        ({"known": "perhaps"}, "known"),
        ({"known": None}, "known"),
        ({"reason": ""}, "reason"),
        ({"reason": "a" * 10_001}, "reason"),
        ({"approved_by": 1}, "approved_by"),
    ],
)
def test_what_is_no_proposal_is_refused_by_field(cast, call, at, said, field):
    answer = call(cast.bob).post(f"{at}phases/", proposal(**said))
    assert field in is_problem(answer, 422)["errors"]


def test_a_phase_or_an_event_of_another_measure_is_none_of_this_one(cast, call, at):
    other = make_measure(cast, name="Other")
    bob = call(cast.bob)
    phase = bob.post(f"{at}phases/", proposal()).json()["id"]
    event = bob.post(f"{at}events/", {"on": "2026-01-09", "text": "Letters."}).json()["id"]
    there = f"measures/{other.pk}/"
    for act, body in (
        ("approve-phase/", {"phase": phase}),
        ("withdraw-phase/", {"phase": phase, "reason": "No."}),
        ("remove-event/", {"event": event}),
        ("approve-phase/", {"phase": 2**63 - 1}),
    ):
        answer = call(cast.sam).post(there + act, body)
        assert "no such" in is_problem(answer, 422)["detail"]


def test_an_event_sent_twice_under_one_key_is_added_once(cast, call, at):
    body = {"on": "2026-01-09", "text": "<b>Letters</b>"}
    bob = call(cast.bob)
    first, second = (bob.post(f"{at}events/", body, HTTP_IDEMPOTENCY_KEY="e-1") for _ in range(2))
    assert first.json() == second.json()
    assert Annotation.objects.count() == 1
    bob.post(f"{at}remove-event/", {"event": first.json()["id"]})
    assert bob.get(f"{at}events/").json() == []


def test_who_read_an_older_version_changes_nothing(cast, call, at):
    bob = call(cast.bob)
    etag = bob.get(at)["ETag"]
    bob.post(f"{at}events/", {"on": "2026-01-09", "text": "Letters."}, HTTP_IF_MATCH=etag)
    again = bob.post(f"{at}phases/", proposal(), HTTP_IF_MATCH=etag)
    is_problem(again, 412)
    assert not Phase.objects.exists()


def test_a_reference_group_is_named_by_its_code(cast, call, at, measure):
    origin = measure.stratifications.get()
    bob, body = call(cast.bob), {"stratification": origin.pk, "because": "Oldest."}
    (kept,) = bob.post(f"{at}references/", body | {"group": "a"}).json()
    assert (kept["stratum"]["code"], kept["because"]) == ("a", "Oldest.")
    for group, field in (("zz", "group"), ("unknown", "stratum")):
        answer = bob.post(f"{at}references/", body | {"group": group})
        assert field in is_problem(answer, 422)["errors"]
    assert bob.post(f"{at}references/", body | {"group": None}).json() == []


def test_one_vocabulary_alone_meets_none(cast, call, at, measure):
    origin = measure.stratifications.get().pk
    bob = call(cast.bob)
    answer = bob.post(f"{at}meeting/", {"one": origin, "other": None})
    assert "or neither" in is_problem(answer, 422)["errors"]["other"]
    assert bob.post(f"{at}meeting/", {"one": None, "other": None}).json() == {
        "one": None,
        "other": None,
    }
