from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError

from initiatives.accountability.services import fulfil, make_commitment, move
from initiatives.base import clock
from initiatives.base.errors import Blocked, Invalid, NotAllowed
from initiatives.history.queries import events_about
from initiatives.people.models import User
from initiatives.shortfalls import queries, rules
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.services import (
    accept_shortfall,
    close_shortfall,
    dismiss_shortfall,
    log_shortfall,
    propose_from_missed_commitments,
    reopen_shortfall,
)
from tests.factories import Cast, make_promise, make_shortfall

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def shortfall(cast):
    return make_shortfall(cast.lee, cast.hospital, cast.principles[0], owner=cast.alice)


def answered(cast, shortfall):
    promise = make_commitment(
        actor=cast.lee,
        owner=cast.alice,
        due_on=clock.today(),
        title="Put it right",
        shortfall=shortfall,
    )
    return fulfil(actor=cast.alice, commitment=promise, evidence="Done and seen.")


def test_it_is_not_closed_without_a_fulfilled_commitment(cast, shortfall):
    with pytest.raises(Blocked, match="at least one commitment"):
        close_shortfall(actor=cast.lee, shortfall=shortfall, confirmation="Looks fine.")


def test_it_is_not_closed_while_a_commitment_is_open(cast, shortfall):
    answered(cast, shortfall)
    make_promise(cast.lee, cast.alice, shortfall=shortfall)
    with pytest.raises(Blocked, match="still open"):
        close_shortfall(actor=cast.lee, shortfall=shortfall, confirmation="Looks fine.")


def test_its_owner_cannot_confirm_it(cast, shortfall):
    answered(cast, shortfall)
    with pytest.raises(NotAllowed, match="someone else"):
        close_shortfall(actor=cast.alice, shortfall=shortfall, confirmation="I say so.")


def test_someone_else_confirms_and_it_can_be_reopened(cast, shortfall):
    answered(cast, shortfall)
    closed = close_shortfall(actor=cast.ada, shortfall=shortfall, confirmation="Seen on the ward.")
    assert (closed.state, closed.confirmed_by) == ("closed", cast.ada)
    opened = reopen_shortfall(actor=cast.lee, shortfall=closed, reason="It came back.")
    assert (opened.state, opened.confirmed_by, opened.times_reopened) == ("open", None, 1)
    told = [event.verb for event in events_about(cast.lee, opened)]
    assert told == ["reopened", "closed", "logged"]


def test_the_database_keeps_the_owner_from_confirming(cast, shortfall):
    with pytest.raises(IntegrityError), transaction.atomic():
        Shortfall.objects.filter(pk=shortfall.pk).update(
            state="closed", confirmed_by=cast.alice, confirmation="x", closed_at=clock.now()
        )


def test_the_database_refuses_to_delete_one(shortfall):
    with pytest.raises(DatabaseError, match="pgtrigger"), transaction.atomic():
        Shortfall.objects.filter(pk=shortfall.pk)._raw_delete("default")


def test_who_sees_one(cast, shortfall):
    sees = {"alice", "lee", "root", "erin", "ada"}
    for name in sees | {"bob", "charlie", "nobody"}:
        viewer = User.objects.get(pk=getattr(cast, name).pk)
        seen = queries.shortfalls(viewer).filter(pk=shortfall.pk).exists()
        assert seen is (name in sees), name


def test_one_of_an_initiative_is_seen_by_its_team(cast):
    about = make_shortfall(cast.lee, cast.hospital, cast.principles[0], initiative=cast.initiative)
    assert queries.shortfalls(cast.bob).filter(pk=about.pk).exists()
    assert not queries.shortfalls(cast.nobody).filter(pk=about.pk).exists()


def test_who_changes_and_who_confirms(cast, shortfall):
    answers = {
        name: (
            bool(rules.may_change(getattr(cast, name), shortfall)),
            bool(rules.may_assign(getattr(cast, name), shortfall)),
            bool(rules.may_confirm(getattr(cast, name), shortfall)),
        )
        for name in ("alice", "lee", "root", "erin", "ada", "charlie", "nobody")
    }
    assert answers == {
        "alice": (True, True, False),
        "lee": (True, True, True),
        "root": (True, True, True),
        "erin": (False, True, True),
        "ada": (False, False, True),
        "charlie": (False, False, False),
        "nobody": (False, False, False),
    }


