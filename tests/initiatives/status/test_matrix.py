"""The matrix against the lists that it counts, on systems made at random."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from initiatives.accountability.filters import CommitmentFilter
from initiatives.accountability.queries import commitments
from initiatives.base import clock
from initiatives.measures.filters import SignalFilter
from initiatives.measures.models import Measure, OperationalDefinition
from initiatives.measures.queries import signals
from initiatives.people.choices import Role
from initiatives.people.models import User
from initiatives.shortfalls.filters import ShortfallFilter
from initiatives.shortfalls.queries import shortfalls
from initiatives.status.filters import InitiativeFilter
from initiatives.status.queries import cell, decisions, matrix
from initiatives.status.queries.initiatives import initiatives
from initiatives.status.services import refresh_standings
from tests.factories import (
    Cast,
    make_entity,
    make_framework,
    make_initiative,
    make_promise,
    make_shortfall,
    make_user,
    rolled_back,
    seat,
)
from tests.initiatives.measures.making import make_signal

pytestmark = pytest.mark.django_db


def lengths(viewer, found):
    """How long the lists are to which a cell's numbers link."""
    return (
        InitiativeFilter(QueryDict(found.differs_query), initiatives(viewer)).qs.count(),
        CommitmentFilter(QueryDict(found.no_return_query), commitments(viewer)).qs.count(),
        InitiativeFilter(QueryDict(found.initiatives_query), initiatives(viewer)).qs.count(),
        CommitmentFilter(QueryDict(found.overdue_query), commitments(viewer)).qs.count(),
        ShortfallFilter(QueryDict(found.shortfalls_query), shortfalls(viewer)).qs.count(),
        SignalFilter(QueryDict(found.signals_query), signals(viewer)).qs.count(),
    )


def numbers(found):
    """The numbers of a cell in the order of their lists."""
    first = (found.differs, found.no_return, found.initiatives, found.overdue)
    return (*first, found.open_shortfalls, found.open_signals)


def system(chance):
    """A tree, principles, initiatives, promises and shortfalls drawn by chance; its lead."""
    root = make_entity()
    entities = [root]
    for _ in range(5):
        entities.append(make_entity("", chance.choice(entities)))
    principles = list(make_framework(3).principles.all())
    lead = seat(make_user(), Role.LEAD, root)
    people = [make_user() for _ in range(3)]
    for _ in range(5):
        initiative = make_initiative(
            lead,
            chance.choice(entities),
            principles=chance.sample(principles, chance.randint(0, 3)),
            entities=tuple(chance.sample(entities, 2)),
            owner=chance.choice([None, *people]),
            sponsor=chance.choice([None, *people]),
        )
        make_promise(lead, chance.choice(people), chance.randint(-40, 10), initiative=initiative)
        if chance.random() < 0.5:
            signal = make_signal(measure_of(lead, initiative))
            signal.state = chance.choice(["open", "accepted"])
            signal.save()
    for _ in range(4):
        found = make_shortfall(
            lead,
            chance.choice(entities),
            chance.choice(principles),
            severity=chance.choice(["low", "high", "severe"]),
            owner=chance.choice([None, *people]),
        )
        make_promise(lead, chance.choice(people), chance.randint(-40, 10), shortfall=found)
    member = seat(make_user(), Role.MEMBER, entities[1])
    refresh_standings()
    return lead, people[0], member, entities


def measure_of(lead, initiative):
    """A measure with a definition in force, without the ceremony."""
    measure = Measure.objects.create(
        initiative=initiative, name="Measure", kind="outcome", created_by=lead
    )
    OperationalDefinition.objects.create(
        measure=measure,
        number=1,
        text="What is counted.",
        direction="increase",
        frequency="month",
        due_days=15,
        chart="p",
        written_by=lead,
        approved_by=lead,
        approved_at=clock.now(),
        in_force=True,
    )
    return measure


