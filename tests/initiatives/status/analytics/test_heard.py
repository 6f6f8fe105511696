"""Report-back: numbers of people, of which no few can be told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.status.analytics import Cohort
from initiatives.status.analytics.heard import Voices, heard, hidden
from tests.initiatives.community.test_figures import settle

pytestmark = pytest.mark.django_db
PART = st.integers(0, 30)
PLACE = st.builds(Voices, st.just((1,)), PART, PART, PART)


def parts(found):
    return (found.in_time, found.late, found.unanswered, found.left_out)


def test_in_time_late_and_not_at_all(cast):
    settle(cast.hospital, [60] * 20 + [61] * 12, open_for=15)
    found = heard(cast.erin, Cohort())
    assert parts(found) == (20, 12, 15, 0)
    assert found.share == pytest.approx(20 / 47)


def test_a_place_with_few_is_left_out_of_every_sum(cast):
    settle(cast.hospital, [10] * 40)
    settle(cast.clinic, [10] * 12, open_for=3)
    assert parts(heard(cast.erin, Cohort(entity=cast.clinic))) == (0, 0, 0, 1)
    for cohort in (Cohort(), Cohort(entity=cast.system)):
        assert heard(cast.erin, cohort).in_time in (0, 40)
    assert heard(cast.lee, Cohort()) == heard(cast.erin, Cohort())


def test_only_those_who_read_feedback_are_told(cast):
    settle(cast.hospital, [10] * 40)
    shown = {
        who: heard(getattr(cast, who), Cohort()).is_shown
        for who in ("alice", "bob", "charlie", "erin", "ada", "lee", "root", "nobody")
    }
    assert {who for who, is_shown in shown.items() if is_shown} == {"erin", "ada", "lee", "root"}


@given(places=st.lists(PLACE, max_size=5))
def test_no_place_that_is_told_has_a_small_part_or_tells_a_hidden_one(places):
    masked = hidden(places)
    for at, place in enumerate(places):
        if at not in masked:
            assert not any(1 <= part < 11 for part in place.parts)
            assert not 1 <= place.in_time + place.late < 11
