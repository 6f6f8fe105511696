"""The worked example of docs/methods.md: readmissions at 130 US hospitals, by race and by age.

The expected figures were worked out apart from the product, by the formulas of the shared reference
in decimals of forty places, and stand here as numbers.
"""

import csv
from collections import Counter

import pytest

from initiatives.demo.readmissions import FILE, counted
from initiatives.measures.disparity import Direction, Group, Strata, Verdict, analyse
from initiatives.measures.suppression import grid_table, masks_of_grid, masks_of_rates

RACES = ("AfricanAmerican", "Asian", "Caucasian", "Hispanic", "Other")
AGES = tuple(f"[{first}-{first + 10})" for first in range(0, 100, 10))
TOO_FEW, NO_GAP, GAP = Verdict.TOO_FEW, Verdict.NO_GAP_DETECTED, Verdict.GAP
# Readmitted, discharged.
BY_RACE = {
    "": (188, 2273),
    "AfricanAmerican": (2155, 19210),
    "Asian": (65, 641),
    "Caucasian": (8592, 76099),
    "Hispanic": (212, 2037),
    "Other": (145, 1506),
}
# Verdict, and more people readmitted than at the rate of the reference, with 95 % limits and p.
AGAINST_THE_BEST = {
    "AfricanAmerican": (NO_GAP, 305.432, -12.181, 586.101, 0.05859),
    "Asian": (NO_GAP, 3.284, -13.640, 22.061, 0.71463),
    "Caucasian": (GAP, 1265.071, 40.139, 2335.870, 0.04327),
    "Hispanic": (NO_GAP, 15.875, -25.421, 56.063, 0.44617),
}
AGAINST_CAUCASIAN = {
    "AfricanAmerican": (NO_GAP, -13.916, -108.761, 83.252, 0.77669),
    "Asian": (NO_GAP, -7.372, -20.940, 9.223, 0.35935),
    "Hispanic": (NO_GAP, -17.989, -43.914, 10.917, 0.21351),
    "Other": (GAP, -25.036, -46.227, -0.794, 0.04327),
}
# Within each age, against Caucasian: what is no "no gap detected", with its excess where a gap.
BY_AGE = {
    ("AfricanAmerican", "[0-10)"): (TOO_FEW, None),
    ("Asian", "[0-10)"): (TOO_FEW, None),
    ("Hispanic", "[0-10)"): (TOO_FEW, None),
    ("Other", "[0-10)"): (TOO_FEW, None),
    ("Asian", "[10-20)"): (TOO_FEW, None),
    ("Hispanic", "[10-20)"): (TOO_FEW, None),
    ("Other", "[10-20)"): (TOO_FEW, None),
    ("AfricanAmerican", "[20-30)"): (GAP, -21.723),
    ("Asian", "[20-30)"): (TOO_FEW, None),
    ("Hispanic", "[20-30)"): (GAP, -9.468),
    ("Other", "[20-30)"): (TOO_FEW, None),
    ("Asian", "[30-40)"): (TOO_FEW, None),
    ("AfricanAmerican", "[40-50)"): (GAP, 51.163),
    ("Hispanic", "[50-60)"): (GAP, -11.908),
    ("Asian", "[90-100)"): (TOO_FEW, None),
    ("Hispanic", "[90-100)"): (TOO_FEW, None),
    ("Other", "[90-100)"): (TOO_FEW, None),
}


