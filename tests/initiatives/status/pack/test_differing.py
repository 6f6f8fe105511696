"""Watermelons: said to be on track, while the evidence says otherwise."""

from datetime import timedelta

import pytest

from initiatives.base import clock
from initiatives.measures.choices import SignalKind
from initiatives.portfolio.choices import Stage
from initiatives.portfolio.models import Initiative
from initiatives.status.services import refresh_standings
from tests.factories import Cast, make_promise
from tests.initiatives.measures.making import make_measure, make_signal
from tests.initiatives.portfolio.testing import make_review
from tests.initiatives.status.pack.packs import pack_of, section

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_work")]


def rows(cast, entity=None):
    refresh_standings()
    pack = pack_of(cast.erin, entity or cast.system)
    return section(pack, "Said to be better").blocks[0].rows


@pytest.fixture
def reported(cast: Cast):
    """The initiative of the cast, which its people say is on track."""
    return make_review(cast, held_on=clock.today(cast.bob.time_zone))


def test_green_that_is_green_is_not_listed(cast: Cast, reported):
    assert rows(cast) == ()


def test_overdue_commitments_speak_against_it(cast: Cast, reported):
    make_promise(cast.lee, cast.alice, -3, initiative=cast.initiative)
    make_promise(cast.lee, cast.alice, -9, initiative=cast.initiative)
    ((title, entity, owner, said, evidence),) = rows(cast)
    assert title == f"{cast.initiative.reference} Better interpreters"
    assert (entity, owner) == ("Hospital", "Alice")
    assert said.startswith("On track, ")
    assert evidence == "At risk. 2 commitments are overdue."
    summary = pack_of(cast.erin, cast.system).sections[0].sentences
    assert any("better than the evidence shows: Better interpreters" in one for one in summary)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (SignalKind.WORSE, "1 signal says that a group gets worse or a gap widens."),
        (SignalKind.OVERALL, "1 signal of a measure waits for an answer: the whole gets worse."),
        (SignalKind.OVERDUE, "1 signal of a measure waits for an answer: data are overdue."),
    ],
)
def test_a_group_that_gets_worse_and_data_that_are_missing_speak_against_it(
    cast: Cast, reported, kind, said
):
    make_signal(make_measure(cast), kind=kind)
    assert [row[4] for row in rows(cast)] == [f"At risk. {said}"]


def test_standing_still_speaks_against_it(cast: Cast, reported):
    long_ago = clock.now() - timedelta(days=91)
    Initiative.objects.filter(pk=cast.initiative.pk).update(active_at=long_ago)
    assert [row[4] for row in rows(cast)] == ["Unknown. It has not moved for 90 days."]


def test_only_the_latest_word_counts(cast: Cast, reported):
    make_promise(cast.lee, cast.alice, -3, initiative=cast.initiative)
    assert len(rows(cast)) == 1
    make_review(cast, back=0, said="at_risk", held_on=clock.today(cast.bob.time_zone))
    assert rows(cast) == ()


def test_what_is_closed_or_elsewhere_is_not_listed(cast: Cast, reported):
    make_promise(cast.lee, cast.alice, -3, initiative=cast.initiative)
    assert rows(cast, entity=cast.clinic) == ()
    Initiative.objects.filter(pk=cast.initiative.pk).update(stage=Stage.CLOSED)
    cast.initiative.standing.delete()
    assert rows(cast) == ()
