"""Sums over periods, and meetings of two vocabularies: a linear program tries to tell them."""

import pytest

from initiatives.measures.suppression.circulation import Meeting, Pooled
from initiatives.measures.suppression.pools import Sheet, masks_of_pool
from tests.initiatives.measures.suppression.worlds import Reader, added, worlds

SMALL = 11
SETS = 240


def assert_safe(world, masks):
    readers = [Reader(world, masks, layer) for layer in (0, 1)]
    for name in readers[0].names:
        sizes = [reader.size[name] for reader in readers]
        most = [reader.end(name, -1) for reader in readers]
        for reader, size, end in zip(readers, sizes, most, strict=True):
            if 1 <= size < SMALL:
                assert end >= SMALL - 1e-6, (name, size, end)
            elif end < size + 1 - 1e-6:
                assert size - reader.end(name, 1) >= 1 - 1e-6, (name, size, end)
        if 1 <= sum(sizes) < SMALL:
            assert sum(most) >= SMALL - 1e-6, (name, sizes, most)


@pytest.mark.parametrize("part", range(4))
def test_nothing_masked_can_be_told_from_all_that_is_published_together(part):
    shown = masked = withheld = 0
    for world in worlds(part, SETS // 4):
        masks = masks_of_pool(world.sheets, world.meetings())
        if masks is None:
            withheld += 1
            continue
        assert_safe(world, masks)
        masked += len(masks)
        shown += len(world.meetings()) - sum(isinstance(place, Meeting) for place in masks)
    assert masked > SETS // 4, "hardly anything was masked, so nothing was tried"
    assert shown > SETS // 8, "hardly anything was shown, so nothing could be told"
    assert withheld < SETS // 8


def test_a_month_that_is_masked_alone_is_not_told_by_its_year():
    cells = {(month, "a"): (40, 60) for month in range(12)} | {
        (month, "b"): (50, 90) for month in range(12)
    }
    cells[3, "a"] = (4, 96)
    sheet = Sheet(cells, frozenset({(3, "a"), (3, "b")}))
    assert masks_of_pool([sheet]) == {Pooled(0, "a"), Pooled(0, "b")}


def test_a_group_too_small_each_month_is_shown_for_the_year():
    cells = {(month, group): (7, 30) for month in range(12) for group in "ab"}
    cells |= {(month, "c"): (90, 200) for month in range(12)}
    hidden = frozenset((month, group) for month in range(12) for group in "ab")
    assert masks_of_pool([Sheet(cells, hidden)]) == set()


def test_a_small_meeting_takes_a_rectangle_with_it():
    rows = {"a": (50, 4, 60), "b": (20, 30, 40), "c": (25, 35, 45)}
    meetings = {
        (row, column): (count, 3 * count)
        for row, counts in rows.items()
        for column, count in zip("xyz", counts, strict=True)
    }
    one = Sheet({(0, row): added([meetings[row, c] for c in "xyz"]) for row in rows})
    other = Sheet({(0, c): added([meetings[row, c] for row in rows]) for c in "xyz"})
    masked = masks_of_pool([one, other], meetings)
    assert masked == {Meeting(*key) for key in [("a", "y"), ("a", "x"), ("b", "x"), ("b", "y")]}


def test_nothing_is_masked_where_nothing_is_small():
    cells = {(month, group): (40, 60) for month in range(4) for group in "ab"}
    assert masks_of_pool([Sheet(cells)]) == set()


def test_sums_that_cannot_be_kept_safe_are_not_shown():
    cells = {(0, "a"): (4, 40), (0, "b"): (0, 0)}
    assert masks_of_pool([Sheet(cells, frozenset({(0, "a")}))]) is None
