"""The tree of each night is its own: what was moved counts where it hung."""

from datetime import timedelta

import pytest

from initiatives.base import clock
from initiatives.people.models import User
from initiatives.people.services import move_entity
from initiatives.status import past
from initiatives.status.choices import Number, Step
from tests.factories import Cast, make_entity, make_shortfall
from tests.initiatives.status.nights import night

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    """A ward with a shortfall hung on the clinic a week ago, and hangs on the hospital today."""
    cast = Cast()
    cast.ward = make_entity("Ward", cast.clinic)
    cast.room = make_entity("Room", cast.ward)
    make_shortfall(cast.lee, cast.room, cast.principles[2])
    night(8)
    night(7)
    move(cast, cast.hospital)
    night(1)
    night()
    cast.erin = User.objects.get(pk=cast.erin.pk)
    return cast


def move(cast, parent):
    cast.ward.refresh_from_db()
    parent.refresh_from_db()
    move_entity(actor=cast.root, entity=cast.ward, parent=parent, reason="Merged.")


def trend(cast, entity):
    return past.trend(cast.erin, cast.principles[2], entity, Number.SHORTFALLS, Step.DAY)


def values(found):
    return [point.value for point in found.points if point.day]


def in_words(days_ago):
    return f"{clock.today() - timedelta(days=days_ago):%-d %b %Y}"


def test_each_night_counts_by_its_own_tree(cast):
    assert values(trend(cast, cast.clinic)) == [1, 1, 0, 0]
    assert values(trend(cast, cast.hospital)) == [0, 0, 1, 1]
    assert values(trend(cast, cast.system)) == [1, 1, 1, 1]
    assert values(trend(cast, cast.ward)) == [1, 1, 1, 1]


def test_where_it_was_and_is_is_said_at_all_three_and_not_above_or_below(cast):
    until, since = in_words(7), in_words(1)
    said = {
        entity.name: [move.sentence for move in trend(cast, entity).moves]
        for entity in (cast.ward, cast.clinic, cast.hospital, cast.system, cast.room)
    }
    assert said == {
        "Ward": [f"Ward was part of Clinic until {until}, and of Hospital since {since}."],
        "Clinic": [f"Ward counted here until {until}; since {since} it is part of Hospital."],
        "Hospital": [f"Ward was part of Clinic until {until}; it counts here since {since}."],
        "System": [],
        "Room": [],
    }


def test_the_chart_notes_it_at_the_first_night_after(cast):
    found = trend(cast, cast.clinic)
    assert [note.at for note in found.drawing.notes] == [8]
    assert found.points[7].day == clock.today() - timedelta(days=1)


def test_there_and_back_are_two_moves(cast):
    move(cast, cast.clinic)
    with clock.at(clock.now() + timedelta(days=1)):
        night()
        found = trend(cast, cast.ward)
    assert [one.sentence.split()[4] for one in found.moves] == ["Clinic", "Hospital"]


def test_a_role_on_the_new_parent_shows_the_past_of_the_ward_and_not_of_the_old_parent(cast):
    charlie = User.objects.get(pk=cast.charlie.pk)  # a member of the clinic
    assert not past.may_see_past(charlie, cast.ward)
    assert past.may_see_past(charlie, cast.clinic)
