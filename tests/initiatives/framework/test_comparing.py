"""What a version says otherwise, and a version as the file that made it."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.framework import queries
from initiatives.framework.loading import compared, read_framework, written_framework
from initiatives.framework.services import load_framework
from tests.factories import make_user
from tests.initiatives.framework.editions import said

DATA = Path(__file__).parents[3] / "initiatives" / "framework" / "data"
OFFICE = DATA / "uw_medicine.yaml"
STATEMENTS = st.lists(st.sampled_from(["", "We listen.", "We act.", "We ask."]), max_size=5)


def turned(before, after):
    return {one.number: str(one.turn) for one in compared(before, after).principles}


def test_principles_are_told_apart_by_their_number():
    before, after = said("We listen.", "We act.", "We ask."), said("We listen.", "We do.", "", "We")
    assert turned(before, after) == {1: "same", 2: "changed", 3: "withdrawn", 4: "new"}


def test_of_a_changed_one_only_the_texts_that_differ_are_told():
    found = compared(said("We listen."), said("We listen well.")).principles[0]
    assert [(one.name, one.before, one.after) for one in found.texts] == [
        ("statement", "We listen.", "We listen well.")
    ]


def test_the_first_version_is_new_throughout():
    assert turned(None, said("We listen.")) == {1: "new"}
    assert compared(None, said("We listen.")).texts


def test_purpose_mission_and_values_are_compared_as_well():
    found = compared(said(purpose="A", mission=["B"]), said(purpose="A2", mission=["B", "C"]))
    assert [one.name for one in found.texts] == ["purpose", "mission"]
    assert found.texts[1].pieces == [("same", "B"), ("come", "C")]


@given(STATEMENTS, STATEMENTS)
def test_it_is_nothing_exactly_where_both_say_the_same(before, after):
    was, now = said("First.", *before), said("First.", *after, edition="2")
    assert bool(compared(was, now)) == (was.principles != now.principles)
    assert sum(compared(was, now).counts.values()) == len(compared(was, now).principles)


def test_a_version_written_as_a_file_is_read_as_it_was():
    content = read_framework(OFFICE.read_bytes())
    assert read_framework(written_framework(content).encode()) == content


@pytest.mark.django_db
def test_what_was_loaded_is_said_again_and_is_known_by_it():
    content = read_framework(OFFICE.read_bytes())
    loaded, _ = load_framework(content=content)
    again = queries.said_by(loaded)
    assert again == replace(content, needed=())
    assert load_framework(content=again) == (loaded, False)
    assert queries.edition_before(make_user(), loaded) is None
