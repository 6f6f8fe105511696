"""The calculators over HTTP: for everyone who is signed in, exact, and clear about bad input."""

import json
from pathlib import Path

import pytest

from initiatives.history.models import Event
from initiatives.measures import spc
from tests.api.problems import is_problem

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parents[1] / "data"
CASES = json.loads((DATA / "spc_cases.json").read_text())
SPC = "calculators/spc/"


def test_a_token_that_only_reads_may_ask_and_nothing_is_stored(cast, call):
    reader, events = call(cast.nobody, scope="read"), Event.objects.count()
    answer = reader.post(SPC, {"chart": "i", "y": [1, 2, 3]})
    assert answer.status_code == 200
    assert Event.objects.count() == events


def test_an_answer_is_that_of_the_functions(cast, call):
    case = CASES["qicharts2"]["F_p"]
    request = {"chart": "p", "y": case["y"], "n": case["n"]}
    assert call(cast.nobody).post(SPC, request).json() == spc.answer(request)


@pytest.mark.parametrize(
    ("body", "field", "said"),
    [
        ([1, 2], "non_field_errors", "Send an object"),
        ({}, "y", "Give the values"),
        ({"chart": "i", "y": [1, "x"]}, "y", "Point 2"),
        ({"chart": "p", "y": [3], "n": [2]}, "y", "Point 1: the numerator 3"),
        ({"chart": "i", "y": [1], "colour": "red"}, "colour", "'colour' is not known"),
        ({"chart": "i", "y": [1, 2], "multiply": -1}, "multiply", "more than zero"),
    ],
)
def test_a_series_that_cannot_be_charted_is_a_problem_by_field(cast, call, body, field, said):
    answer = call(cast.nobody).post(SPC, body)
    assert said in is_problem(answer, 422)["errors"][field]


@pytest.mark.parametrize(
    ("body", "field", "said"),
    [
        ({}, "cells", "Give the counts"),
        ({"cells": {"A": -1}}, "cells", "A: a count is from 0"),
        ({"cells": {"A": 50}, "threshold": 0}, "threshold", "from 2 to 1000"),
    ],
)
def test_a_table_that_cannot_be_masked_is_a_problem_by_field(cast, call, body, field, said):
    answer = call(cast.nobody).post("calculators/suppression/", body)
    assert said in is_problem(answer, 422)["errors"][field]


def test_a_table_is_masked_as_by_the_functions(cast, call):
    answer = call(cast.nobody).post("calculators/suppression/", {"cells": [[4, 50], [60, 70]]})
    assert answer.json() == {"masked": [[1, 1], [1, 2], [2, 1], [2, 2]]}


def test_groups_are_compared_as_the_reference_says(cast, call):
    case = json.loads((DATA / "equity_cases.json").read_text())["app_example_adverse"]
    groups = [
        {"label": label, "numerator": group["x"], "denominator": group["n"]}
        for label, group in case["groups"].items()
    ]
    asked = {"direction": "adverse", "groups": groups, "reference": "best", "threshold": 11}
    found = call(cast.nobody).post("calculators/disparity/", asked).json()
    verdicts = {group["label"]: group["verdict"] for group in found["groups"]}
    assert verdicts == {"A": "no_gap_detected", "B": "gap", "C": "gap", "D": "too_few"}
    for group in found["groups"]:
        expected = case["groups"][group["label"]]
        assert group["rate"] == pytest.approx(expected["rate"])
        assert group["excess"]["value"] == pytest.approx(expected.get("excess", 0))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"groups": []}, "groups"),
        ({"direction": "sideways"}, "direction"),
        ({"reference": "nobody"}, "reference"),
    ],
)
def test_groups_that_cannot_be_compared_are_a_problem_by_field(cast, call, change, field):
    groups = [{"label": label, "numerator": 9, "denominator": 90} for label in "AB"]
    body = {"direction": "adverse", "groups": groups} | change
    answer = call(cast.nobody).post("calculators/disparity/", body)
    assert field in is_problem(answer, 422)["errors"]


def test_nobody_asks_without_signing_in(call):
    assert call().post(SPC, {"chart": "i", "y": [1]}).status_code == 401
