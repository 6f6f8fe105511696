"""Measures over HTTP: define, approve, record ten thousand at once, read what one may see."""

from datetime import date

import pytest

from initiatives.history.models import Event
from initiatives.measures.models import Observation
from initiatives.measures.services import record_observations
from tests.api.problems import is_problem
from tests.initiatives.measures.making import (
    groups_of,
    make_measure,
    make_stratification,
    month,
)

pytestmark = pytest.mark.django_db
OBSERVATIONS = "observations/"


@pytest.fixture
def origin(db):
    return make_stratification()


@pytest.fixture
def measure(cast, origin):
    return make_measure(cast, stratifications=[origin])


def entry(**said):
    return {"starts": "2026-01-01", "numerator": 12, "denominator": 80} | said


def test_what_is_recorded_over_http_is_read_as_figures(cast, call, measure):
    bob = call(cast.bob)
    body = {"measure": measure.pk, "entries": [entry(), entry(groups={"origin": "a"})]}
    assert bob.post(OBSERVATIONS, body).json() == {"new": 2, "corrected": 0, "same": 0}
    found = bob.get(f"measures/{measure.pk}/figures/?by=origin").json()
    assert [(cell["group"], cell["numerator"]) for cell in found["cells"]] == [
        (None, 12),
        ("a", 12),
    ]
    assert found["masked"] is False


def test_who_sees_counts_is_noted_and_who_sees_masks_is_not(cast, call, measure):
    for who in (cast.bob, cast.erin):
        call(who).get(f"measures/{measure.pk}/figures/")
    seen = Event.objects.filter(verb="saw counts of")
    assert [event.actor for event in seen] == [cast.bob]


def test_a_masked_cell_holds_no_number(cast, call, measure, origin):
    keys = groups_of(origin)
    counts = {"a": (48, 600), "b": (33, 220), "c": (12, 60), "unknown": (3, 25)}
    record_observations(
        actor=cast.bob,
        measure=measure,
        entries=[month(1, numerator=96, denominator=905)]
        + [month(1, stratum=keys[c], numerator=x, denominator=n) for c, (x, n) in counts.items()],
    )
    found = call(cast.erin).get(f"measures/{measure.pk}/figures/?by=origin").json()
    hidden = [cell for cell in found["cells"] if cell["masked"]]
    assert {cell["group"] for cell in hidden} == {"c", "unknown"}
    assert {(cell["numerator"], cell["denominator"], cell["value"]) for cell in hidden} == {
        (None, None, None)
    }


def test_one_wrong_entry_of_many_and_nothing_is_written(cast, call, measure):
    entries = [entry(), entry(starts="2026-02-01", numerator=99)]
    answer = call(cast.bob).post(OBSERVATIONS, {"measure": measure.pk, "entries": entries})
    assert "more than the denominator" in is_problem(answer, 422)["errors"]["2.numerator"]
    assert not Observation.objects.exists()


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        ({"origin": "zz"}, "no group 'zz' of 'origin'"),
        ({"tongue": "a"}, "no group 'a' of 'tongue'"),
        ({"origin": "<b>"}, "no group '<b>'"),
    ],
)
def test_a_group_that_is_not_known_is_named(cast, call, measure, groups, said):
    body = {"measure": measure.pk, "entries": [entry(groups=groups)]}
    answer = call(cast.bob).post(OBSERVATIONS, body)
    assert said in is_problem(answer, 422)["errors"]["1.groups"]


@pytest.mark.parametrize(
    "body",
    [
        {"entries": []},
        {"entries": "all"},
        {"entries": [[]]},
        {"entries": [{"starts": "yesterday"}]},
        {"entries": [{"starts": "2026-01-01", "numerator": "a"}]},
        {"entries": [{"starts": "2026-01-01", "name": "Ann"}]},
        {"entries": [{"starts": "2026-01-01", "groups": ["a"]}]},
    ],
)
def test_what_is_no_observation_is_refused(cast, call, measure, body):
    answer = call(cast.bob).post(OBSERVATIONS, {"measure": measure.pk} | body)
    is_problem(answer, 422)
    assert not Observation.objects.exists()


def test_ten_thousand_in_one_call_twice_under_one_key_are_recorded_once(cast, call):
    codes = [f"g{number}" for number in range(400)]
    measure = make_measure(cast, stratifications=[make_stratification("wide", codes)])
    entries = [
        entry(starts=date(2024 + n // 12, n % 12 + 1, 1).isoformat(), groups={"wide": code})
        for n in range(25)
        for code in codes
    ]
    body = {"measure": measure.pk, "entries": entries}
    bob = call(cast.bob)
    first, second = (
        bob.post(OBSERVATIONS, body, HTTP_IDEMPOTENCY_KEY="import-7") for _ in range(2)
    )
    assert first.json() == second.json() == {"new": 10_000, "corrected": 0, "same": 0}
    assert second["Idempotency-Replayed"] == "true"
    assert Observation.objects.count() == 10_000


def test_one_more_is_too_many(cast, call, measure):
    body = {"measure": measure.pk, "entries": [entry()] * 10_001}
    is_problem(call(cast.bob).post(OBSERVATIONS, body), 422)


@pytest.mark.parametrize("who", ["erin", "ada"])
def test_who_does_not_hold_the_data_role_records_nothing(cast, call, measure, who):
    body = {"measure": measure.pk, "entries": [entry()]}
    is_problem(call(getattr(cast, who)).post(OBSERVATIONS, body), 403)


def test_a_vocabulary_that_the_measure_has_not_is_a_bad_question(cast, call, measure):
    answer = call(cast.bob).get(f"measures/{measure.pk}/figures/?by=payer")
    assert "stratified by origin" in is_problem(answer, 400)["errors"]["by"]


def test_nothing_to_approve_is_said(cast, call, measure):
    answer = call(cast.sam).post(f"measures/{measure.pk}/approve/")
    assert "no draft" in is_problem(answer, 422)["errors"]["definition"]


@pytest.mark.parametrize(
    ("query", "found"),
    [("q=diabetes", 1), ("q=M-0", 0), ("kind=process", 0), ("kind=outcome", 1), ("owner=0", None)],
)
def test_measures_are_found_by_their_filters(cast, call, measure, query, found):
    answer = call(cast.lee).get(f"measures/?{query}")
    if found is None:
        is_problem(answer, 400)
    else:
        assert len(answer.json()["results"]) == found