def cells():
    """Readmitted and discharged by race and age, as the file has them."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {
            (row["race"], row["age_band"]): (
                int(row["readmitted_within_30_days"]),
                int(row["discharges"]),
            )
            for row in csv.DictReader(file)
        }


def by_race():
    found = {race: Counter() for race in BY_RACE}
    for (race, _), (readmitted, discharged) in cells().items():
        found[race].update(readmitted=readmitted, discharged=discharged)
    return {race: (count["readmitted"], count["discharged"]) for race, count in found.items()}


def compared(counts, reference):
    strata = Strata(
        tuple(Group(race, *counts[race]) for race in RACES), direction=Direction.ADVERSE
    )
    return analyse(strata, reference)


def told(comparison):
    excess = comparison.excess
    figures = (excess.value, excess.low, excess.high)
    return (comparison.verdict, *(round(one, 3) for one in figures), round(comparison.p_value, 5))


def grid(part):
    """The counts as rows of a table: races, not recorded first, by age."""
    found = cells()
    return [[found[race, age][part] for age in AGES] for race in BY_RACE]


def test_the_file_holds_the_totals_that_its_source_gives():
    counts = by_race()
    assert counts == BY_RACE
    assert sum(readmitted for readmitted, _ in counts.values()) == 11_357
    assert sum(discharged for _, discharged in counts.values()) == 101_766
    assert len(cells()) == 60


def test_the_demonstration_counts_the_same():
    ours = counted()
    assert ours["", ""] == (11_357, 101_766)
    assert ours["not_recorded", ""] == BY_RACE[""]
    assert ours["AfricanAmerican", "40-50"] == cells()["AfricanAmerican", "[40-50)"]
    assert len(ours) == 60 + 6 + 10 + 1


def test_against_the_best_group_one_race_has_a_gap():
    found = compared(by_race(), "best")
    assert (found.reference.label, found.reference.group.denominator) == ("Other", 1506)
    assert {
        one.group.label: told(one) for one in found.comparisons if not one.is_reference
    } == AGAINST_THE_BEST
    assert found.summary["excess_total"].value == pytest.approx(1589.661, abs=5e-4)


def test_against_the_largest_group_one_race_is_ahead_and_none_behind():
    found = compared(by_race(), "Caucasian")
    assert {
        one.group.label: told(one) for one in found.comparisons if not one.is_reference
    } == AGAINST_CAUCASIAN
    ahead = [one for one in found.comparisons if one.verdict is GAP]
    assert [(one.group.label, one.standing) for one in ahead] == [("Other", "better")]


def test_those_whose_race_is_not_recorded_would_be_the_best_group_so_they_are_set_apart():
    """They are no group of people, and against them three of five races would have a gap."""
    groups = [Group(race or "Not recorded", *counts) for race, counts in by_race().items()]
    found = analyse(Strata(tuple(groups), Direction.ADVERSE), "best")
    assert found.reference.label == "Not recorded"
    gaps = {one.group.label for one in found.comparisons if one.verdict is GAP}
    assert gaps == {"AfricanAmerican", "Caucasian", "Hispanic"}


def test_within_ages_a_gap_shows_that_the_rate_of_all_ages_hides():
    counts = cells()
    found = {}
    for age in AGES:
        of_age = {race: counts[race, age] for race in RACES}
        for one in compared(of_age, "Caucasian").comparisons:
            if one.verdict is not NO_GAP:
                excess = round(one.excess.value, 3) if one.verdict is GAP else None
                found[one.group.label, age] = (one.verdict, excess)
    assert found == BY_AGE


def test_where_race_and_age_meet_small_numbers_of_discharges_are_masked():
    discharged = grid(1)
    masked = masks_of_grid(discharged, total=True)
    small = {
        (row, column)
        for row, counts in enumerate(discharged)
        for column, count in enumerate(counts)
        if 1 <= count <= 10
    }
    assert small == {(0, 0), (0, 1), (2, 0), (2, 1), (2, 2), (4, 0), (5, 0), (5, 1)}
    assert masked - small == {(0, 2), (1, 0), (1, 1), (2, 9), (4, 1), (4, 9), (5, 2)}


@pytest.mark.parametrize("part", [0, 1])
def test_no_masked_count_of_the_table_can_be_told(part):
    table = grid_table(grid(part))
    masked = frozenset(masks_of_grid(grid(part), total=True))
    assert masked
    for cell in masked:
        least, most = table.network.range_of(cell, masked)
        assert most is None or most > least
        if 1 <= table.counts[cell] <= 10:
            assert most is None or most >= 11


def test_of_the_rates_by_age_the_youngest_are_masked_with_the_next():
    """3 of 161 readmitted are few; alone they could be told from the rate of all ages."""
    found = cells()
    ages = [tuple(sum(found[race, age][i] for race in BY_RACE) for i in (0, 1)) for age in AGES]
    assert ages[0] == (3, 161)
    assert masks_of_rates(ages, total=True) == {0, 1}
    assert masks_of_rates(list(by_race().values()), total=True) == set()
