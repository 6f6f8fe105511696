"""The decisions that were taken: what is kept, what came of them, how they are found."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.utils import DatabaseError, IntegrityError
from django.http import QueryDict

from initiatives.accountability.services import fulfil, withdraw
from initiatives.base import clock
from initiatives.status.deciding.filters import RulingFilter
from initiatives.status.deciding.models import Ruling
from initiatives.status.deciding.queries import rulings, rulings_about
from tests.factories import make_promise, make_shortfall
from tests.initiatives.status.deciding import rule, soon

pytestmark = pytest.mark.django_db


@pytest.fixture
def severe(cast):
    return make_shortfall(cast.lee, cast.hospital, cast.principles[0], severity="severe")


def found(cast, query):
    rows = RulingFilter(QueryDict(query), queryset=rulings(cast.lee))
    assert not rows.errors
    return list(rows.qs)


def test_what_was_decided_is_neither_changed_nor_removed(cast, severe):
    made = rule(cast, severe, "accept_risk")
    for change in (
        lambda row: row.update(words="Other."),
        lambda row: row.update(review_on=soon(300)),
        lambda row: row.update(decided_by=cast.lee),
        lambda row: row.delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(Ruling.objects.filter(pk=made.pk))
    assert Ruling.objects.filter(pk=made.pk).update(stands=False) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"shortfall": None},
        {"initiative": True},
        {"words": ""},
        {"review_on": None},
        {"verdict": "approve"},
        {"verdict": "fund"},
        {"verdict": "reassign"},
    ],
)
def test_the_database_refuses_what_is_no_decision(cast, severe, wrong):
    said = {"verdict": "accept_risk", "words": "So.", "review_on": soon(), "shortfall": severe}
    if "initiative" in wrong:
        wrong = {"initiative": cast.initiative}
    with pytest.raises(IntegrityError), transaction.atomic():
        Ruling.objects.create(decided_by=cast.erin, **(said | wrong))


def test_one_decision_stands_on_a_record(cast, severe):
    rule(cast, severe, "accept_risk")
    with pytest.raises(IntegrityError), transaction.atomic():
        Ruling.objects.create(
            verdict="defer", words="So.", review_on=soon(), shortfall=severe, decided_by=cast.lee
        )


def test_what_came_of_it(cast, severe):
    made = rule(cast, severe, "unblock", due_on=soon(5))
    about = rulings_about(severe)

    def came_of_it():
        return [one.followed for one in about.all()]

    assert came_of_it() == ["due"]
    with clock.at(clock.now() + timedelta(days=8)):
        assert [one.followed for one in rulings_about(severe)] == ["overdue"]
    withdraw(actor=cast.lee, commitment=made.follow_up, reason="Moot.")
    assert came_of_it() == ["withdrawn"]
    kept = rule(cast, severe, "fund")
    fulfil(actor=cast.bob, commitment=kept.follow_up, evidence="Paid.")
    rule(cast, severe, "accept_risk")
    rule(cast, severe, "reassign")
    assert came_of_it() == ["done", "replaced", "kept", "withdrawn"]
    rule(cast, severe, "accept_risk")
    assert came_of_it()[0] == "holds"
    with clock.at(clock.now() + timedelta(days=31)):
        assert next(iter(rulings_about(severe))).followed == "review_due"


def test_they_are_found_by_what_whom_where_and_what_came_of_them(cast, severe):
    late = make_promise(cast.lee, cast.alice, -20, entity=cast.clinic)
    accepted = rule(cast, severe, "accept_risk")
    unblocked = rule(cast, late, "unblock", actor=cast.lee)
    given = rule(cast, cast.initiative, "reassign", actor=cast.lee)
    for query, expected in (
        ("", [given, unblocked, accepted]),
        ("verdict=unblock&verdict=reassign", [given, unblocked]),
        ("followed=due", [unblocked]),
        ("followed=holds&followed=done", [given, accepted]),
        ("open_follow_up=true", [unblocked]),
        ("open_follow_up=false", [given, accepted]),
        (f"decided_by={cast.erin.pk}", [accepted]),
        (f"entity={cast.clinic.pk}", [unblocked]),
        (f"entity={cast.system.pk}", [given, unblocked, accepted]),
        (f"shortfall={severe.pk}", [accepted]),
        (f"decided_after={soon(2)}", []),
        (f"decided_before={soon(2)}&ordering=created_at", [accepted, unblocked, given]),
        ("ordering=review_on&stands=true", [accepted, *([unblocked, given])]),
    ):
        rows = found(cast, query)
        assert set(rows) == set(expected), query
        assert rows == expected or query.startswith("ordering=review_on")
