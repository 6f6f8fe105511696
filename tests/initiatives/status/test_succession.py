"""What people who left still carry, and successors for it."""

import pytest

from initiatives.base.errors import Invalid, NotAllowed
from initiatives.people.services import deactivate_person
from initiatives.status.queries.succession import carried, those_who_left
from initiatives.status.services.succession import hand_over
from tests.factories import make_initiative, make_promise, make_shortfall, make_user
from tests.initiatives.measures.making import make_measure


@pytest.fixture
def left(cast):
    """Somebody with one of each kind, and two promises, whose account is closed."""
    person = make_user("Gone Person")
    about = make_initiative(cast.lee, cast.hospital, "Kept up", owner=person)
    make_measure(cast, owner=person)
    for _ in range(2):
        make_promise(cast.lee, person, initiative=about)
    make_shortfall(cast.lee, cast.hospital, cast.principles[0], owner=person)
    deactivate_person(actor=cast.root, user=person, reason="Left.")
    person.refresh_from_db()
    return person


def keys_of(viewer, person):
    found = carried(viewer, person).items()
    return [f"{kind}-{one.pk}" for kind, rows in found for one in rows]


def test_all_that_is_not_over_stands_in_one_list(cast, left):
    found = carried(cast.lee, left)
    counts = {kind: len(rows) for kind, rows in found.items()}
    assert counts == {"commitment": 2, "shortfall": 1, "measure": 1, "initiative": 1}
    assert [(one.person, one.number) for one in those_who_left(cast.lee)] == [(left, 5)]


def test_a_stranger_sees_what_is_in_their_sight(cast, left):
    assert keys_of(cast.nobody, left) == keys_of(cast.nobody, make_user())


def test_a_successor_takes_on_all_of_it_and_the_list_is_empty(cast, left):
    keys = keys_of(cast.lee, left)
    number = hand_over(
        actor=cast.lee, person=left, successor=cast.alice, keys=keys, reason="She left."
    )
    assert number == len(keys) == 5
    assert keys_of(cast.lee, left) == []
    assert those_who_left(cast.lee) == []


def test_a_part_goes_to_one_and_the_rest_stays(cast, left):
    first, *_ = keys_of(cast.lee, left)
    hand_over(actor=cast.lee, person=left, successor=cast.alice, keys=[first], reason="Hers.")
    assert first not in keys_of(cast.lee, left)
    assert those_who_left(cast.lee)[0].number == 4


def test_who_may_not_hands_over_nothing(cast, left):
    before = keys_of(cast.lee, left)
    for name in ("ada", "charlie", "nobody"):
        actor = getattr(cast, name)
        with pytest.raises((NotAllowed, Invalid)):
            hand_over(actor=actor, person=left, successor=cast.alice, keys=before, reason="Mine.")
    assert keys_of(cast.lee, left) == before


@pytest.mark.parametrize("keys", [[], ["commitment-0"], ["person-1", "x", "measure-"]])
def test_keys_of_nothing_are_refused(cast, left, keys):
    with pytest.raises(Invalid):
        hand_over(actor=cast.lee, person=left, successor=cast.alice, keys=keys, reason="x")


def test_nobody_who_left_is_a_successor(cast, left):
    gone = make_user(is_active=False)
    with pytest.raises(Invalid):
        hand_over(
            actor=cast.lee, person=left, successor=gone, keys=keys_of(cast.lee, left), reason="x"
        )


def test_the_list_costs_the_same_for_three(cast, left, django_assert_num_queries):
    assert len(those_who_left(cast.lee)) == 1  # from here on lee knows what is in sight
    with django_assert_num_queries(5):
        those_who_left(cast.lee)
    for _ in range(2):
        person = make_user()
        make_promise(cast.lee, person, initiative=cast.initiative)
        person.is_active = False
        person.save()
    with django_assert_num_queries(5):
        assert len(those_who_left(cast.lee)) == 3
