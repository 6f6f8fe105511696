"""The worked figures of tests/data/equity_cases.json, and groups that several tests use."""

import json
from pathlib import Path

import pytest

from initiatives.measures.disparity import Direction, Group, Strata

DATA = Path(__file__).parents[3] / "data" / "equity_cases.json"
CASES = json.loads(DATA.read_text())
ORDERED = CASES["ordered"]
EXAMPLE = CASES["app_example_adverse"]


def printed(value, digits=6):
    """Equal to the digit that the file prints, and no looser."""
    return pytest.approx(value, rel=0, abs=0.5000001 * 10**-digits)


def strata(*counts, direction=Direction.ADVERSE, **said):
    """Groups A, B, C ... of (numerator, denominator)."""
    groups = (Group(chr(65 + i), x, n) for i, (x, n) in enumerate(counts))
    return Strata(tuple(groups), direction, **said)


def example():
    """The reference's example: A 48/600, B 33/220, C 12/60, D 3/25, an adverse outcome."""
    return strata(*((each["x"], each["n"]) for each in EXAMPLE["groups"].values()))


def by_label(comparisons):
    return {each.group.label: each for each in comparisons}
