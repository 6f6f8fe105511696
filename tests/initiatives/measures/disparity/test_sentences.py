"""How a comparison reads."""

import pytest

from initiatives.measures.disparity import Direction, analyse, choose, compare, sentence
from tests.initiatives.measures.disparity.cases import by_label, example, strata


def read(wanted, *counts, target=None, **said):
    groups = strata(*counts, **said)
    return {
        label: sentence(each)
        for label, each in by_label(compare(groups, choose(groups, wanted, target=target))).items()
    }


def test_a_gap_says_how_many_points_and_how_many_people():
    found = by_label(analyse(example()).comparisons)["B"]
    assert sentence(found, "were readmitted") == (
        "Of 220 people, 33 (15.0 %) were readmitted: 7.0 percentage points more than A "
        "(95 % interval 2.2 to 12.7): a meaningful gap, about 15 people."
    )


def test_too_few_says_how_many_are_needed():
    found = by_label(analyse(example()).comparisons)["D"]
    assert sentence(found) == "Too few to say: 25 people; at least 30 are needed."


def test_the_reference_says_that_it_is_the_reference():
    assert read("A", (48, 600), (33, 220))["A"] == "Of 600 people, 48 (8.0 %): the reference."


def test_no_gap_keeps_the_signs_of_its_interval():
    assert read("A", (48, 600), (26, 300))["B"] == (
        "Of 300 people, 26 (8.7 %): 0.7 percentage points more than A "
        "(95 % interval −3.0 to 4.9): no meaningful gap detected."  # noqa: RUF001 (a minus sign)
    )


def test_less_is_said_without_a_sign():
    said = read("A", (400, 500), (120, 200), direction=Direction.FAVOURABLE)["B"]
    assert "20.0 percentage points less than A" in said
    assert said.endswith("a meaningful gap, about 40 people.")


def test_a_group_ahead_of_its_reference_leaves_the_reference_behind():
    said = read("A", (90, 600), (20, 600))["B"]
    assert said.endswith("a meaningful gap, with A behind.")


def test_equal_rates_are_the_same():
    assert "the same as A (95 % interval" in read("A", (60, 600), (60, 600))["B"]


def test_a_target_is_called_the_target():
    assert "more than the target" in read("target", (33, 220), (48, 600), target=0.05)["A"]


def test_a_gap_of_less_than_half_a_person_names_no_number():
    said = read("target", (999_899, 1_000_000), (1, 2), target=0.9999995)["A"]
    assert "percentage points less than the target" in said


@pytest.mark.parametrize(("size", "words"), [(1, "1 person;"), (29, "29 people;")])
def test_one_person_is_not_people(size, words):
    assert words in read("A", (48, 600), (0, size))["B"]


def test_thousands_are_grouped():
    assert "Of 12,000 people, 1,200 (10.0 %)" in read("A", (48, 600), (1200, 12_000))["B"]
