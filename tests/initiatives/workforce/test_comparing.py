"""Shares side by side: what is compared with what, and what masks leave."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.measures.disparity.representation import proportion_margin, representation_index
from initiatives.workforce.drawing import pairs
from initiatives.workforce.rules.comparing import Community, Group, communities, compared
from initiatives.workforce.rules.figures import Estimated

ACS = {"a": Estimated(400, 40), "b": Estimated(30, 25)}


def groups(a, b, unknown=0):
    return [Group("a", "A", a), Group("b", "B", b), Group("x", "Not known", unknown, absent=True)]


def test_a_share_is_of_those_whose_group_is_known():
    line, other, unknown = compared(groups(40, 60, 20), 120, {})
    assert (line.share, other.share, unknown.share) == (0.4, 0.6, None)
    assert (line.community, line.index, line.difference) == (None, None, None)


def test_where_the_unknown_are_masked_shares_are_of_all():
    line, *_ = compared(groups(40, 60, None), 120, {})
    assert line.share == pytest.approx(40 / 120)


def test_without_a_total_there_is_no_share():
    assert [line.share for line in compared(groups(40, None), None, {})] == [None] * 3


def test_a_community_has_its_margin_and_whether_it_is_steady():
    found = communities(ACS, 1000, 20)
    margin = proportion_margin(400, 40, 1000, 20)
    assert (found["a"].share, found["a"].moe) == (0.4, margin.moe)
    assert found["a"].cv == pytest.approx(40 / 1.645 / 400)
    assert (found["a"].unsteady, found["b"].unsteady) == (False, True)


def test_the_index_is_that_of_the_formula():
    line, *_ = compared(groups(40, 160), 200, communities(ACS, 1000, 20))
    assert line.difference == pytest.approx(0.2 - 0.4)
    assert line.index == representation_index(40, 200, 0.4, line.community.moe)


def test_a_group_that_is_not_in_the_community_has_no_index():
    found = communities({"a": Estimated(0, 12), "b": Estimated(100, 9)}, 100, 9)
    line, *_ = compared(groups(40, 160), 200, found)
    assert (line.community.share, line.community.unsteady, line.index) == (0, True, None)


def test_a_small_group_of_a_full_count_is_masked_with_another():
    full = {"a": Estimated(4), "b": Estimated(50), "c": Estimated(60)}
    found = communities(full, 114, None)
    assert (found["a"], found["b"]) == (None, None)
    assert found["c"].share == pytest.approx(60 / 114)
    line, *_ = compared(groups(40, 160), 200, found)
    assert (line.community_masked, line.index, line.difference) == (True, None, None)


counts = st.none() | st.integers(0, 500)


@given(st.lists(counts, min_size=3, max_size=3), st.none() | st.integers(1500, 4000))
def test_nothing_that_rests_on_a_masked_count_has_a_figure(heads, total):
    beside = {"a": Community(0.3, 0.02), "b": Community(0.7, 0.02)}
    lines = compared(groups(*heads), total, beside)
    for line in lines:
        if line.heads is None or total is None:
            assert (line.share, line.difference, line.index) == (None, None, None)
    drawn = pairs("Title", lines)
    assert drawn.count("Masked") == sum(line.heads is None for line in lines[:2])


def test_a_drawing_says_every_word_as_a_word():
    line = compared([Group("a", "<script>x</script>", 40)], 40, {})
    drawn = pairs('"<b>', line)
    assert "<script>" not in drawn
    assert "<b>" not in drawn


def test_without_a_share_nothing_is_drawn():
    assert pairs("Title", compared(groups(None, None), None, {})) == ""
