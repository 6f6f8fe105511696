"""What an edition of a vocabulary says otherwise, and an edition as the file that made it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.measures.comparing import compared_vocabularies
from initiatives.measures.loading import (
    MappedText,
    StratificationText,
    StratumText,
    read_stratifications,
    written_stratification,
)
from initiatives.measures.queries import vocabulary_text
from initiatives.measures.services import load_stratification

GROUPS = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from(["One", "Two: 2", "Three"])),
    unique_by=lambda pair: pair[0],
    min_size=1,
)


def said(*groups, **more):
    """A vocabulary with these groups, each a code and a label."""
    strata = tuple(StratumText(code, label, "", ()) for code, label in groups)
    text = StratificationText("home", "1", "Housing", "", False, False, strata)
    return replace(text, **more)


def test_groups_are_told_apart_by_their_code():
    before = said(("a", "A"), ("b", "B"), ("c", "C"))
    found = compared_vocabularies(before, said(("a", "A"), ("b", "Better"), ("d", "D")))
    assert [(one.code, str(one.turn), one.label) for one in found.groups] == [
        ("a", "same", "A"),
        ("b", "changed", "Better"),
        ("d", "new", "D"),
        ("c", "withdrawn", "C"),
    ]


def test_another_order_of_the_groups_that_stay_is_a_change():
    found = compared_vocabularies(said(("a", "A"), ("b", "B")), said(("b", "B"), ("a", "A")))
    assert [(one.name, one.before, one.after) for one in found.texts] == [("order", "a, b", "b, a")]


def test_that_people_may_be_in_several_is_a_change():
    found = compared_vocabularies(said(("a", "A")), said(("a", "A"), overlapping=True))
    assert [one.name for one in found.texts] == ["overlapping"]


@given(GROUPS, GROUPS)
def test_it_is_nothing_exactly_where_both_say_the_same(before, after):
    was, now = said(*before), said(*after)
    assert bool(compared_vocabularies(was, now)) == (was != now)


@given(GROUPS)
def test_a_vocabulary_written_as_a_file_is_read_as_it_was(groups):
    content = said(*groups, ordered=True, source="Census: 2020")
    assert read_stratifications(written_stratification(content).encode()) == (content,)


@pytest.mark.django_db
def test_what_was_loaded_is_said_again_with_what_it_maps_to():
    other, _ = load_stratification(content=said(("a", "A")))
    mapped = (MappedText("home", "1", "a", False, "Only in part."),)
    strata = (StratumText("x", "X", "", mapped), StratumText("no", "No", "declined", ()))
    content = said(key="new", edition="2", strata=strata)
    made, _ = load_stratification(content=content)
    assert vocabulary_text(made) == content
    assert load_stratification(content=content) == (made, False)
    assert made.strata.get(code="x").mappings.get().other == other.strata.get()
