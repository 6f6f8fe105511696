"""Recording: all or nothing, twice is once, and a correction keeps what was there."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, transaction

from initiatives.base.errors import Invalid, NotAllowed
from initiatives.history.models import Event
from initiatives.measures.models import Observation
from initiatives.measures.rules.figures import Entry
from initiatives.measures.services import Recorded, record_observations
from tests.initiatives.measures.making import (
    TERMS,
    groups_of,
    make_measure,
    make_stratification,
    month,
)

pytestmark = pytest.mark.django_db


def record(cast, measure, *entries, who="bob"):
    return record_observations(actor=getattr(cast, who), measure=measure, entries=entries)


def wrong(cast, measure, *entries):
    with pytest.raises(Invalid) as refused:
        record(cast, measure, *entries)
    assert not Observation.objects.exists()
    return refused.value.errors


@pytest.fixture
def origin(db):
    return make_stratification()


@pytest.fixture
def measure(cast, origin):
    return make_measure(cast, stratifications=[origin])


@pytest.mark.parametrize("who", ["alice", "bob", "sam", "lee", "root"])
def test_who_holds_the_data_role_records(cast, measure, who):
    assert record(cast, measure, month(1, numerator=12, denominator=80), who=who).new == 1


@pytest.mark.parametrize("who", ["charlie", "erin", "ada", "nobody"])
def test_nobody_else_records(cast, measure, who):
    with pytest.raises(NotAllowed):
        record(cast, measure, month(1, numerator=12, denominator=80), who=who)


def test_an_observation_says_when_by_whom_and_under_which_definition(cast, measure, origin):
    group = groups_of(origin)["a"]
    record(cast, measure, month(2, stratum=group, numerator=3, denominator=40, note="Ward 4"))
    kept = Observation.objects.get()
    assert (kept.starts, kept.ends) == (date(2026, 2, 1), date(2026, 2, 28))
    assert (kept.definition.number, kept.entered_by, kept.stratum_id) == (1, cast.bob, group)
    assert Event.objects.filter(verb="recorded", subject_id=measure.pk).count() == 1


def test_the_same_again_changes_nothing(cast, measure):
    entries = [month(n, numerator=n, denominator=50) for n in (1, 2, 3)]
    assert record(cast, measure, *entries) == Recorded(3, 0, 0)
    events = Event.objects.count()
    assert record(cast, measure, *entries) == Recorded(0, 0, 3)
    assert (Observation.objects.count(), Event.objects.count()) == (3, events)


def test_a_correction_keeps_what_was_there_and_says_why(cast, measure):
    record(cast, measure, month(1, numerator=12, denominator=80))
    right = month(1, numerator=13, denominator=80, because="One was found late.")
    assert record(cast, measure, right) == Recorded(0, 1, 0)
    former, later = Observation.objects.order_by("pk")
    assert former.replaced_by == later
    assert (former.numerator, later.numerator) == (12, 13)
    assert later.corrected_because == "One was found late."


def test_what_is_final_is_not_corrected_without_a_reason(cast, measure):
    record(cast, measure, month(1, numerator=12, denominator=80))
    with pytest.raises(Invalid) as refused:
        record(cast, measure, month(1, numerator=13, denominator=80))
    assert "say why" in refused.value.errors["1.because"]
    assert Observation.objects.get().numerator == 12


def test_what_is_provisional_becomes_final_without_one(cast, measure):
    record(cast, measure, month(1, numerator=12, denominator=80, state="provisional"))
    assert record(cast, measure, month(1, numerator=14, denominator=85)).corrected == 1


def test_a_point_is_excluded_with_a_reason_and_stays(cast, measure):
    record(cast, measure, month(1, numerator=12, denominator=80))
    out = month(1, numerator=12, denominator=80, excluded_because="Flood", because="Flood")
    record(cast, measure, out)
    assert Observation.objects.get(replaced_by=None).excluded_because == "Flood"


def test_one_wrong_row_and_nothing_is_written(cast, measure):
    errors = wrong(
        cast,
        measure,
        month(1, numerator=12, denominator=80),
        month(2, numerator=90, denominator=80),
        month(3, numerator=1),
        Entry(starts=date(2026, 4, 2), numerator=1, denominator=9),
    )
    assert set(errors) == {"2.numerator", "3.denominator", "4.starts"}


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ({"stratum": 10**9}, "stratum", "in no vocabulary"),
        ({"other_stratum": 10**9}, "other_stratum", "in no vocabulary"),
        ({"state": "rumour"}, "state", "Choose one of"),
        ({"note": "x" * 501}, "note", "within 500"),
        ({"note": "MRN 1234567"}, "note", "looks as if it held"),
        ({"source": "a\x00b"}, "source", "cannot be kept"),
    ],
)
def test_what_cannot_be_kept_is_told_by_row_and_field(cast, measure, said, field, words):
    errors = wrong(cast, measure, month(1, numerator=1, denominator=9, **said))
    assert words in errors[f"1.{field}"]


def test_a_period_and_group_given_twice_is_refused(cast, measure):
    errors = wrong(
        cast,
        measure,
        month(1, numerator=1, denominator=9),
        month(1, numerator=2, denominator=9),
    )
    assert "more than once" in errors["1.starts"]


def test_two_groups_meet_in_one_place_whichever_is_named_first(cast):
    origin, tongue = make_stratification(), make_stratification("tongue", "xy")
    measure = make_measure(cast, stratifications=[origin, tongue])
    a, x = groups_of(origin)["a"], groups_of(tongue)["x"]
    record(cast, measure, month(1, stratum=a, other_stratum=x, numerator=1, denominator=9))
    again = month(1, stratum=x, other_stratum=a, numerator=1, denominator=9)
    assert record(cast, measure, again).same == 1


def test_two_groups_of_one_vocabulary_do_not_meet(cast, measure, origin):
    groups = groups_of(origin)
    one = month(1, stratum=groups["a"], other_stratum=groups["b"], numerator=1, denominator=9)
    assert "different vocabularies" in wrong(cast, measure, one)["1.other_stratum"]


def test_nothing_is_recorded_before_a_definition_is_approved(cast):
    measure = make_measure(cast, approved=False)
    assert "before a definition is approved" in wrong(cast, measure, month(1))["definition"]


@pytest.mark.parametrize("entries", [[], [month(1)] * 10_001])
def test_none_or_too_many_at_once_are_refused(cast, measure, entries):
    assert "1 to 10,000" in wrong(cast, measure, *entries)["entries"]


def test_ten_thousand_are_recorded_in_a_few_queries(cast, django_assert_max_num_queries):
    codes = [f"g{number}" for number in range(400)]
    wide = make_stratification("wide", codes)
    measure = make_measure(cast, stratifications=[wide])
    keys = [groups_of(wide)[code] for code in codes]
    entries = [
        Entry(date(2020 + n // 12, n % 12 + 1, 1), key, numerator=1, denominator=50)
        for n in range(25)
        for key in keys
    ]
    with django_assert_max_num_queries(30):
        assert record(cast, measure, *entries).new == 10_000


def test_what_was_recorded_cannot_be_changed_or_deleted_in_the_database(cast, measure):
    record(cast, measure, month(1, numerator=12, denominator=80))
    kept = Observation.objects.get()
    for change in (lambda: Observation.objects.update(numerator=1), kept.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_later_definition_is_named_by_what_is_recorded_under_it(cast, measure):
    from initiatives.measures.services import approve_definition, revise_definition

    record(cast, measure, month(1, numerator=12, denominator=80))
    draft = revise_definition(actor=cast.lee, measure=measure, terms=replace(TERMS, target=8))
    approve_definition(actor=cast.sam, definition=draft)
    record(cast, measure, month(2, numerator=12, denominator=80))
    numbers = Observation.objects.order_by("starts").values_list("definition__number", flat=True)
    assert list(numbers) == [1, 2]


def test_any_text_is_kept_as_it_was_written(cast, measure):
    note = "a\tb\\N \\. c\nd “é” \U0001f600"
    record(cast, measure, month(1, numerator=1, denominator=9, note=note))
    assert Observation.objects.get().note == note
