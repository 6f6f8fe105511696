"""The figures of trust: what counts, and what is masked for whom."""

from datetime import timedelta

import pytest

from initiatives.base import clock
from initiatives.community import queries, services
from initiatives.community.models import Feedback
from initiatives.community.services import Background
from tests.factories import make_entity
from tests.initiatives.community.voices import answered, days_later, hear

pytestmark = pytest.mark.django_db


def settle(entity, answered_after, open_for=0):
    """Voices about a place: answered after so many days each, and so many past their date."""
    today = clock.today()
    for days in answered_after:
        _, voice = hear(entity=entity)
        Feedback.objects.filter(pk=voice.pk).update(
            state="answered",
            received_on=today - timedelta(days=90 + days),
            answered_on=today - timedelta(days=90),
        )
    for _ in range(open_for):
        _, voice = hear(entity=entity)
        Feedback.objects.filter(pk=voice.pk).update(received_on=today - timedelta(days=61))


def by_name(found):
    return {line.entity.name: line for line in found.lines}


def test_share_median_and_the_ninetieth_percentile(cast):
    settle(cast.hospital, range(1, 21), open_for=20)
    whole = queries.figures(cast.lee).whole
    assert (whole.due, whole.answered, whole.share) == (40, 20, 0.5)
    assert (whole.median_days, whole.most_days) == (10.5, 18)


def test_what_is_not_due_yet_does_not_count_and_what_was_closed_counts_as_not_answered(cast):
    _, closed = hear(entity=cast.hospital)
    hear(entity=cast.hospital)
    services.close_feedback(actor=cast.lee, feedback=closed, reason="Spam.")
    whole = queries.figures(cast.lee).whole
    assert (whole.due, whole.answered) == (1, 0)


def test_from_the_sixtieth_day_on_it_is_due(cast):
    hear()
    for days, due in ((59, 0), (60, 1)):
        with days_later(days):
            assert queries.figures(cast.lee).whole.due == due


def test_what_was_set_aside_is_left_out(cast):
    hear(set_aside=True)
    with days_later(90):
        assert queries.figures(cast.lee).whole.due == 0


def test_others_see_masks_where_few_spoke_and_stewards_see_counts(cast):
    settle(cast.hospital, range(1, 31), open_for=15)
    settle(cast.clinic, [1, 2, 3], open_for=1)
    lee, ada = queries.figures(cast.lee), queries.figures(cast.ada)
    assert by_name(lee)["Clinic"].due == 4
    assert by_name(ada)["Clinic"].masked
    assert by_name(ada)["Clinic"].due is None


def test_a_masked_place_cannot_be_worked_out_from_the_whole(cast):
    settle(cast.hospital, range(1, 31), open_for=15)
    settle(cast.clinic, [1, 2, 3], open_for=1)
    found = queries.figures(cast.ada)
    told = [line for line in found.lines if not line.masked]
    assert found.whole.masked or len(found.lines) - len(told) >= 2


def test_many_everywhere_are_told_to_everyone_who_reads(cast):
    other = make_entity("Other", cast.system)
    settle(cast.hospital, range(1, 31), open_for=15)
    settle(other, range(1, 13), open_for=12)
    found = queries.figures(cast.ada)
    assert not found.whole.masked
    assert [line.masked for line in found.lines] == [False, False]
    assert by_name(found)["Other"].median_days == 6.5


def test_days_of_few_are_not_told(cast):
    settle(cast.hospital, [], open_for=30)
    found = queries.figures(cast.ada).whole
    assert (found.due, found.answered, found.median_days) == (30, 0, None)


def test_nothing_is_said_where_nobody_spoke(cast):
    found = queries.figures(cast.ada)
    assert (found.lines, found.whole.share) == ([], None)
    assert queries.figures(cast.charlie).whole.due == 0


def test_an_answer_moves_the_figures(cast):
    _, voice = hear(entity=cast.hospital)
    with days_later(12):
        answered(cast, voice)
    whole = queries.figures(cast.lee).whole
    assert (whole.due, whole.answered, whole.median_days) == (1, 1, 12.0)


def test_who_speaks_is_told_from_eleven_on_and_nobody_sees_less(cast):
    for number in range(11):
        hear(background=Background(races=("asian",), age="18-44" if number else "85+"))
    for viewer in (cast.lee, cast.ada):
        race, _, age = queries.who_speaks(viewer)
        assert dict(race.counts)["Asian"] == 11
        assert {count for label, count in race.counts if label != "Asian"} == {None}
        assert {count for _, count in age.counts} == {None}
    assert {count for _, count in queries.who_speaks(cast.charlie)[0].counts} == {None}
