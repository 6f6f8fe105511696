"""The past on both sides of the day on which entities merged, were set apart or split."""

from datetime import timedelta

import pytest

from initiatives.base import clock
from initiatives.people.models import Entity, User
from initiatives.people.services import merge_entity, set_apart, split_entity
from initiatives.status import past
from initiatives.status.choices import Number, Step
from initiatives.status.models import SnapshotCell
from initiatives.status.queries import matrix
from tests.factories import Cast, make_entity, make_initiative, make_shortfall
from tests.initiatives.status.nights import ago, night

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    """Two nights of a clinic with a shortfall, which becomes part of the hospital on the sixth."""
    cast = Cast()
    cast.side = make_entity("Side", cast.system)
    make_shortfall(cast.lee, cast.clinic, cast.principles[2])
    night(8)
    night(7)
    with ago(6):
        merge(cast, cast.clinic, cast.hospital)
    night(5)
    night(4)
    cast.erin = User.objects.get(pk=cast.erin.pk)
    return cast


def again(entity):
    return Entity.objects.get(pk=entity.pk)


def merge(cast, one, into):
    merge_entity(actor=cast.root, entity=again(one), into=again(into), reason="One house.")


def trend(cast, entity):
    return past.trend(cast.erin, cast.principles[2], entity, Number.SHORTFALLS, Step.DAY)


def values(found):
    return [point.value for point in found.points if point.day]


def in_words(days_ago):
    return f"{clock.today() - timedelta(days=days_ago):%-d %b %Y}"


def said(cast, entity):
    return [move.sentence for move in trend(cast, entity).moves]


def test_the_nights_before_stay_and_from_then_on_the_other_counts_it(cast):
    assert values(trend(cast, cast.clinic)) == [1, 1]
    assert values(trend(cast, cast.hospital)) == [0, 0, 1, 1]
    assert values(trend(cast, cast.system)) == [1, 1, 1, 1]


def test_both_say_what_became_of_it_and_nobody_else_does(cast):
    day = in_words(6)
    assert said(cast, cast.clinic) == [f"Clinic became part of Hospital on {day}."]
    assert said(cast, cast.hospital) == [
        f"Clinic became part of Hospital on {day}; what it has counts here since then."
    ]
    assert said(cast, cast.system) == said(cast, cast.side) == []


def test_it_is_noted_at_the_last_night_of_the_one_and_the_first_after_of_the_other(cast):
    for entity, days_ago in ((cast.clinic, 7), (cast.hospital, 5)):
        found = trend(cast, entity)
        (note,) = found.drawing.notes
        assert found.points[note.at - 1].day == clock.today() - timedelta(days=days_ago)


def test_a_role_on_the_other_shows_its_past_and_one_on_it_goes_on_to(cast):
    charlie = User.objects.get(pk=cast.charlie.pk)  # a member of the clinic
    assert past.may_see_past(charlie, again(cast.clinic))
    assert not past.may_see_past(charlie, cast.hospital)
    assert past.may_see_past(cast.erin, again(cast.clinic))


def test_where_it_counted_before_says_that_it_left(cast):
    ward = make_entity("Ward", cast.side)
    night(3)
    with ago(2):
        merge(cast, ward, cast.hospital)
    night(1)
    day = in_words(2)
    assert said(cast, cast.side) == [
        f"Ward counted here until it became part of Hospital on {day}."
    ]


def test_what_is_set_apart_goes_on_with_a_gap_and_says_why(cast):
    with ago(3):
        set_apart(
            actor=cast.root, entity=again(cast.clinic), parent=cast.system, reason="Two houses."
        )
    night(2)
    assert values(trend(cast, again(cast.clinic))) == [1, 1, 1]
    assert values(trend(cast, cast.hospital)) == [0, 0, 1, 1, 0]
    day = in_words(3)
    assert said(cast, again(cast.clinic))[-1] == (
        f"Clinic was part of Hospital until {day}; it stands for itself since then."
    )
    assert said(cast, cast.hospital)[-1] == said(cast, again(cast.clinic))[-1]


def test_a_part_that_was_split_off_begins_that_day_and_both_say_so(cast):
    made = make_initiative(cast.lee, cast.hospital, principles=cast.principles[2:])
    make_shortfall(cast.lee, cast.hospital, cast.principles[2], initiative=made)
    night(3)
    with ago(2):
        new = split_entity(
            actor=cast.root,
            entity=again(cast.hospital),
            name="Heart",
            short_name="Heart",
            kind="clinic",
            reason="A house of its own.",
            initiatives=[made.pk],
        )
    night(1)
    cast.erin = User.objects.get(pk=cast.erin.pk)
    assert values(trend(cast, new)) == [1]
    assert values(trend(cast, cast.hospital)) == [0, 0, 1, 1, 2, 1]
    sentence = f"Heart was split off from Hospital on {in_words(2)}."
    assert said(cast, new) == [sentence]
    assert said(cast, cast.hospital)[-1] == sentence


def test_comparing_tells_what_came_and_what_left(cast):
    first, day = clock.today() - timedelta(days=7), in_words(6)
    hospital = past.changes(cast.erin, since=first, entity=cast.hospital)
    assert f"Clinic became part of Hospital on {day}; what it has counts here since then." in (
        hospital.notes
    )
    everywhere = past.changes(cast.erin, since=first)
    assert f"Clinic became part of Hospital on {day}." in everywhere.notes
    assert cast.clinic not in {change.entity for change in everywhere.changes}
    elsewhere = past.changes(cast.erin, since=first, entity=cast.side)
    later = past.changes(cast.erin, since=clock.today() - timedelta(days=5))
    assert not any("became part" in note for one in (elsewhere, later) for note in one.notes)


def test_who_holds_no_role_at_either_is_told_of_neither(cast):
    first = clock.today() - timedelta(days=7)
    assert past.changes(cast.nobody, since=first).notes == ()


def test_a_night_has_no_cell_of_what_is_part_of_another(cast):
    nights = SnapshotCell.objects.filter(entity=cast.clinic).values_list("snapshot", flat=True)
    assert sorted(set(nights)) == [clock.today() - timedelta(days=days) for days in (8, 7)]


def test_the_matrix_has_no_column_of_it_and_one_of_what_lay_below_it(cast):
    lab = make_entity("Lab", cast.side)
    merge(cast, cast.side, cast.hospital)
    below = [column.entity for column in matrix(cast.lee, again(cast.hospital)).columns[1:]]
    assert below == [lab]
    above = [column.entity for column in matrix(cast.lee, cast.system).columns[1:]]
    assert above == [cast.hospital]
