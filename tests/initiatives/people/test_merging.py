"""An entity becomes part of another: what stays, what is refused, and the way back."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from initiatives.base.errors import Invalid, NotAllowed, Stale
from initiatives.history.models import Event
from initiatives.people import queries
from initiatives.people.choices import Role
from initiatives.people.models import Entity, User
from initiatives.people.rules import entity_ids_in_sight
from initiatives.people.services import (
    create_entity,
    grant_role,
    merge_entity,
    move_entity,
    set_apart,
)
from tests.factories import make_entity, make_user, seat

pytestmark = pytest.mark.django_db
BECAUSE = "They share one building."


class Tree:
    """System: Hospital (Ward), Clinic (Lab); root administers all of it."""

    def __init__(self):
        self.system = make_entity("System")
        self.hospital = make_entity("Hospital", self.system)
        self.ward = make_entity("Ward", self.hospital)
        self.clinic = make_entity("Clinic", self.system)
        self.lab = make_entity("Lab", self.clinic)
        self.root = seat(make_user("Root"), Role.ADMINISTRATOR, self.system)

    def merge(self, one, into, **more):
        more = {"actor": self.root, "reason": BECAUSE} | more
        return merge_entity(entity=one, into=into, **more)

    def apart(self, one, parent, **more):
        more = {"actor": self.root, "reason": BECAUSE} | more
        return set_apart(entity=one, parent=parent, **more)


@pytest.fixture
def tree():
    return Tree()


def again(entity):
    return Entity.objects.get(pk=entity.pk)


def names(entities):
    return sorted(one.name for one in entities)


def test_it_hangs_below_what_it_became_part_of_with_all_below_it(tree):
    tree.merge(tree.clinic, tree.hospital)
    clinic, lab = again(tree.clinic), again(tree.lab)
    assert (clinic.parent, clinic.merged_into) == (tree.hospital, tree.hospital)
    assert lab.lineage == [tree.system.pk, tree.hospital.pk, tree.clinic.pk, tree.lab.pk]


def test_it_is_in_no_list_of_what_there_is_and_what_was_below_it_lies_below_the_other(tree):
    tree.merge(tree.clinic, tree.hospital)
    listed = [(one.name, one.depth) for one in queries.tree(tree.root)]
    assert listed == [("System", 0), ("Hospital", 1), ("Lab", 2), ("Ward", 2)]
    assert names(queries.children(tree.root, tree.hospital)) == ["Lab", "Ward"]
    assert names(queries.children(tree.root, tree.system)) == ["Hospital"]
    assert names(queries.leaves()) == ["Lab", "Ward"]
    assert [one.name for one in queries.ancestors(tree.root, again(tree.lab))] == [
        "System",
        "Hospital",
    ]


def test_a_role_on_it_reaches_what_it_has_and_nothing_else_of_the_other(tree):
    charlie = seat(make_user("Charlie"), Role.MEMBER, tree.clinic)
    lee = seat(make_user("Lee"), Role.LEAD, tree.hospital)
    tree.merge(tree.clinic, tree.hospital)
    charlie, lee = (User.objects.get(pk=one.pk) for one in (charlie, lee))
    assert entity_ids_in_sight(charlie) == {tree.clinic.pk, tree.lab.pk}
    all_of_it = {one.pk for one in (tree.hospital, tree.ward, tree.clinic, tree.lab)}
    assert entity_ids_in_sight(lee) == all_of_it


def test_roles_on_it_are_held_on_the_other_too_if_somebody_says_so(tree):
    charlie = seat(make_user("Charlie"), Role.MEMBER, tree.clinic)
    tree.merge(tree.clinic, tree.hospital, give_roles=True)
    charlie = User.objects.get(pk=charlie.pk)
    assert {tree.hospital.pk, tree.ward.pk, tree.lab.pk} < entity_ids_in_sight(charlie)
    assert Event.objects.get(verb="granted", actor=tree.root).subject_id == charlie.pk


def test_both_have_one_event_with_the_reason(tree):
    tree.merge(tree.clinic, tree.hospital)
    told = Event.objects.filter(reason=BECAUSE).order_by("pk")
    assert [(one.verb, one.subject_label) for one in told] == [
        ("merged", "Clinic"),
        ("took in", "Hospital"),
    ]


def test_what_was_merged_before_goes_along_and_comes_back_along(tree):
    tree.merge(tree.lab, tree.clinic)
    tree.merge(tree.clinic, tree.hospital)
    assert again(tree.lab).merged_into == tree.hospital
    assert names(queries.merged(tree.root, tree.hospital)) == ["Clinic", "Lab"]
    tree.apart(tree.clinic, tree.system)
    assert again(tree.clinic).merged_into is None
    assert again(tree.lab).merged_into == tree.clinic
    assert again(tree.lab).lineage == [tree.system.pk, tree.clinic.pk, tree.lab.pk]
    turns = queries.turns_of(tree.root, tree.clinic)
    assert [(one.turn, one.other.name) for one in turns] == [
        ("merged", "Hospital"),
        ("apart", "Hospital"),
    ]


def test_its_own_parent_can_take_it_in(tree):
    tree.merge(tree.ward, tree.hospital)
    assert again(tree.ward).merged_into == tree.hospital
    assert names(queries.leaves()) == ["Hospital", "Lab"]


def test_a_name_that_is_taken_below_the_other_is_no_hindrance_until_it_is_set_apart(tree):
    twin = make_entity("Ward", tree.clinic)
    tree.merge(twin, tree.hospital)
    with pytest.raises(Invalid, match="already a 'Ward'"):
        tree.apart(twin, tree.hospital)
    tree.apart(twin, tree.clinic)
    assert again(twin).parent == tree.clinic


@pytest.mark.parametrize(
    ("one", "into", "message"),
    [
        ("hospital", "hospital", "this is the same"),
        ("hospital", "ward", "Ward lies within Hospital"),
        ("system", "hospital", "is a whole system"),
    ],
)
def test_what_cannot_be_one_is_refused_and_changes_nothing(tree, one, into, message):
    before = list(Entity.objects.order_by("pk").values())
    with pytest.raises(Invalid, match=message):
        tree.merge(getattr(tree, one), getattr(tree, into))
    assert list(Entity.objects.order_by("pk").values()) == before
    assert not Event.objects.filter(verb="merged").exists()


def test_it_is_merged_once_and_nothing_is_merged_into_it(tree):
    tree.merge(tree.clinic, tree.hospital)
    with pytest.raises(Invalid, match="part of Hospital already"):
        tree.merge(tree.clinic, tree.system)
    with pytest.raises(Invalid, match="Clinic is part of Hospital now"):
        tree.merge(tree.ward, tree.clinic)


def test_of_two_mergings_that_cross_one_stands(tree):
    hospital, clinic = again(tree.hospital), again(tree.clinic)
    tree.merge(hospital, clinic)
    with pytest.raises(Invalid, match="lies within Clinic"):
        tree.merge(clinic, hospital)
    assert again(tree.hospital).merged_into == tree.clinic
    assert again(tree.clinic).merged_into is None


def test_it_takes_a_reason_and_the_version_that_was_read(tree):
    with pytest.raises(Invalid, match="reason"):
        tree.merge(tree.clinic, tree.hospital, reason="  ")
    with pytest.raises(Stale):
        tree.merge(tree.clinic, tree.hospital, version=tree.clinic.version + 1)


@pytest.mark.parametrize("held", ["hospital", "clinic"])
def test_who_administers_one_of_the_two_cannot_merge_them(tree, held):
    local = seat(make_user("Local"), Role.ADMINISTRATOR, getattr(tree, held))
    with pytest.raises(NotAllowed, match="administrator"):
        tree.merge(tree.clinic, tree.hospital, actor=local)
    tree.merge(tree.clinic, tree.hospital)
    with pytest.raises(NotAllowed, match="administrator"):
        tree.apart(tree.clinic, tree.system, actor=User.objects.get(pk=local.pk))


def test_nothing_new_hangs_below_it_and_nobody_gets_a_role_on_it(tree):
    tree.merge(tree.clinic, tree.hospital)
    clinic = again(tree.clinic)
    new = {"name": "Room", "short_name": "Room", "kind": "clinic"}
    with pytest.raises(Invalid, match="Choose that one"):
        create_entity(actor=tree.root, parent=clinic, **new)
    with pytest.raises(Invalid, match="Choose that one"):
        move_entity(actor=tree.root, entity=tree.ward, parent=clinic, reason=BECAUSE)
    with pytest.raises(Invalid, match="set it apart first"):
        move_entity(actor=tree.root, entity=clinic, parent=tree.system, reason=BECAUSE)
    with pytest.raises(Invalid, match="Choose that one"):
        grant_role(actor=tree.root, user=make_user(), entity=clinic, role=Role.LEAD)


def test_what_is_part_of_nothing_cannot_be_set_apart_nor_within_itself(tree):
    with pytest.raises(Invalid, match="part of no other"):
        tree.apart(tree.clinic, tree.system)
    tree.merge(tree.clinic, tree.hospital)
    with pytest.raises(Invalid, match="lies within"):
        tree.apart(tree.clinic, tree.lab)


def test_the_database_keeps_a_merged_entity_below_the_other_and_takes_nothing_below_it(tree):
    with pytest.raises(IntegrityError, match="entity_merged_into"), transaction.atomic():
        Entity.objects.filter(pk=tree.clinic.pk).update(
            merged_into=tree.hospital, merged_on="2026-01-01"
        )
    tree.merge(tree.clinic, tree.hospital)
    with pytest.raises(IntegrityError, match="entity_merged_into"), transaction.atomic():
        Entity.objects.filter(pk=tree.clinic.pk).update(merged_on=None)
    with pytest.raises(ProgrammingError, match="Nothing new hangs"), transaction.atomic():
        Entity.objects.filter(pk=tree.ward.pk).update(parent=tree.clinic)
    with (
        pytest.raises(ProgrammingError, match="Cannot update or delete"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM initiatives_succession")
