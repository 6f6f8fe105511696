"""Phases, events, reference groups and meeting vocabularies: who, when not, and what is kept."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, transaction

from initiatives.base import clock
from initiatives.base.errors import Invalid, NotAllowed, Stale
from initiatives.history.models import Event
from initiatives.measures import queries
from initiatives.measures.models import Phase
from initiatives.measures.services import (
    add_annotation,
    approve_phase,
    choose_intersection,
    choose_reference,
    propose_phase,
    record_observations,
    remove_annotation,
    withdraw_phase,
)
from tests.initiatives.measures.making import (
    make_measure,
    make_stratification,
    month,
)

pytestmark = pytest.mark.django_db
YES = {"different": True, "known": True, "wanted": True, "lasting": True}
MARCH = date(2026, 3, 1)


@pytest.fixture
def measure(cast):
    """A measure with data of five months."""
    made = make_measure(cast, stratifications=[make_stratification()])
    entries = [month(number, numerator=40, denominator=200) for number in range(1, 6)]
    record_observations(actor=cast.bob, measure=made, entries=entries)
    return made


def propose(actor, measure, starts=MARCH, **said):
    said = YES | {"reason": "Interpreters at intake."} | said
    return propose_phase(actor=actor, measure=measure, starts=starts, **said)


def last_event():
    return Event.objects.filter(subject_kind="measure").latest("pk")


@pytest.mark.parametrize("who", ["alice", "bob", "sam", "lee", "root"])
def test_the_people_of_an_initiative_propose_a_phase(cast, measure, who):
    phase = propose(getattr(cast, who), measure)
    assert (last_event().verb, last_event().reason) == (
        "proposed a phase of",
        "Interpreters at intake.",
    )
    assert list(queries.phases(measure)) == []
    assert list(queries.proposed_phases(measure)) == [phase]


@pytest.mark.parametrize("who", ["charlie", "erin", "ada", "nobody"])
def test_nobody_else_says_anything_of_a_chart(cast, measure, who):
    actor, origin = getattr(cast, who), measure.stratifications.get()
    group, today = origin.strata.first(), clock.today("UTC")
    for act in (
        lambda: propose(actor, measure),
        lambda: add_annotation(actor=actor, measure=measure, on=today, text="Moved."),
        lambda: choose_reference(
            actor=actor, measure=measure, stratification=origin, stratum=group, because="Largest."
        ),
        lambda: choose_intersection(actor=actor, measure=measure, one=None, other=None),
    ):
        with pytest.raises(NotAllowed):
            act()


@pytest.mark.parametrize(
    ("name", "hides"),
    [
        ("different", "what is chance"),
        ("known", "still has to be explained"),
        ("wanted", "look normal"),
        ("lasting", "the way back"),
    ],
)
def test_one_no_and_there_is_no_phase_and_why(cast, measure, name, hides):
    with pytest.raises(Invalid) as refused:
        propose(cast.bob, measure, **{name: False})
    assert hides in refused.value.errors[name]
    assert not Phase.objects.exists()


@pytest.mark.parametrize(
    ("starts", "says"),
    [
        (date(2026, 1, 1), "The first phase starts there by itself"),
        (date(2026, 3, 2), "the first day of a period that has data"),
        (date(2026, 6, 1), "the first day of a period that has data"),
        (date(1, 1, 1), "the first day of a period that has data"),
    ],
)
def test_a_phase_starts_with_a_later_period_that_has_data(cast, measure, starts, says):
    with pytest.raises(Invalid) as refused:
        propose(cast.bob, measure, starts)
    assert says in refused.value.errors["starts"]


@pytest.mark.parametrize("reason", [" ", "MRN 1234567 told us", "x" * 10_001, "a\x00b"])
def test_a_phase_needs_a_reason_that_can_be_kept(cast, measure, reason):
    with pytest.raises(Invalid) as refused:
        propose(cast.bob, measure, reason=reason)
    assert list(refused.value.errors) == ["reason"]


def test_a_period_has_one_phase_at_a_time(cast, measure):
    first = propose(cast.bob, measure)
    with pytest.raises(Invalid, match="already"):
        propose(cast.alice, measure)
    withdraw_phase(actor=cast.bob, phase=first, reason="Too early.")
    propose(cast.alice, measure)


@pytest.mark.parametrize("who", ["alice", "bob", "charlie", "erin", "ada", "nobody", "lee"])
def test_only_the_sponsor_and_stewards_approve_a_phase_and_never_who_proposed_it(
    cast, measure, who
):
    phase = propose(cast.lee, measure)
    with pytest.raises(NotAllowed):
        approve_phase(actor=getattr(cast, who), phase=phase)


def test_a_phase_stands_once_another_approved_it_and_until_it_is_withdrawn(cast, measure):
    phase = propose(cast.bob, measure)
    approve_phase(actor=cast.sam, phase=phase)
    assert [one.starts for one in queries.phases(measure)] == [MARCH]
    assert last_event().after == {"phase_from": "2026-03-01"}
    with pytest.raises(Invalid, match="approved already"):
        approve_phase(actor=cast.sam, phase=phase)
    phase.refresh_from_db()
    with pytest.raises(NotAllowed, match="sponsor"):
        withdraw_phase(actor=cast.bob, phase=phase, reason="I think not.")
    withdraw_phase(actor=cast.lee, phase=phase, reason="It was chance.")
    assert not queries.phases(measure).exists()
    assert (last_event().verb, last_event().reason) == ("withdrew a phase of", "It was chance.")
    for act in (approve_phase, lambda **said: withdraw_phase(**said, reason="Again.")):
        with pytest.raises(Invalid, match="is withdrawn"):
            act(actor=cast.root, phase=phase)


def test_a_phase_is_withdrawn_with_a_reason(cast, measure):
    phase = propose(cast.bob, measure)
    with pytest.raises(Invalid) as refused:
        withdraw_phase(actor=cast.bob, phase=phase, reason=" ")
    assert list(refused.value.errors) == ["reason"]


def test_phases_are_kept_in_the_database_too(cast, measure):
    phase = propose(cast.bob, measure)
    for change in (
        lambda: Phase.objects.update(lasting=False),
        lambda: Phase.objects.update(approved_by=cast.bob, approved_at=clock.now()),
        phase.delete,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_whoever_read_an_older_version_is_told(cast, measure):
    measure.refresh_from_db()
    version = measure.version
    phase = propose(cast.bob, measure, version=version)
    with pytest.raises(Stale):
        approve_phase(actor=cast.sam, phase=phase, version=version)


def test_what_nobody_may_see_has_no_phases_for_them(cast, measure):
    phase = propose(cast.bob, measure)
    event = add_annotation(actor=cast.bob, measure=measure, on=MARCH, text="Letters go out.")
    assert queries.phase(cast.ada, phase.pk) == phase
    assert queries.annotation(cast.ada, event.pk) == event
    for find, pk in ((queries.phase, phase.pk), (queries.annotation, event.pk)):
        with pytest.raises(ObjectDoesNotExist):
            find(cast.charlie, pk)


def test_an_event_is_drawn_until_it_is_taken_off(cast, measure):
    event = add_annotation(actor=cast.bob, measure=measure, on=MARCH, text=" Letters go out. ")
    assert [one.text for one in queries.annotations(measure)] == ["Letters go out."]
    with pytest.raises(Invalid, match="already"):
        add_annotation(actor=cast.alice, measure=measure, on=MARCH, text="Letters go out.")
    remove_annotation(actor=cast.alice, annotation=event)
    assert not queries.annotations(measure).exists()
    assert last_event().before == {"on": "2026-03-01", "event": "Letters go out."}
    with pytest.raises(Invalid, match="already"):
        remove_annotation(actor=cast.alice, annotation=event)


@pytest.mark.parametrize(
    ("on", "text", "field"),
    [
        (MARCH, "", "text"),
        (MARCH, "x" * 121, "text"),
        (MARCH, "MRN 1234567 came", "text"),
        (MARCH, "a\x00b", "text"),
        (date(1950, 1, 1), "Founded.", "on"),
    ],
)
def test_an_event_that_cannot_be_drawn_is_refused(cast, measure, on, text, field):
    with pytest.raises(Invalid) as refused:
        add_annotation(actor=cast.bob, measure=measure, on=on, text=text)
    assert list(refused.value.errors) == [field]


def test_what_has_not_happened_is_no_event_where_its_author_lives(cast, measure):
    cast.bob.time_zone = "Pacific/Auckland"
    now = datetime(2026, 6, 30, 13, tzinfo=clock.now().tzinfo)  # the first of July there
    tomorrow = date(2026, 7, 1)
    with clock.at(now):
        add_annotation(actor=cast.bob, measure=measure, on=tomorrow, text="New form.")
        with pytest.raises(Invalid, match="not come yet"):
            add_annotation(
                actor=cast.bob, measure=measure, on=tomorrow + timedelta(days=1), text="Newer form."
            )
