"""Nothing that is masked of a workforce can be told: a linear program tries, knowing all sums."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from initiatives.workforce.rules.adding import (
    ALL,
    REST,
    TOTAL,
    Counted,
    Day,
    Place,
    contradiction,
    table_of,
)
from initiatives.workforce.rules.masking import masks_of, masks_together, parts_of, shown
from tests.initiatives.measures.suppression.test_audit import Reader, assert_safe

heads = st.one_of(st.just(0), st.integers(0, 12), st.integers(0, 400))
WHOLE, NORTH, SOUTH = 1, 2, 3
CLEAN = (40, 50, 60)


def rows(width):
    return st.lists(heads, min_size=width, max_size=width).map(tuple)


def added(*many):
    return tuple(map(sum, zip(*many, strict=True)))


@st.composite
def counted(draw, entity, width):
    """A site by job family, all together, or both, with people in no job family."""
    families = draw(st.lists(rows(width), max_size=3))
    rest = draw(rows(width))
    entered = not families or draw(st.booleans())
    everybody = added(rest, *families) if entered else None
    return Counted(entity, tuple(enumerate(families, 1)), everybody)


@st.composite
def days(draw):
    """A system with its sites: people elsewhere, and job families that its sites are part of."""
    width = draw(st.integers(2, 4))
    sites = tuple(draw(counted(key, width)) for key in range(2, 2 + draw(st.integers(0, 3))))
    if not draw(st.booleans()):
        return Day(None, sites)
    everybody = added(draw(rows(width)), *(one.together for one in sites))
    families = tuple(enumerate(parted(draw, everybody, draw(st.integers(0, 3))), 1))
    return Day(Counted(WHOLE, families, everybody), sites)


def parted(draw, everybody, number):
    """Job families that are together no more than everybody."""
    for _ in range(number):
        part = tuple(draw(st.integers(0, most)) for most in everybody)
        everybody = tuple(a - b for a, b in zip(everybody, part, strict=True))
        yield part


@settings(max_examples=150, deadline=None)
@given(days())
def test_nothing_masked_can_be_told_from_all_that_is_shown(day):
    masks = masks_of(day)
    for part in parts_of(shown(day)):
        if part.whole is None:
            continue
        table = table_of(part)
        hidden = frozenset(masks & table.counts.keys())
        small = {place for place, size in table.counts.items() if 1 <= size < 11}
        assert small <= hidden
        assert_safe(table.network, hidden)


@settings(max_examples=60, deadline=None)
@given(days())
def test_where_nothing_is_small_everything_is_shown(day):
    tables = [table_of(part) for part in parts_of(shown(day)) if part.whole]
    small = any(1 <= size < 11 for table in tables for size in table.counts.values())
    assert bool(masks_of(day)) == small


def test_the_circulation_knows_every_sum_that_is_shown():
    day = Day(
        Counted(WHOLE, (), (50, 60, 70)),
        (Counted(NORTH, ((1, (20, 20, 20)),), (30, 30, 30)), Counted(SOUTH, (), (20, 30, 40))),
    )
    table = table_of(day)
    balance = {}
    for arc in table.network.arcs.values():
        balance[arc.head] = balance.get(arc.head, 0) + arc.size
        balance[arc.tail] = balance.get(arc.tail, 0) - arc.size
    assert set(balance.values()) == {0}
    for line in table.lines:
        assert sum(table.counts[part] for part in line.parts) == table.counts[line.total]


def test_one_small_group_takes_a_rectangle_with_it():
    families = ((1, (5, 40, 50)), (2, (30, 60, 70)), (3, (45, 20, 90)))
    masks = masks_of(Day(Counted(WHOLE, families)))
    assert masks == {Place(WHOLE, family, group) for family in (1, 3) for group in (0, 1)}


def test_a_small_site_is_not_told_by_the_system_less_its_other_sites():
    sites = (Counted(NORTH, (), (5, 90, 80)), Counted(SOUTH, (), (40, 60, 70)))
    day = Day(Counted(WHOLE, (), (45, 150, 150)), sites)
    hidden = masks_of(day)
    assert Place(NORTH, ALL, 0) in hidden
    assert Place(SOUTH, ALL, 0) in hidden or Place(WHOLE, ALL, 0) in hidden
    reader = Reader(table_of(day).network, hidden)
    assert reader.end(Place(NORTH, ALL, 0), -1) >= 11


def test_people_in_no_job_family_are_not_told_by_subtraction():
    masks = masks_of(Day(Counted(WHOLE, ((1, CLEAN), (2, CLEAN)), (84, 120, 150))))
    assert Place(WHOLE, REST, 0) in masks
    assert masks & {Place(WHOLE, one, 0) for one in (1, 2, ALL)}


def test_no_third_small_dimension_is_shown():
    sites = (Counted(NORTH, ((1, CLEAN),), (90, 90, 90)), Counted(SOUTH, ((1, CLEAN),)))
    whole = Counted(WHOLE, ((1, (200, 200, 200)),), (400, 400, 400))
    assert shown(Day(whole, sites)) == Day(whole, (Counted(NORTH, (), (90, 90, 90)),))
    assert shown(Day(None, sites)) == Day(None, sites)


def test_a_total_that_one_vocabulary_masks_is_masked_in_the_other():
    one, other = Day(Counted(WHOLE, ((1, (3, 4)),))), Day(Counted(WHOLE, ((1, (7, 0, 0)),)))
    both = masks_together({1: one, 2: other})
    for masks in both.values():
        assert Place(WHOLE, 1, TOTAL) in masks


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (Day(Counted(WHOLE, ((1, CLEAN),), CLEAN)), ""),
        (Day(Counted(WHOLE, ((1, CLEAN),), (39, 50, 60))), "job families counted"),
        (Day(Counted(WHOLE, (), CLEAN), (Counted(NORTH, (), (0, 0, 61)),)), "sites counted"),
        (Day(Counted(WHOLE, ((1, CLEAN),)), (Counted(NORTH, ((1, (41, 0, 0)),)),)), "sites"),
        (Day(None, (Counted(NORTH, (), CLEAN),)), ""),
    ],
)
def test_counts_that_cannot_all_be_right_are_noticed(day, found):
    said = contradiction(day)
    assert (found in said) if found else said == ""


def test_the_reader_of_these_tests_finds_what_is_masked_too_little():
    table = table_of(Day(Counted(WHOLE, ((1, (3, 50, 60)),), (13, 90, 90))))
    hidden = frozenset({Place(WHOLE, 1, 0)})
    assert Reader(table.network, hidden).end(Place(WHOLE, 1, 0), -1) == np.float64(3)
    with pytest.raises(AssertionError):
        assert_safe(table.network, hidden)
