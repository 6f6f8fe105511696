"""After anything that is done to the tree, in any order, nothing is lost."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from initiatives.base.errors import Invalid
from initiatives.people import queries
from initiatives.people.models import Entity
from initiatives.people.rules import anybody_everywhere
from initiatives.people.services import (
    create_entity,
    merge_entity,
    move_entity,
    set_apart,
    split_entity,
)
from initiatives.portfolio.models import Initiative
from initiatives.status.counting import facts
from tests.factories import Cast, make_initiative, make_shortfall, rolled_back

pytestmark = pytest.mark.django_db
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["create", "move", "merge", "split", "apart"]),
        st.integers(0, 20),
        st.integers(0, 20),
    ),
    max_size=9,
)


@pytest.fixture
def cast():
    cast = Cast()
    for place in (cast.hospital, cast.clinic, cast.system):
        make_initiative(cast.root, place, principles=cast.principles[:1], entities=(cast.clinic,))
        make_shortfall(cast.lee, place, cast.principles[0], initiative=cast.initiative)
    return cast


def step(cast, number, kind, one, other):
    """One thing done to two entities of those there are; what cannot be done is refused."""
    known = list(Entity.objects.order_by("pk"))
    one, other = known[one % len(known)], known[other % len(known)]
    by = {"actor": cast.root, "reason": "So."}
    named = {"name": f"New {number}", "short_name": "New", "kind": "clinic"}
    if kind == "create":
        create_entity(actor=cast.root, parent=one, **named)
    elif kind == "move":
        move_entity(entity=one, parent=other, **by)
    elif kind == "merge":
        merge_entity(entity=one, into=other, **by)
    elif kind == "apart":
        set_apart(entity=one, parent=other, **by)
    else:
        able = Initiative.objects.filter(places__entity=one).order_by("pk").values_list("pk")
        going = [key for (key,) in able[:1]]
        split_entity(
            entity=one, initiatives=going, children=list(one.children.all()[:1]), **named, **by
        )


def check_tree():
    """Lineages are right, and what was merged hangs within one that stands."""
    standing = set(Entity.objects.filter(merged_into=None))
    for entity in Entity.objects.select_related("parent", "merged_into"):
        above = entity.parent.lineage if entity.parent else []
        assert entity.lineage == [*above, entity.pk]
        if entity.merged_into:
            assert entity.merged_into in standing
            assert entity.merged_into_id == next(
                pk for pk in reversed(above) if pk in {one.pk for one in standing}
            )


def counted(cast):
    """The initiatives and open shortfalls of the whole, as nobody in particular counts them now."""
    key = cast.principles[0].pk
    found = facts(anybody_everywhere(), cast.system, [key])[key, cast.system.pk]
    return found.initiatives, found.open_shortfalls


@given(steps=STEPS)
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_lineages_stay_right_nothing_is_lost_and_the_root_counts_the_same(cast, steps):
    with rolled_back():
        before, rows = counted(cast), Entity.objects.count()
        for number, (kind, one, other) in enumerate(steps):
            there = Entity.objects.count()
            try:
                step(cast, number, kind, one, other)
            except Invalid:
                assert Entity.objects.count() == there
            else:
                rows += kind in ("create", "split")
            check_tree()
        assert Entity.objects.count() == rows
        assert counted(cast) == before
        tree = queries.tree(cast.root)
        shown = [one for entity in tree for one in queries.children(cast.root, entity)]
        assert sorted(one.pk for one in [tree[0], *shown]) == sorted(one.pk for one in tree)
