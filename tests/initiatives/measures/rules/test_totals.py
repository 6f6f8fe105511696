from datetime import date

import pytest

from initiatives.measures.rules.figures import Entry
from initiatives.measures.rules.totals import Sum, known_share, unequal


def of(numerator=None, denominator=None, value=None):
    return Entry(date(2026, 9, 1), numerator=numerator, denominator=denominator, value=value)


def test_groups_that_add_up_raise_no_question():
    assert unequal(of(48, 600), [of(40, 500), of(8, 100)], "p") == []


def test_each_field_that_does_not_add_up_is_named():
    assert unequal(of(48, 600), [of(40, 500), of(9, 90)], "p") == [
        Sum("numerator", 49, 48),
        Sum("denominator", 590, 600),
    ]


def test_counts_add_up_and_values_never_do():
    assert unequal(of(value=9), [of(value=4), of(value=4)], "c") == [Sum("value", 8, 9)]
    assert unequal(of(value=9), [of(value=4), of(value=4)], "i") == []


def test_without_groups_there_is_nothing_to_add_up():
    assert unequal(of(48, 600), [], "p") == []
    assert unequal(of(48, 600), [of()], "p") == []
    assert unequal(of(), [of(1, 2)], "p") == []


@pytest.mark.parametrize(
    ("everybody", "groups", "share"),
    [
        (of(48, 600), [(of(40, 500), False), (of(8, 100), True)], 500 / 600),
        (of(48, 600), [(of(40, 450), False)], 0.75),
        (None, [(of(40, 300), False), (of(8, 100), True)], 0.75),
        (of(1, 10), [(of(1, 12), False)], 1.0),
        (of(0, 0), [(of(0, 0), False)], None),
        (of(48, 600), [], None),
        (of(48, 600), [(of(8, 100), True)], 0.0),
    ],
)
def test_for_how_many_the_group_is_known(everybody, groups, share):
    assert known_share(everybody, groups, "p") == share


def test_in_overlapping_groups_it_is_told_by_those_whose_group_is_not_known():
    groups = [(of(40, 500), False), (of(40, 400), False), (of(8, 60), True)]
    assert known_share(of(48, 600), groups, "p", overlapping=True) == 0.9
    assert known_share(of(48, 600), groups[:2], "p", overlapping=True) is None
    assert known_share(None, groups, "p", overlapping=True) is None


def test_of_values_it_cannot_be_told():
    assert known_share(of(value=3), [(of(value=3), False)], "i") is None
    assert known_share(of(value=4), [(of(value=3), False)], "c") == 0.75
