"""Which group the others are compared with."""

from fractions import Fraction

import pytest

from initiatives.measures.disparity import Direction, InvalidFigures, Rule, choose
from tests.initiatives.measures.disparity.cases import example, strata


def test_the_best_group_has_the_lowest_rate_of_an_adverse_outcome():
    found = choose(strata((9, 100), (5, 100), (7, 100)), "best")
    assert (found.rule, found.label, found.rate) == (Rule.BEST, "B", Fraction(1, 20))


def test_the_best_group_has_the_highest_rate_of_a_favourable_outcome():
    groups = strata((9, 100), (5, 100), (7, 100), direction=Direction.FAVOURABLE)
    assert choose(groups, "best").label == "A"


def test_a_group_under_the_floor_cannot_be_the_best():
    assert choose(strata((9, 100), (0, 29), (7, 100)), "best").label == "C"


def test_a_group_at_the_floor_can_be_the_best():
    assert choose(strata((9, 100), (0, 30), (7, 100)), "best").label == "B"


def test_among_equal_rates_the_larger_group_is_the_best():
    assert choose(strata((5, 100), (10, 200), (7, 100)), "best").label == "B"


def test_no_group_at_the_floor_is_an_error_that_says_what_to_do():
    with pytest.raises(InvalidFigures, match=r"No group has 30 people or more.*Name a reference"):
        choose(strata((1, 29), (2, 12)), "best")


def test_the_largest_group_is_chosen_whatever_its_rate():
    assert choose(example(), "largest").label == "A"
    assert choose(strata((1, 20), (9, 21)), "largest").label == "B"


def test_the_overall_rate_adds_all_groups_up():
    found = choose(example(), "overall")
    assert (found.rule, found.rate) == (Rule.OVERALL, Fraction(96, 905))


def test_overlapping_groups_have_no_overall_rate():
    with pytest.raises(InvalidFigures, match="share people"):
        choose(strata((1, 50), (2, 50), overlapping=True), "overall")


def test_a_named_group_stays_the_reference_when_another_becomes_the_best():
    earlier, later = strata((5, 100), (9, 100)), strata((5, 100), (2, 100))
    assert choose(earlier, "A").label == choose(later, "A").label == "A"
    assert choose(later, "best").label == "B"


def test_an_unknown_label_is_refused_by_name():
    with pytest.raises(InvalidFigures, match='no group "Z"'):
        choose(example(), "Z")


def test_a_target_is_the_decimal_it_was_written_as():
    found = choose(example(), "target", target=0.1)
    assert (found.rate, found.group) == (Fraction(1, 10), None)


@pytest.mark.parametrize("target", [0, 1, -0.1, 5, None, True, float("nan"), "0.1"])
def test_a_target_outside_0_to_1_is_refused(target):
    with pytest.raises(InvalidFigures, match="target"):
        choose(example(), "target", target=target)
