"""The worked examples of docs/formulas.md are what the product computes."""

import re

import pytest

from initiatives.measures.disparity import pairs, rates
from initiatives.measures.spc import runs
from tests.docs.site import DOCS

NUMBER = r"(-?\d+(?:\.\d+)?)"
GROUP, REFERENCE = (12, 80), (20, 200)


def rows(first):
    """The numbers of each row of docs/formulas.md whose first cell is of this form."""
    row = re.compile(rf"^\| ({first}) \| {NUMBER} \| {NUMBER}(?: \| {NUMBER})? \|$", re.MULTILINE)
    return row.findall((DOCS / "formulas.md").read_text())


def test_the_example_of_two_rates():
    computed = {
        "rate of the group": rates.wilson(*GROUP),
        "rate of the reference": rates.wilson(*REFERENCE),
        "difference": pairs.difference(*GROUP, *REFERENCE),
        "ratio": pairs.ratio(*GROUP, *REFERENCE),
    }
    told = {name: tuple(map(float, said)) for name, *said in rows("[a-z ]+")}
    assert told.keys() == computed.keys()
    for name, estimate in computed.items():
        exact = (estimate.value, estimate.low, estimate.high)
        assert told[name] == pytest.approx(exact, abs=0.0005), name


def test_the_example_of_runs():
    told = [tuple(map(int, row[:3])) for row in rows(r"\d+")]
    points = [12, 24, 30]
    assert told == [(n, runs.longest_run_max(n), runs.crossings_min(n)) for n in points]