def test_who_is_on_an_initiative_logs_where_it_takes_place_and_nowhere_else(cast):
    for person in (cast.alice, cast.sam, cast.bob):
        assert rules.may_log(person, cast.hospital, cast.initiative)
        assert not rules.may_log(person, cast.hospital)
        assert not rules.may_log(person, cast.clinic, cast.initiative)
    assert not rules.may_log(cast.nobody, cast.hospital, cast.initiative)


def test_a_stranger_logs_nothing_elsewhere(cast):
    with pytest.raises(NotAllowed, match="role there"):
        make_shortfall(cast.charlie, cast.hospital, cast.principles[0])


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": " "}, "what_fell_short"),
        ({"title": "x" * 201}, "title"),
        ({"severity": "dire"}, "severity"),
        ({"found_by": "magic"}, "found_by"),
        ({"found_on": date(2999, 1, 1)}, "found_on"),
    ],
)
def test_a_bad_shortfall_is_refused_by_field(cast, values, field):
    fields = {"title": "Late letters", "severity": "low"} | values
    with pytest.raises(Invalid) as refused:
        log_shortfall(actor=cast.lee, entity=cast.hospital, principle=cast.principles[0], **fields)
    assert field in refused.value.errors
    assert not Shortfall.objects.exists()


def test_a_commitment_missed_by_thirty_days_proposes_one_once(cast):
    promise = make_promise(cast.alice, cast.alice, due_in=-31, initiative=cast.initiative)
    make_promise(cast.alice, cast.alice, due_in=-29, initiative=cast.initiative)
    assert propose_from_missed_commitments() == 1
    assert propose_from_missed_commitments() == 0
    proposed = Shortfall.objects.get()
    assert (proposed.state, proposed.missed_commitment, proposed.owner) == (
        "proposed",
        promise,
        cast.alice,
    )


def test_a_moved_commitment_missed_again_proposes_again(cast):
    promise = make_promise(cast.alice, cast.alice, due_in=-40, initiative=cast.initiative)
    propose_from_missed_commitments()
    move(actor=cast.alice, commitment=promise, due_on=clock.today(), reason="More time.")
    assert propose_from_missed_commitments() == 0
    with clock.at(clock.now() + timedelta(days=32)):
        assert propose_from_missed_commitments() == 1


def test_a_proposal_is_accepted_against_a_principle_or_dismissed_by_another(cast):
    for _ in range(2):
        make_promise(cast.alice, cast.alice, due_in=-31, initiative=cast.initiative)
    propose_from_missed_commitments()
    first, second = Shortfall.objects.order_by("pk")
    accepted = accept_shortfall(
        actor=cast.lee, shortfall=first, principle=cast.principles[1], severity="high"
    )
    assert (accepted.state, accepted.severity) == ("open", "high")
    with pytest.raises(NotAllowed, match="someone else"):
        dismiss_shortfall(actor=cast.alice, shortfall=second, reason="Not mine.")
    with pytest.raises(Invalid):
        dismiss_shortfall(actor=cast.lee, shortfall=second, reason=" ")
    assert dismiss_shortfall(actor=cast.lee, shortfall=second, reason="Duplicate.").state == (
        "dismissed"
    )


@pytest.mark.parametrize("many", [1, 3])
def test_the_log_takes_the_same_queries_however_long(cast, many, django_assert_num_queries):
    for _ in range(many):
        make_shortfall(cast.lee, cast.hospital, cast.principles[0])
    viewer = User.objects.get(pk=cast.lee.pk)
    with django_assert_num_queries(3):
        rows = list(queries.shortfalls(viewer))
        assert [row.commitments_open for row in rows] == [0] * many


def test_the_log_is_ordered_by_how_severe_and_not_by_the_alphabet(cast):
    from initiatives.shortfalls.filters import ShortfallFilter

    for severity in ("severe", "low", "high", "moderate"):
        make_shortfall(cast.lee, cast.hospital, cast.principles[0], severity=severity)
    ordered = ShortfallFilter({"ordering": "-severity"}, queries.shortfalls(cast.lee)).qs
    assert [row.severity for row in ordered] == ["severe", "high", "moderate", "low"]
