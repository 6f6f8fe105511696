"""Counts: who enters them, what is refused, and that a correction keeps what was there."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError

from initiatives.base import clock
from initiatives.base.errors import Invalid, NotAllowed, Stale
from initiatives.history.models import Event
from initiatives.workforce import queries
from initiatives.workforce.models import CountedGroup, WorkforceCount
from initiatives.workforce.services import (
    add_family,
    correct_count,
    enter_count,
    retire_family,
)
from tests.factories import make_entity, seat
from tests.initiatives.measures.making import make_stratification
from tests.initiatives.workforce.making import DAY, make_count

pytestmark = pytest.mark.django_db
WHO = ("alice", "bob", "charlie", "erin", "ada", "nobody")


def test_heads_are_entered_with_their_source(cast, origin):
    made = make_count(cast, origin, (40, 50, 60, 3), note=" As paid. ")
    assert queries.heads_of(cast.lee, made) == {"a": 40, "b": 50, "c": 60, "unknown": 3}
    assert (made.source, made.note, made.entered_by) == ("Payroll", "As paid.", cast.lee)


def test_the_history_tells_no_number_of_people(cast, origin):
    made = make_count(cast, origin, (4, 50, 60))
    event = Event.objects.get(subject_kind="workforcecount", subject_id=made.pk)
    assert (event.verb, event.actor) == ("entered", cast.lee)
    assert event.after["groups"] == 3
    assert set(event.after) == {"entity", "vocabulary", "groups"}


@pytest.mark.parametrize("who", WHO)
def test_only_who_looks_after_a_place_enters_there(cast, origin, who):
    with pytest.raises(NotAllowed, match="equity lead or an administrator of System"):
        make_count(cast, origin, actor=getattr(cast, who))
    assert not WorkforceCount.objects.exists()


@pytest.mark.parametrize("who", WHO)
def test_nobody_else_sees_or_corrects_the_heads(cast, origin, who):
    made = make_count(cast, origin)
    with pytest.raises(NotAllowed):
        queries.heads_of(getattr(cast, who), made)
    with pytest.raises(NotAllowed):
        correct_count(actor=getattr(cast, who), count=made, heads={}, because="So.")


def test_a_lead_of_one_place_enters_there_alone(cast, origin):
    cast.alice = seat(cast.alice, "equity_lead", cast.hospital)
    make_count(cast, origin, actor=cast.alice, entity=cast.hospital)
    with pytest.raises(NotAllowed):
        make_count(cast, origin, actor=cast.alice, entity=cast.clinic)


@pytest.mark.parametrize("kind", ["hospital", "department"])
def test_a_unit_below_a_site_is_refused(cast, origin, kind):
    parent = cast.hospital if kind == "hospital" else cast.system
    unit = make_entity("Unit 4", parent, kind=kind)
    with pytest.raises(Invalid, match=f"Unit 4 is too small a unit .* Count it with {parent}"):
        make_count(cast, origin, entity=unit)


def test_overlapping_groups_are_refused_with_the_reason(cast):
    languages = make_stratification("languages", overlapping=True)
    with pytest.raises(Invalid, match="do not add up to all people"):
        make_count(cast, languages)


@pytest.mark.parametrize(
    ("heads", "field", "said"),
    [
        ({"a": 1, "b": 2}, "heads.c", "write 0 where there is nobody"),
        ({"a": 1, "b": 2, "c": 3, "d": 4}, "heads.d", "There is no such group"),
        ({"a": -1, "b": 2, "c": 3}, "heads.a", "whole number"),
        ({"a": True, "b": 2, "c": 3}, "heads.a", "whole number"),
        ({"a": "7", "b": 2, "c": 3}, "heads.a", "whole number"),
        ({"a": 10**9, "b": 2, "c": 3}, "heads.a", "to 10,000,000"),
        ({"a": 0, "b": 0, "c": 0}, "heads", "nobody in this count"),
        ({}, "heads.a", "Give a count"),
    ],
)
def test_heads_that_cannot_be_are_refused(cast, origin, heads, field, said):
    with pytest.raises(Invalid) as refused:
        enter_count(
            actor=cast.lee,
            entity=cast.system,
            stratification=origin,
            as_of=DAY,
            heads=heads,
            source="Payroll",
        )
    assert said in refused.value.errors[field]
    assert not CountedGroup.objects.exists()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"source": " "}, "source"),
        ({"source": "x" * 201}, "source"),
        ({"note": "MRN 1234567"}, "note"),
        ({"note": "nul \x00"}, "note"),
        ({"as_of": date(1889, 1, 1)}, "as_of"),
    ],
)
def test_what_else_cannot_be_kept_is_refused(cast, origin, values, field):
    with pytest.raises(Invalid) as refused:
        make_count(cast, origin, **values)
    assert field in refused.value.errors


def test_a_day_that_has_not_come_is_refused(cast, origin):
    tomorrow = clock.today(cast.lee.time_zone) + timedelta(days=1)
    with pytest.raises(Invalid, match="has not come yet"):
        make_count(cast, origin, as_of=tomorrow)


def test_the_same_is_entered_once(cast, origin):
    first = make_count(cast, origin)
    with pytest.raises(Invalid, match=f"{first.reference} stands already"):
        make_count(cast, origin)


def test_a_correction_keeps_what_was_there(cast, origin):
    first = make_count(cast, origin)
    heads = {"a": 41, "b": 50, "c": 60}
    second = correct_count(
        actor=cast.root, count=first, heads=heads, because="One was missing.", version=1
    )
    assert [one.pk for one in queries.count_versions(cast.lee, second)] == [second.pk, first.pk]
    assert queries.heads_of(cast.lee, first)["a"] == 40
    assert (second.source, second.corrects) == ("Payroll", first)
    first.refresh_from_db()
    assert first.superseded_at is not None
    event = Event.objects.get(subject_kind="workforcecount", subject_id=second.pk)
    assert (event.verb, event.reason) == ("corrected", "One was missing.")


def test_a_correction_needs_a_reason_and_what_stands(cast, origin):
    first = make_count(cast, origin)
    heads = {"a": 41, "b": 50, "c": 60}
    with pytest.raises(Invalid, match="because"):
        correct_count(actor=cast.lee, count=first, heads=heads, because=" ")
    with pytest.raises(Stale):
        correct_count(actor=cast.lee, count=first, heads=heads, because="So.", version=7)
    correct_count(actor=cast.lee, count=first, heads=heads, because="So.")
    with pytest.raises(Stale, match="corrected by someone else"):
        correct_count(actor=cast.lee, count=first, heads=heads, because="So.")


def test_more_people_in_a_job_family_than_in_all_are_refused(cast, origin):
    nurses = add_family(actor=cast.lee, name="Nurses")
    make_count(cast, origin)
    with pytest.raises(Invalid, match="more people in a group than all job families"):
        make_count(cast, origin, (41, 1, 1), family=nurses)
    with pytest.raises(Invalid, match="more people in a group than the whole system"):
        make_count(cast, origin, (1, 1, 61), entity=cast.hospital)
    assert WorkforceCount.objects.count() == 1


def test_a_retired_job_family_takes_no_new_counts(cast, origin):
    nurses = add_family(actor=cast.lee, name="Nurses")
    retire_family(actor=cast.lee, family=nurses, reason="Split in two.")
    with pytest.raises(Invalid, match="is retired"):
        make_count(cast, origin, family=nurses)


def test_the_database_keeps_what_was_counted(cast, origin):
    made = make_count(cast, origin)
    ways = (
        lambda: WorkforceCount.objects.filter(pk=made.pk).update(source="Other"),
        lambda: WorkforceCount.objects.filter(pk=made.pk).delete(),
        lambda: CountedGroup.objects.update(heads=1),
        lambda: CountedGroup.objects.all().delete(),
    )
    for way in ways:
        with pytest.raises((DatabaseError, ProtectedError)), transaction.atomic():
            way()
    assert queries.heads_of(cast.lee, made)["a"] == 40
