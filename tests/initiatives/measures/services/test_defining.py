"""Defining measures: who may, what a definition must say, and versions that stand."""

from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from initiatives.base.errors import Invalid, NotAllowed, Stale
from initiatives.history.models import Event
from initiatives.measures.queries import definitions, measure, measures
from initiatives.measures.services import (
    approve_definition,
    record_observations,
    revise_definition,
    revise_measure,
)
from tests.initiatives.measures.making import TERMS, make_measure, make_stratification, month

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["alice", "bob", "sam", "lee", "root"])
def test_the_people_of_an_initiative_and_its_stewards_define(cast, who):
    made = make_measure(cast, approved=False)
    revise_definition(actor=getattr(cast, who), measure=made, terms=replace(TERMS, unit="percent"))
    assert made.definitions.get().unit == "percent"


@pytest.mark.parametrize("who", ["charlie", "erin", "ada", "nobody"])
def test_nobody_else_defines(cast, who):
    made = make_measure(cast, approved=False)
    with pytest.raises(NotAllowed):
        revise_definition(actor=getattr(cast, who), measure=made, terms=TERMS)
    with pytest.raises(NotAllowed):
        revise_measure(actor=getattr(cast, who), measure=made, name="Mine")


@pytest.mark.parametrize("who", ["alice", "bob", "charlie", "erin", "ada", "nobody", "lee"])
def test_only_the_sponsor_and_stewards_approve_and_never_who_wrote_it(cast, who):
    draft = make_measure(cast, approved=False).definitions.get()  # which lee wrote
    with pytest.raises(NotAllowed):
        approve_definition(actor=getattr(cast, who), definition=draft)


def test_an_approved_definition_is_in_force_until_the_next_is(cast):
    made = make_measure(cast)
    draft = revise_definition(actor=cast.lee, measure=made, terms=replace(TERMS, target=10))
    assert [one.in_force for one in definitions(cast.lee, made)] == [False, True]
    approve_definition(actor=cast.sam, definition=draft)
    assert [(one.number, one.in_force) for one in definitions(cast.lee, made)] == [
        (2, True),
        (1, False),
    ]
    with pytest.raises(Invalid, match="approved already"):
        approve_definition(actor=cast.sam, definition=draft)


def test_a_draft_written_again_takes_the_place_of_the_former(cast):
    made = make_measure(cast)
    for unit in ("a", "b"):
        revise_definition(actor=cast.lee, measure=made, terms=replace(TERMS, unit=unit))
    assert [(one.number, one.unit) for one in definitions(cast.lee, made)] == [(2, "b"), (1, "%")]


def test_an_approved_definition_cannot_be_changed_in_the_database_either(cast):
    definition = make_measure(cast).definitions.get()
    with pytest.raises(DatabaseError), transaction.atomic():
        type(definition).objects.update(text="Something else", in_force=False)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": " "}, "text"),
        ({"chart": "pie"}, "chart"),
        ({"rules": "astrology"}, "rules"),
        ({"numerator": ""}, "numerator"),
        ({"denominator": " "}, "denominator"),
        ({"multiplier": 0}, "multiplier"),
        ({"multiplier": float("nan")}, "multiplier"),
        ({"target": float("inf")}, "target"),
        ({"due_days": 367}, "due_days"),
        ({"due_days": -1}, "due_days"),
        ({"frequency": "hourly"}, "frequency"),
        ({"direction": "sideways"}, "direction"),
        ({"text": "MRN 1234567 was seen"}, "text"),
        ({"unit": "x" * 61}, "unit"),
    ],
)
def test_a_definition_by_which_nothing_can_be_counted_is_refused(cast, change, field):
    with pytest.raises(Invalid) as refused:
        make_measure(cast, terms=replace(TERMS, **change))
    assert field in refused.value.errors


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": " "}, "name"),
        ({"kind": "guess"}, "kind"),
        ({"threshold": 1}, "threshold"),
        ({"floor": 0}, "floor"),
    ],
)
def test_a_measure_that_is_none_is_refused(cast, said, field):
    with pytest.raises(Invalid) as refused:
        make_measure(cast, **said)
    assert field in refused.value.errors


def test_what_is_recorded_stays_fit_for_its_chart(cast):
    made = make_measure(cast)
    for terms in (replace(TERMS, frequency="quarter"), replace(TERMS, chart="i")):
        revise_definition(actor=cast.lee, measure=made, terms=terms)
    january = month(1, numerator=40, denominator=200)
    record_observations(actor=cast.bob, measure=made, entries=[january])
    revise_definition(actor=cast.lee, measure=made, terms=replace(TERMS, chart="up"))
    with pytest.raises(Invalid) as refused:
        revise_definition(
            actor=cast.lee, measure=made, terms=replace(TERMS, frequency="week", chart="run")
        )
    assert set(refused.value.errors) == {"frequency", "chart"}
    assert made.definitions.get(approved_at=None).chart == "up"


def test_a_draft_from_before_the_data_is_not_approved_when_they_do_not_fit_it(cast):
    made = make_measure(cast)
    draft = revise_definition(
        actor=cast.lee, measure=made, terms=replace(TERMS, frequency="quarter")
    )
    january = month(1, numerator=40, denominator=200)
    record_observations(actor=cast.bob, measure=made, entries=[january])
    with pytest.raises(Invalid, match="periods would overlap"):
        approve_definition(actor=cast.sam, definition=draft)
    assert made.definitions.get(in_force=True).frequency == "month"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"why": "MRN 1234567"}, "why"),
        ({"kind": "guess"}, "kind"),
        ({"floor": 0}, "floor"),
        ({"threshold": 1}, "threshold"),
    ],
)
def test_a_change_that_makes_it_none_is_refused_and_changes_nothing(cast, said, field):
    made = make_measure(cast)
    with pytest.raises(Invalid) as refused:
        revise_measure(actor=cast.bob, measure=made, **said)
    assert field in refused.value.errors
    version = made.version
    made.refresh_from_db()
    assert made.name == "Diabetes out of control"
    assert made.version == version + 1  # its approval


def test_a_measure_is_revised_with_its_version_and_history(cast):
    made = make_measure(cast)
    origin = make_stratification()
    made.refresh_from_db()
    changed = revise_measure(
        actor=cast.bob, measure=made, version=made.version, name="New", stratifications=[origin]
    )
    assert changed.stratifications.get() == origin
    event = Event.objects.filter(verb="revised", subject_kind="measure").latest("pk")
    assert set(event.after) == {"name", "stratifications"}
    with pytest.raises(Stale):
        revise_measure(actor=cast.bob, measure=made, version=made.version, name="Newer")


@pytest.mark.parametrize(
    ("who", "sees"),
    [("alice", True), ("bob", True), ("erin", True), ("ada", True), ("charlie", False)],
)
def test_a_measure_is_seen_by_whoever_sees_its_initiative(cast, who, sees):
    made = make_measure(cast)
    assert measures(getattr(cast, who)).filter(pk=made.pk).exists() == sees


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_takes_the_same_queries_however_long(cast, rows, django_assert_num_queries):
    for number in range(rows):
        make_measure(cast, name=f"Measure {number}")
    with django_assert_num_queries(4):
        found = list(measures(cast.root))
    assert len(found) == rows
    assert all(one.in_force[0].chart == "p" for one in found)


def test_one_measure_comes_with_its_vocabularies(cast):
    made = make_measure(cast, stratifications=[make_stratification()])
    found = measure(cast.erin, made.pk)
    assert [group.code for group in found.stratifications.get().strata.all()] == [
        *("a", "b", "c", "unknown")
    ]
