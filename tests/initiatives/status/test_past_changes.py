"""What changed between two nights, and who is told."""

from datetime import date, timedelta

import pytest

from initiatives.base import clock
from initiatives.people.models import User
from initiatives.shortfalls.services import restrict_shortfall
from initiatives.status import past
from initiatives.status.services import mark_seen
from tests.factories import Cast, make_promise, make_shortfall
from tests.initiatives.status.nights import ago, night

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return Cast()


def told(found):
    return [change.sentence for change in found.changes]


def since(days):
    return clock.today() - timedelta(days=days)


def test_nothing_is_kept_yet_or_only_one_night(cast):
    assert "No night is kept yet" in past.changes(cast.erin).notes[0]
    night()
    assert "Only one night" in past.changes(cast.erin).notes[-1]


def test_the_gravest_comes_first_and_a_cell_that_stayed_is_not_told(cast):
    with ago(40):
        late = make_promise(cast.lee, cast.alice, 30, initiative=cast.initiative)
    night(30)
    make_shortfall(cast.lee, cast.clinic, cast.principles[2], severity="severe")
    night()
    found = past.changes(cast.erin, since(30))
    assert late.due_on < clock.today()
    assert told(found) == [
        "Principle 3 at System was unknown and is off track.",
        "Principle 3 at Clinic was unknown and is off track.",
        "Principle 1 at System was on track and is at risk.",
        "Principle 2 at System was on track and is at risk.",
        "Principle 1 at Hospital was on track and is at risk.",
        "Principle 2 at Hospital was on track and is at risk.",
    ]
    assert found.changes[0].reasons[0].startswith("1 high or severe shortfall")
    assert past.changes(cast.erin, since(30), since(20)).changes == ()


def test_an_entity_narrows_it(cast):
    night(1)
    make_shortfall(cast.lee, cast.clinic, cast.principles[2], severity="low")
    night()
    assert len(told(past.changes(cast.erin, since(1)))) == 2
    assert told(past.changes(cast.erin, since(1), entity=cast.clinic)) == [
        "Principle 3 at Clinic was unknown and is at risk."
    ]
    assert past.changes(cast.erin, since(1), entity=cast.hospital).changes == ()


def test_one_sees_the_changes_of_entities_where_one_holds_a_role(cast):
    night(1)
    make_shortfall(cast.lee, cast.clinic, cast.principles[2], severity="low")
    make_shortfall(cast.lee, cast.hospital, cast.principles[2], severity="low")
    night()
    seen = {
        name: {change.entity.name for change in past.changes(viewer, since(1)).changes}
        for name in ("alice", "charlie", "erin", "ada", "nobody")
        if (viewer := User.objects.get(pk=getattr(cast, name).pk))
    }
    everything = {"System", "Clinic", "Hospital"}
    assert seen == {
        "alice": set(),
        "charlie": {"Clinic"},
        "erin": everything,
        "ada": everything,
        "nobody": set(),
    }


def test_a_confidential_shortfall_changes_nothing_for_anybody(cast):
    night(2)
    secret = make_shortfall(cast.lee, cast.clinic, cast.principles[2], severity="severe")
    restrict_shortfall(actor=cast.lee, shortfall=secret, reason="Known to few.")
    night(1)
    for viewer in (cast.lee, cast.ada, cast.erin):
        assert past.changes(viewer, since(2)).changes == ()


def test_before_the_first_night_it_starts_there_and_says_so(cast):
    night(3)
    night()
    found = past.changes(cast.erin, date(2020, 1, 1))
    assert found.first.day == since(3)
    assert found.notes[0].startswith("Nothing was kept before ")


def test_since_the_last_look_it_is_the_night_that_stood_then(cast):
    night(5)
    with ago(4):
        mark_seen(actor=cast.erin)
    night(3)
    make_shortfall(cast.lee, cast.clinic, cast.principles[2], severity="low")
    night()
    found = past.changes(cast.erin)
    assert (found.first.day, found.last.day) == (since(5), since(0))
    assert len(found.changes) == 2
    mark_seen(actor=cast.erin)
    assert past.changes(cast.erin).changes == ()
    assert past.last_look(cast.ada) is None


def test_a_look_before_the_first_night_starts_at_it(cast):
    mark_seen(actor=cast.erin)
    with clock.at(clock.now() + timedelta(days=1)):
        night()
    with clock.at(clock.now() + timedelta(days=2)):
        night()
        assert past.changes(cast.erin).first.day == since(1)


def test_who_never_looked_is_told_of_a_month(cast):
    night(100)
    night(40)
    night()
    assert past.changes(cast.erin).first.day == since(40)


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2027, 3, 31), 1, date(2027, 2, 28)),
        (date(2028, 2, 29), 12, date(2027, 2, 28)),
        (date(2027, 1, 15), 3, date(2026, 10, 15)),
        (date(1, 1, 1), 1, date(1, 1, 1)),
    ],
)
def test_a_month_before_a_day(day, months, before):
    assert past.months_before(months, day) == before


@pytest.mark.parametrize("many", [1, 3])
def test_it_takes_the_same_queries_however_much_changed(cast, many, django_assert_num_queries):
    night(1)
    for principle in cast.principles[:many]:
        make_shortfall(cast.lee, cast.clinic, principle, severity="severe")
    night()
    viewer = User.objects.get(pk=cast.erin.pk)
    with django_assert_num_queries(6):
        assert len(past.changes(viewer, since(1)).changes) == 2 * many
