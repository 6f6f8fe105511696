"""Watermelons: reported on track, while the record says otherwise."""

from datetime import timedelta

import pytest

from initiatives.base import clock
from initiatives.measures.choices import SignalKind
from initiatives.portfolio.choices import Stage
from initiatives.portfolio.models import Initiative
from tests.factories import Cast, make_promise
from tests.initiatives.measures.making import make_measure, make_signal
from tests.initiatives.portfolio.testing import make_review
from tests.initiatives.status.pack.packs import pack_of, section

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_work")]


def rows(cast, viewer=None, entity=None):
    pack = pack_of(viewer or cast.erin, entity or cast.system)
    return section(pack, "Reported on track").blocks[0].rows


@pytest.fixture
def reported(cast: Cast):
    """The initiative of the cast, which its people say is on track."""
    return make_review(cast)


def test_green_that_is_green_is_not_listed(cast: Cast, reported):
    assert rows(cast) == ()


def test_overdue_commitments_speak_against_it(cast: Cast, reported):
    make_promise(cast.lee, cast.alice, -3, initiative=cast.initiative)
    make_promise(cast.lee, cast.alice, -9, initiative=cast.initiative)
    ((title, entity, owner, said, record),) = rows(cast)
    assert title == f"{cast.initiative.reference} Better interpreters"
    assert (entity, owner) == ("Hospital", "Alice")
    assert said.startswith("On track, ")
    assert record == "2 commitments are overdue."
    summary = pack_of(cast.erin, cast.system).sections[0].sentences
    assert any("Better interpreters" in one and "reported on track" in one for one in summary)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (SignalKind.WORSE, "1 signal waits that something gets worse."),
        (SignalKind.WIDENING, "1 signal waits that something gets worse."),
        (SignalKind.OVERALL, "1 signal waits that something gets worse."),
        (SignalKind.OVERDUE, "Data are overdue."),
    ],
)
def test_a_group_that_gets_worse_and_data_that_are_missing_speak_against_it(
    cast: Cast, reported, kind, said
):
    make_signal(make_measure(cast), kind=kind)
    assert [row[4] for row in rows(cast)] == [said]


def test_a_signal_that_less_is_known_does_not(cast: Cast, reported):
    make_signal(make_measure(cast), kind=SignalKind.COMPLETENESS)
    assert rows(cast) == ()


def test_standing_still_speaks_against_it(cast: Cast, reported):
    long_ago = clock.now() - timedelta(days=91)
    Initiative.objects.filter(pk=cast.initiative.pk).update(active_at=long_ago)
    assert [row[4] for row in rows(cast)] == ["Nothing has moved for 90 days."]


def test_only_the_latest_word_counts(cast: Cast):
    make_promise(cast.lee, cast.alice, -3, initiative=cast.initiative)
    make_review(cast, back=2)
    assert len(rows(cast)) == 1
    make_review(cast, back=1, said="at_risk")
    assert rows(cast) == ()


def test_what_is_closed_or_elsewhere_is_not_listed(cast: Cast, reported):
    make_promise(cast.lee, cast.alice, -3, initiative=cast.initiative)
    assert rows(cast, entity=cast.clinic) == ()
    Initiative.objects.filter(pk=cast.initiative.pk).update(stage=Stage.CLOSED)
    assert rows(cast) == ()
