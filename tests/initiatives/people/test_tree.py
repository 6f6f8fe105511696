import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from initiatives.base.errors import Invalid, NotAllowed
from initiatives.people import queries
from initiatives.people.choices import EntityKind, Role
from initiatives.people.models import Entity
from initiatives.people.rules import entity_ids_in_sight, holds
from initiatives.people.services import create_entity, move_entity, revise_entity
from tests.factories import make_entity, make_user, seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    root = make_entity("System")
    hospital = make_entity("Hospital", root)
    ward = make_entity("Ward", hospital)
    clinic = make_entity("Clinic", root)
    return root, hospital, ward, clinic


def test_a_lineage_runs_from_the_root_to_the_entity(tree):
    root, hospital, ward, _ = tree
    assert ward.lineage == [root.pk, hospital.pk, ward.pk]


def test_the_tree_lists_children_after_their_parent_by_name(tree):
    listed = [(entity.name, entity.depth) for entity in queries.tree(make_user())]
    assert listed == [("System", 0), ("Clinic", 1), ("Hospital", 1), ("Ward", 2)]


def test_a_moved_entity_takes_what_is_below_it_along(tree):
    root, hospital, ward, clinic = tree
    admin = seat(make_user(), Role.ADMINISTRATOR, root)
    move_entity(actor=admin, entity=hospital, parent=clinic, reason="Merged.")
    ward.refresh_from_db()
    assert ward.lineage == [root.pk, clinic.pk, hospital.pk, ward.pk]


def test_an_entity_cannot_be_moved_into_itself(tree):
    root, hospital, ward, _ = tree
    admin = seat(make_user(), Role.ADMINISTRATOR, root)
    with pytest.raises(Invalid, match="lies within"):
        move_entity(actor=admin, entity=hospital, parent=ward, reason="Why not.")


def test_a_name_is_taken_once_under_a_parent(tree):
    root, *_ = tree
    admin = seat(make_user(), Role.ADMINISTRATOR, root)
    with pytest.raises(Invalid, match="already"):
        create_entity(actor=admin, name="hospital", short_name="H", kind="hospital", parent=root)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 161}, "name"),
        ({"short_name": "x" * 41}, "short_name"),
        ({"kind": "castle"}, "kind"),
    ],
)
def test_a_bad_entity_is_refused_by_field(tree, fields, name):
    root, hospital, *_ = tree
    admin = seat(make_user(), Role.ADMINISTRATOR, root)
    values = {"name": "New", "short_name": "New", "kind": EntityKind.CLINIC} | fields
    with pytest.raises(Invalid) as refused:
        revise_entity(actor=admin, entity=hospital, **values)
    assert name in refused.value.errors


def test_only_an_administrator_above_may_build(tree):
    _, hospital, _, clinic = tree
    admin_of_clinic = seat(make_user(), Role.ADMINISTRATOR, clinic)
    with pytest.raises(NotAllowed, match="administrator of Hospital"):
        create_entity(
            actor=admin_of_clinic, name="New", short_name="New", kind="clinic", parent=hospital
        )


def test_a_role_reaches_down_and_never_up_or_aside(tree):
    root, hospital, ward, clinic = tree
    lead = seat(make_user(), Role.LEAD, hospital)
    assert holds(lead, {Role.LEAD}, ward)
    assert not holds(lead, {Role.LEAD}, root)
    assert not holds(lead, {Role.LEAD}, clinic)
    assert entity_ids_in_sight(lead) == {hospital.pk, ward.pk}


def test_an_ended_role_holds_no_more(tree):
    from initiatives.people.services import end_role

    root, hospital, *_ = tree
    admin = seat(make_user(), Role.ADMINISTRATOR, root)
    lead = seat(make_user(), Role.LEAD, hospital)
    end_role(actor=admin, membership=lead.memberships.get(), reason="Left the post.")
    assert entity_ids_in_sight(type(lead).objects.get(pk=lead.pk)) == frozenset()


@given(moves=st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=12))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_after_any_moves_every_lineage_is_its_parents_and_itself(moves):
    root = make_entity()
    admin = seat(make_user(), Role.ADMINISTRATOR, root)
    nodes = [make_entity("", root) for _ in range(8)]
    for index, target in moves:
        try:
            entity, parent = (Entity.objects.get(pk=nodes[i].pk) for i in (index, target))
            move_entity(actor=admin, entity=entity, parent=parent, reason="Moved.")
        except Invalid:
            continue
    for entity in Entity.objects.filter(lineage__contains=[root.pk]).select_related("parent"):
        above = entity.parent.lineage if entity.parent else []
        assert entity.lineage == [*above, entity.pk]