@given(seed=st.integers(0, 10**6))
@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_number_is_the_length_of_its_list_for_every_viewer(seed):
    with rolled_back():
        lead, owner, member, entities = system(random.Random(seed))
        for viewer in (lead, owner, member):
            viewer = User.objects.get(pk=viewer.pk)
            for entity in entities[:3]:
                for row in matrix(viewer, entity).rows:
                    for found in row.cells:
                        assert numbers(found) == lengths(viewer, found)


@given(seed=st.integers(0, 10**6))
@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_whole_is_never_less_than_a_part_nor_more_than_all(seed):
    with rolled_back():
        lead, *_, entities = system(random.Random(seed))
        for row in matrix(lead, entities[0]).rows:
            total, *parts = row.cells
            own = InitiativeFilter(
                QueryDict(f"principle={row.principle.pk}"), initiatives(lead)
            ).qs.filter(entity=entities[0])
            assert total.initiatives <= sum(part.initiatives for part in parts) + own.count()
            for name in ("initiatives", "overdue", "open_shortfalls", "open_signals"):
                assert all(getattr(total, name) >= getattr(part, name) for part in parts)


@pytest.fixture
def cast():
    return Cast()


def test_one_shortfall_counts_in_its_cell_and_above_it_and_nowhere_else(cast):
    make_shortfall(cast.lee, cast.clinic, cast.principles[2])
    found = matrix(cast.lee, cast.system)
    counted = {
        (one.principle.number, one.entity.name): one.open_shortfalls
        for row in found.rows
        for one in row.cells
        if one.open_shortfalls
    }
    assert counted == {(3, "System"): 1, (3, "Clinic"): 1}


def test_an_initiative_at_two_entities_counts_once_in_the_whole(cast):
    make_initiative(
        cast.lee,
        cast.clinic,
        principles=[cast.principles[2]],
        entities=(cast.hospital, cast.clinic),
    )
    row = matrix(cast.lee, cast.system).rows[2]
    assert [one.initiatives for one in row.cells] == [1, 1, 1]


def test_a_viewer_counts_only_what_they_may_see(cast):
    stranger = User.objects.get(pk=cast.charlie.pk)
    assert all(one.is_gap for row in matrix(stranger, cast.system).rows for one in row.cells)


def test_the_cell_alone_is_the_cell_of_the_matrix(cast):
    whole = matrix(cast.lee, cast.system).rows[0].cells[0]
    alone = cell(cast.lee, cast.principles[0], cast.system)
    assert (alone.initiatives, alone.state, alone.reasons) == (
        whole.initiatives,
        whole.state,
        whole.reasons,
    )


def test_without_principles_or_entities_it_is_empty():
    assert matrix(make_user()).rows == ()


@pytest.mark.parametrize("many", [1, 3])
def test_it_takes_the_same_queries_however_much_there_is(cast, many, django_assert_num_queries):
    for _ in range(many):
        made = make_initiative(cast.lee, cast.hospital, principles=cast.principles)
        make_promise(cast.lee, cast.alice, -3, initiative=made)
        make_shortfall(cast.lee, cast.clinic, cast.principles[0])
    viewer = User.objects.get(pk=cast.lee.pk)
    with django_assert_num_queries(12):
        matrix(viewer, cast.system)


def test_one_initiative_that_moves_does_not_hide_another_that_does_not(cast):
    now = clock.now()
    with clock.at(now - timedelta(days=100)):
        old = make_initiative(cast.lee, cast.hospital, owner=cast.bob, principles=[third(cast)])
        make_shortfall(cast.lee, cast.clinic, third(cast), severity="low", initiative=old)
    make_initiative(cast.lee, cast.clinic, owner=cast.alice, principles=[third(cast)])
    refresh_standings()
    whole, clinic, hospital = (
        cell(cast.lee, third(cast), one) for one in (cast.system, cast.clinic, cast.hospital)
    )
    assert whole.last_activity == clinic.last_activity > now - timedelta(days=1)
    assert "1 initiative has not moved for 90 days." in whole.reasons
    assert hospital.state == "unknown"
    assert "90 days" not in " ".join(clinic.reasons)


