"""The four features of good tests, counted of cycles made by hand."""

from datetime import date, timedelta

import pytest

from initiatives.portfolio.rules import features
from initiatives.portfolio.rules.features import FEATURES, features_of, shared_by

TODAY = date(2026, 11, 1)


def one(key=1, **said):
    values = {
        "initiative": 1,
        "idea": 1,
        "number": key,
        "follows": None,
        "key": key,
        "scale": "one",
        "step": "done",
        "began_on": TODAY - timedelta(days=30),
        "study_by": TODAY - timedelta(days=20),
        "periods": 3,
        "latest": TODAY,
    }
    return features.Tested(**(values | said))


def told(*cycles):
    return {one.key: (one.count, one.of, one.there) for one in features_of(cycles, TODAY)}


def test_nothing_is_said_where_nothing_was_tested():
    assert set(told().values()) == {(0, 0, None)}
    assert set(told(one(step="dropped")).values()) == {(0, 0, None)}


def test_all_four_are_there():
    found = told(one(), one(2, follows=1, scale="unit"))
    assert found == {
        "iterative": (1, 1, True),
        "predicted": (2, 2, True),
        "small": (1, 1, True),
        "continuous": (2, 2, True),
    }


@pytest.mark.parametrize(
    ("said", "key", "expected"),
    [
        ({}, "iterative", (0, 1, False)),
        ({"step": "study"}, "predicted", (0, 1, False)),
        ({"step": "study", "study_by": TODAY}, "predicted", (0, 0, None)),
        ({"scale": "few"}, "small", (1, 1, True)),
        ({"scale": "unit"}, "small", (0, 1, False)),
        ({"periods": 2}, "continuous", (0, 1, False)),
        ({"latest": TODAY - timedelta(days=31)}, "continuous", (0, 1, False)),
        ({"latest": None, "periods": 0}, "continuous", (0, 1, False)),
        ({"step": "do"}, "continuous", (0, 0, None)),
    ],
)
def test_each_is_counted_of_its_own(said, key, expected):
    assert told(one(**said))[key] == expected


def test_a_ramp_whose_first_cycle_was_dropped_has_no_two():
    dropped = one(step="dropped")
    assert told(dropped, one(2, follows=1))["iterative"] == (0, 1, False)


def test_over_initiatives_only_those_that_test_are_counted():
    good = [one(), one(2, follows=1)]
    poor = one(3, initiative=2, idea=2, scale="system", periods=0)
    found = shared_by([*good, poor, one(4, initiative=3, idea=3, step="dropped")], TODAY)
    assert (found.initiatives, found.all_four) == (2, 1)
    assert found.counts == {"iterative": 1, "predicted": 2, "small": 1, "continuous": 1}
    assert [row[2] for row in found.rows()] == [found.counts[key] for key in FEATURES]
