"""A part of an entity becomes one of its own: what goes along, and what stays."""

import pytest

from initiatives.base.errors import Invalid, NotAllowed, Stale
from initiatives.history.models import Event
from initiatives.people.choices import Role
from initiatives.people.models import Entity, User
from initiatives.people.rules import holds
from initiatives.people.services import merge_entity, split_entity
from initiatives.portfolio.services import close_initiative
from tests.factories import (
    Cast,
    make_entity,
    make_initiative,
    make_promise,
    make_shortfall,
    make_user,
    seat,
)

pytestmark = pytest.mark.django_db
BECAUSE = "It has a building of its own now."


@pytest.fixture
def cast():
    """The hospital has a ward, one more initiative, and the shortfall and promise of the first."""
    cast = Cast()
    cast.ward = make_entity("Ward", cast.hospital)
    cast.other = make_initiative(cast.lee, cast.hospital, "Stays", owner=cast.alice)
    cast.shortfall = make_shortfall(
        cast.lee, cast.hospital, cast.principles[0], initiative=cast.initiative
    )
    cast.promise = make_promise(cast.lee, cast.alice, initiative=cast.initiative)
    cast.answer = make_promise(cast.lee, cast.alice, shortfall=cast.shortfall)
    cast.apart = make_shortfall(cast.lee, cast.hospital, cast.principles[0])
    return cast


def split(cast, **given):
    usual = {"name": "Heart center", "short_name": "Heart", "kind": "clinic", "reason": BECAUSE}
    usual |= {"actor": cast.root, "entity": cast.hospital}
    if "children" not in given and "initiatives" not in given:
        given["initiatives"] = [cast.initiative.pk]
    return split_entity(**(usual | given))


def places_of(initiative):
    return sorted(place.entity.name for place in initiative.places.select_related("entity"))


def test_the_new_entity_hangs_beside_the_old_one(cast):
    new = split(cast, children=[cast.ward])
    assert new.lineage == [cast.system.pk, new.pk]
    assert Entity.objects.get(pk=cast.ward.pk).lineage == [cast.system.pk, new.pk, cast.ward.pk]


def test_an_initiative_goes_with_what_stands_and_is_open_of_it(cast):
    new = split(cast)
    for record in (cast.initiative, cast.shortfall, cast.promise, cast.answer):
        version = record.version
        record.refresh_from_db()
        assert (record.entity, record.version > version) == (new, True)
    for record in (cast.other, cast.apart):
        record.refresh_from_db()
        assert record.entity == cast.hospital
    assert places_of(cast.initiative) == ["Heart center"]


def test_nobody_is_said_to_have_moved_anything_on(cast):
    before = {one: (one.updated_at, getattr(one, "active_at", 0)) for one in gone(cast)}
    split(cast)
    for one, times in before.items():
        one.refresh_from_db()
        assert (one.updated_at, getattr(one, "active_at", 0)) == times


def gone(cast):
    for one in (cast.initiative, cast.shortfall, cast.promise, cast.answer):
        one.refresh_from_db()
        yield one


def test_each_record_that_went_has_an_event_and_each_entity_one(cast):
    new = split(cast)
    told = Event.objects.filter(reason=BECAUSE)
    went = told.filter(verb="went along").order_by("subject_kind", "subject_id")
    assert [(one.subject_kind, one.subject_id) for one in went] == [
        ("commitment", cast.promise.pk),
        ("commitment", cast.answer.pk),
        ("initiative", cast.initiative.pk),
        ("shortfall", cast.shortfall.pk),
    ]
    assert all(one.after == {"entity": {"id": new.pk, "label": "Heart center"}} for one in went)
    assert told.get(verb="split").subject_id == cast.hospital.pk
    assert told.get(verb="created").after["split off from"]["id"] == cast.hospital.pk


def test_what_takes_place_elsewhere_too_goes_on_there(cast):
    both = make_initiative(cast.lee, cast.clinic, "Both", entities=(cast.hospital,))
    split(cast, initiatives=[both.pk])
    both.refresh_from_db()
    assert (both.entity, places_of(both)) == (cast.clinic, ["Clinic", "Heart center"])


def test_what_is_closed_stays_where_it_was(cast):
    close_initiative(
        actor=cast.alice, initiative=cast.initiative, outcome="abandoned", summary="Nobody came."
    )
    with pytest.raises(Invalid, match="closed, takes place elsewhere"):
        split(cast)
    assert not Entity.objects.filter(name="Heart center").exists()


def test_who_looked_after_the_old_one_looks_after_the_new_one_if_so_wished(cast):
    local = seat(make_user("Local"), Role.LEAD, cast.hospital)
    with_roles, without = split(cast), split(cast, children=[cast.ward], name="B", keep_roles=False)
    local = User.objects.get(pk=local.pk)
    assert holds(local, {Role.LEAD}, with_roles)
    assert not holds(local, {Role.LEAD}, without)


def test_what_became_part_of_it_counts_as_its_own(cast):
    there = make_initiative(cast.lee, cast.clinic, "There", entities=(cast.hospital,))
    merge_entity(actor=cast.root, entity=cast.clinic, into=cast.hospital, reason="One house.")
    new = split(cast, initiatives=[there.pk])
    there.refresh_from_db()
    assert (there.entity, places_of(there)) == (new, ["Heart center"])


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"initiatives": [], "children": []}, "initiatives"),
        ({"initiatives": [10**12]}, "initiatives"),
        ({"reason": " "}, "reason"),
        ({"name": "clinic"}, "name"),
        ({"name": "x" * 161}, "name"),
        ({"kind": "castle"}, "kind"),
    ],
)
def test_what_cannot_be_split_off_is_refused_by_field_and_changes_nothing(cast, given, field):
    if "initiatives" not in given:
        given = {**given, "initiatives": [cast.initiative.pk]}
    events = Event.objects.count()
    with pytest.raises(Invalid) as refused:
        split(cast, **given)
    assert field in refused.value.errors
    assert Event.objects.count() == events
    assert places_of(cast.initiative) == ["Hospital"]


def test_an_entity_that_lies_elsewhere_does_not_go(cast):
    with pytest.raises(Invalid, match="Clinic does not lie right below Hospital"):
        split(cast, children=[cast.clinic])


def test_the_whole_system_and_what_was_merged_are_not_split(cast):
    with pytest.raises(Invalid, match="whole system"):
        split(cast, entity=cast.system, children=[cast.clinic])
    merge_entity(actor=cast.root, entity=cast.hospital, into=cast.clinic, reason="One house.")
    with pytest.raises(Invalid, match="part of Clinic"):
        split(cast)


def test_it_takes_the_right_above_as_well_and_the_version_that_was_read(cast):
    local = seat(make_user("Local"), Role.ADMINISTRATOR, cast.hospital)
    for person in (local, cast.lee, cast.alice, cast.charlie, cast.erin, cast.ada, cast.nobody):
        with pytest.raises(NotAllowed):
            split(cast, actor=person)
    with pytest.raises(Stale):
        split(cast, version=cast.hospital.version + 1)
