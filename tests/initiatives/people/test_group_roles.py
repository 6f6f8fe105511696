"""Roles by group: what a sign-in changes, as a pure rule and with the database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.base.errors import Invalid, NotAllowed
from initiatives.history.models import Event
from initiatives.people.choices import Role
from initiatives.people.provisioning import Arrival, GroupSeat, may_arrive, turnover
from initiatives.people.rules import Seat
from initiatives.people.services import (
    end_group_role,
    end_role,
    follow_groups,
    grant_role,
    say_group_role,
)

EVERY_SEAT = [Seat(role, place) for role in ("auditor", "executive") for place in (1, 2)]
SEATS = st.frozensets(st.sampled_from(EVERY_SEAT))
GROUPS = st.sampled_from("abc")
RULES = st.lists(st.builds(GroupSeat, GROUPS, st.sampled_from(EVERY_SEAT)), max_size=6)


@given(RULES, st.frozensets(GROUPS), SEATS, SEATS)
def test_a_second_sign_in_with_the_same_groups_changes_nothing(rules, groups, by_groups, by_hand):
    by_groups -= by_hand
    first = turnover(rules, groups, by_groups, by_hand)
    after = (by_groups | first.given) - first.taken
    assert turnover(rules, groups, after, by_hand) == (frozenset(), frozenset())


@given(RULES, st.frozensets(GROUPS), SEATS, SEATS)
def test_what_is_held_by_hand_is_neither_given_nor_taken(rules, groups, by_groups, by_hand):
    by_groups -= by_hand
    turn = turnover(rules, groups, by_groups, by_hand)
    assert not by_hand & (turn.given | turn.taken)


@given(RULES, SEATS, SEATS)
def test_without_groups_nothing_is_held_by_groups(rules, by_groups, by_hand):
    by_groups -= by_hand
    assert turnover(rules, (), by_groups, by_hand) == (frozenset(), by_groups)


@pytest.mark.parametrize(
    ("email", "verified", "allowed"),
    [
        ("a@example.org", True, True),
        (" A@EXAMPLE.ORG ", True, True),
        ("a@example.org", False, False),
        ("a@sub.example.org", True, False),
        ("a@example.org@evil.example", True, False),
        ("example.org", True, False),
        ("", True, False),
    ],
)
def test_an_address_counts_where_it_is_vouched_for(email, verified, allowed):
    arrival = Arrival("hospital", email, verified, "A", ())
    assert bool(may_arrive(arrival, ["example.org"])) is allowed


def comes(person, *groups, provider="hospital"):
    follow_groups(person=person, arrival=Arrival(provider, person.email, True, "", groups))


def roles_of(person):
    return sorted(str(one) for one in person.memberships.filter(ended_at=None))


@pytest.fixture
def said(cast):
    return say_group_role(
        actor=cast.root, provider="hospital", group="qi", entity=cast.clinic, role=Role.LEAD
    )


def test_what_a_group_gave_and_a_hand_gave_again_stays(cast, said):
    comes(cast.nobody, "qi")
    grant_role(actor=cast.root, user=cast.nobody, entity=cast.clinic, role=Role.LEAD)
    comes(cast.nobody)
    assert roles_of(cast.nobody) == ["Equity lead of Clinic"]


def test_each_institution_takes_back_its_own(cast, said):
    comes(cast.nobody, "qi")
    comes(cast.nobody, provider="elsewhere")
    assert roles_of(cast.nobody) == ["Equity lead of Clinic"]
    comes(cast.nobody)
    assert roles_of(cast.nobody) == []


def test_a_role_that_was_ended_by_hand_comes_back_while_the_group_gives_it(cast, said):
    comes(cast.nobody, "qi")
    (held,) = cast.nobody.memberships.all()
    end_role(actor=cast.root, membership=held, reason="A mistake.")
    comes(cast.nobody, "qi")
    assert roles_of(cast.nobody) == ["Equity lead of Clinic"]


def test_ending_it_leaves_what_another_group_gives(cast, said):
    say_group_role(
        actor=cast.root, provider="hospital", group="leads", entity=cast.clinic, role=Role.LEAD
    )
    comes(cast.nobody, "qi", "leads")
    end_group_role(actor=cast.root, group_role=said, reason="One is enough.")
    assert roles_of(cast.nobody) == ["Equity lead of Clinic"]


def test_all_of_it_is_history(cast, said):
    comes(cast.nobody, "qi")
    comes(cast.nobody)
    about = Event.objects.filter(subject_kind="user", subject_id=cast.nobody.pk).order_by("-id")
    assert [(event.verb, event.reason, event.actor) for event in about[:2]] == [
        ("ended", "By the groups of hospital.", None),
        ("granted", "By the groups of hospital.", None),
    ]
    assert Event.objects.filter(subject_kind="grouprole", verb="created").count() == 1


def test_only_an_administrator_of_the_entity_says_it(cast):
    values = {"provider": "hospital", "group": "qi", "entity": cast.clinic, "role": Role.LEAD}
    for name in ("alice", "bob", "charlie", "erin", "ada", "lee", "nobody"):
        with pytest.raises(NotAllowed):
            say_group_role(actor=getattr(cast, name), **values)


@pytest.mark.parametrize(
    "wrong", [{"group": " "}, {"group": "x" * 256}, {"role": "king"}, {"provider": ""}]
)
def test_bad_input_is_refused(cast, wrong):
    values = {"provider": "hospital", "group": "qi", "entity": cast.clinic, "role": Role.LEAD}
    with pytest.raises(Invalid):
        say_group_role(actor=cast.root, **(values | wrong))


def test_it_is_said_once(cast, said):
    with pytest.raises(Invalid, match="said already"):
        say_group_role(
            actor=cast.root, provider="hospital", group="qi", entity=cast.clinic, role=Role.LEAD
        )