def test_answering_a_shortfall_moves_its_initiative(cast):
    with clock.at(clock.now() - timedelta(days=100)):
        old = make_initiative(cast.lee, cast.hospital, owner=cast.bob, principles=[third(cast)])
        found = make_shortfall(
            cast.lee, cast.hospital, third(cast), initiative=old, owner=cast.alice
        )
    refresh_standings()
    assert "90 days" in " ".join(cell(cast.lee, third(cast), cast.hospital).reasons)
    make_promise(cast.lee, cast.alice, 5, shortfall=found)
    refresh_standings()
    assert "90 days" not in " ".join(cell(cast.lee, third(cast), cast.hospital).reasons)


@pytest.mark.parametrize(("hour", "late"), [(9, 30), (11, 31)])
def test_how_late_a_promise_is_follows_its_owners_own_calendar(cast, hour, late):
    far = make_user("Far", time_zone="Pacific/Kiritimati")  # fourteen hours ahead of UTC
    promise = make_promise(
        cast.lee,
        far,
        -30,
        initiative=make_initiative(cast.lee, cast.clinic, owner=far, principles=[third(cast)]),
    )
    day = promise.due_on + timedelta(days=30)
    with clock.at(datetime(day.year, day.month, day.day, hour, tzinfo=UTC)):
        found = cell(cast.lee, third(cast), cast.clinic)
    assert found.state == ("off_track" if late > 30 else "at_risk")


def third(cast):
    """A principle that nothing serves yet."""
    return cast.principles[2]


def test_at_most_three_things_need_a_decision_the_gravest_first(cast):
    for severity in ("high", "severe", "high", "severe"):
        make_shortfall(cast.lee, cast.hospital, cast.principles[0], severity=severity)
    found = decisions(User.objects.get(pk=cast.erin.pk))
    assert [one.record.severity for one in found] == ["severe", "severe", "high"]


def test_only_who_may_act_is_asked_to_decide(cast):
    make_shortfall(cast.lee, cast.hospital, cast.principles[0], severity="severe")
    assert decisions(User.objects.get(pk=cast.ada.pk)) == []
    assert len(decisions(User.objects.get(pk=cast.erin.pk))) == 1


def test_a_dozen_graver_things_of_others_do_not_hide_ones_own(cast):
    for _ in range(13):
        make_shortfall(cast.lee, cast.clinic, cast.principles[0], severity="severe")
        make_initiative(cast.lee, cast.clinic)
    own = make_shortfall(cast.charlie, cast.clinic, cast.principles[0], severity="high")
    begun = make_initiative(cast.charlie, cast.clinic)
    found = decisions(User.objects.get(pk=cast.charlie.pk))
    assert [one.record for one in found] == [own, begun]


def test_an_initiative_without_an_owner_is_asked_about_once_however_large_its_team(cast):
    team = {person.pk: "member" for person in (cast.alice, cast.bob, cast.charlie)}
    made = make_initiative(cast.lee, cast.hospital, team=team, sponsor=cast.sam)
    for name in ("bob", "sam", "lee"):
        (one,) = decisions(User.objects.get(pk=getattr(cast, name).pk))
        assert (one.record, one.kind) == (made, "unowned_initiative")


def test_who_may_do_everything_is_asked_about_everything(cast):
    make_initiative(cast.lee, cast.clinic)
    boss = make_user("Boss", is_superuser=True)
    seat(boss, Role.AUDITOR, cast.system)
    assert [one.kind for one in decisions(boss)] == ["unowned_initiative"]


def test_a_sponsor_is_asked_about_what_is_long_overdue(cast):
    late = make_promise(cast.lee, cast.alice, -20, initiative=cast.initiative)
    (one,) = decisions(User.objects.get(pk=cast.sam.pk))
    assert (one.record, one.kind) == (late, "escalated_commitment")
