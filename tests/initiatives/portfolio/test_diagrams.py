"""A driver diagram: its tree, moving its nodes, and retiring them."""

import pytest
from django.db import transaction
from django.db.utils import DatabaseError

from initiatives.base.errors import Invalid, NotAllowed, Stale
from initiatives.history.models import Event
from initiatives.portfolio import queries
from initiatives.portfolio.models import Driver
from initiatives.portfolio.rules.diagrams import tree_of
from initiatives.portfolio.services import (
    add_driver,
    move_driver,
    retire_driver,
    revise_driver,
)
from tests.factories import make_initiative
from tests.initiatives.portfolio.testing import make_cycle, make_idea

pytestmark = pytest.mark.django_db


@pytest.fixture
def add(cast):
    def made(kind, text, parent=None):
        about = {"actor": cast.bob, "initiative": cast.initiative}
        return add_driver(kind=kind, text=text, parent=parent, **about)

    return made


def drawn(cast):
    """The tree as nested texts."""
    standing = cast.initiative.drivers.filter(retired_at=None)

    def texts(nodes):
        return {node.driver.text: texts(node.below) for node in nodes}

    return texts(tree_of(standing))


def ordered(cast, parent=None):
    standing = cast.initiative.drivers.filter(retired_at=None, parent=parent)
    return [one.text for one in standing]


def move(cast, driver, way):
    return move_driver(actor=cast.bob, driver=driver, way=way)


def test_a_diagram_is_a_tree_below_the_aim(cast):
    idea = make_idea(cast)
    assert drawn(cast) == {
        "Contact after discharge": {"Reached in their language": {idea.text: {}}}
    }
    assert (idea.state, idea.reference) == ("proposed", f"DR-{idea.pk}")
    assert Event.objects.filter(subject_kind="driver", verb="drew").count() == 3


@pytest.mark.parametrize(
    ("kind", "under", "field"),
    [
        ("secondary", None, "parent"),
        ("idea", None, "parent"),
        ("primary", "primary", "parent"),
        ("secondary", "secondary", "parent"),
        ("secondary", "idea", "parent"),
        ("idea", "idea", "parent"),
        ("aim", None, "kind"),
        ("", None, "kind"),
    ],
)
def test_a_node_hangs_only_where_its_kind_may(cast, add, kind, under, field):
    idea = make_idea(cast)
    nodes = {"idea": idea, "secondary": idea.parent, "primary": idea.parent.parent, None: None}
    with pytest.raises(Invalid) as refused:
        add(kind, "Another", nodes[under])
    assert field in refused.value.errors


def test_a_node_never_hangs_on_another_initiative(cast, add):
    other = make_initiative(cast.lee, cast.clinic)
    theirs = add_driver(actor=cast.lee, initiative=other, kind="primary", text="Theirs")
    with pytest.raises(Invalid) as refused:
        add("idea", "Ours", theirs)
    assert "same initiative" in refused.value.errors["parent"]


@pytest.mark.parametrize("text", ["", "  ", "x" * 201, "a\x00b", "MRN 12345678"])
def test_a_text_that_cannot_be_kept_is_refused(cast, add, text):
    with pytest.raises(Invalid) as refused:
        add("primary", text)
    assert "text" in refused.value.errors
    assert not Driver.objects.exists()


def test_up_and_down_change_places(cast, add):
    first, _, third = (add("primary", text) for text in "abc")
    move(cast, third, "up")
    assert ordered(cast) == ["a", "c", "b"]
    move(cast, first, "down")
    assert ordered(cast) == ["c", "a", "b"]
    for driver, way in ((third, "up"), (cast.initiative.drivers.get(text="b"), "down")):
        with pytest.raises(Invalid) as refused:
            move(cast, driver, way)
        assert "already" in refused.value.errors["way"]


def test_in_and_out_change_the_level_and_take_along_what_hangs_there(cast, add):
    first, second = add("primary", "first"), add("primary", "second")
    add("idea", "idea", second)
    moved = move(cast, second, "in")
    assert (moved.kind, moved.parent) == ("secondary", first)
    assert drawn(cast) == {"first": {"second": {"idea": {}}}}
    back = move(cast, moved, "out")
    assert (back.kind, back.parent) == ("primary", None)
    assert ordered(cast) == ["first", "second"]


def test_an_idea_goes_in_below_the_driver_before_it_and_out_again(cast, add):
    primary = add("primary", "primary")
    second = add("secondary", "second", primary)
    idea = add("idea", "idea", primary)
    assert move(cast, idea, "in").parent == second
    assert move(cast, idea, "out").parent == primary
    assert ordered(cast, primary) == ["second", "idea"]
    with pytest.raises(Invalid):
        move(cast, idea, "out")


def test_nothing_goes_a_level_too_deep(cast, add):
    add("primary", "first")
    idea = make_idea(cast)
    with pytest.raises(Invalid) as refused:
        move(cast, idea.parent.parent, "in")
    assert "too deep" in refused.value.errors["way"]
    for driver in (idea, idea.parent):
        with pytest.raises(Invalid):
            move(cast, driver, "in")


@pytest.mark.parametrize("way", ["", "sideways", "UP", "up\x00"])
def test_there_is_no_other_way(cast, way):
    with pytest.raises(Invalid) as refused:
        move(cast, make_idea(cast), way)
    assert "up" in refused.value.errors["way"]


def test_it_is_said_anew_and_hung_elsewhere(cast, add):
    idea, other = make_idea(cast), add("primary", "other")
    revise_driver(
        actor=cast.bob,
        driver=idea,
        text=" Call  twice ",
        parent=other,
        state="abandoned",
        impact="low",
    )
    idea.refresh_from_db()
    assert (idea.text, idea.parent, idea.state, idea.impact) == (
        "Call twice",
        other,
        "abandoned",
        "low",
    )
    with pytest.raises(Invalid) as refused:
        revise_driver(actor=cast.bob, driver=idea, text="x", parent=other, state="done")
    assert "state" in refused.value.errors


@pytest.mark.parametrize("text", ["", "x" * 201, "a\x00b"])
def test_it_is_not_said_anew_in_words_that_cannot_be_kept(cast, text):
    idea = make_idea(cast)
    with pytest.raises(Invalid) as refused:
        revise_driver(actor=cast.bob, driver=idea, text=text, parent=idea.parent, state="testing")
    assert "text" in refused.value.errors


def test_only_ideas_have_a_state(cast, add):
    with pytest.raises(Invalid) as refused:
        revise_driver(
            actor=cast.bob, driver=add("primary", "a"), text="a", parent=None, state="testing"
        )
    assert "state" in refused.value.errors


def test_what_something_hangs_on_is_not_retired(cast):
    idea = make_idea(cast)
    with pytest.raises(Invalid) as refused:
        retire_driver(actor=cast.bob, driver=idea.parent, reason="Wrong.")
    assert "hangs on it" in refused.value.errors["driver"]
    make_cycle(cast, idea)
    with pytest.raises(Invalid) as refused:
        retire_driver(actor=cast.bob, driver=idea, reason="Wrong.")
    assert "cycle" in refused.value.errors["driver"]


def test_a_retired_node_leaves_the_diagram_and_stays_on_record(cast, add):
    idea = make_idea(cast)
    with pytest.raises(Invalid):
        retire_driver(actor=cast.bob, driver=idea, reason=" ")
    retired = retire_driver(actor=cast.bob, driver=idea, reason="Tried before.")
    assert "Call early" not in str(drawn(cast))
    assert queries.driver(cast.bob, idea.pk).retired_because == "Tried before."
    for act in (
        lambda: move(cast, retired, "up"),
        lambda: add("idea", "x", retired),
        lambda: revise_driver(
            actor=cast.bob, driver=retired, text="x", parent=idea.parent, state="testing"
        ),
        lambda: retire_driver(actor=cast.bob, driver=retired, reason="Again."),
    ):
        with pytest.raises(Invalid):
            act()


def test_the_database_refuses_to_delete_a_node(cast):
    idea = make_idea(cast)
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        Driver.objects.filter(pk=idea.pk)._raw_delete("default")
    assert Driver.objects.filter(pk=idea.pk).exists()


@pytest.mark.parametrize("name", ["charlie", "erin", "ada", "nobody"])
def test_who_may_not_edit_the_initiative_draws_nothing(cast, name):
    viewer = getattr(cast, name)
    idea = make_idea(cast)
    for act in (
        lambda: add_driver(actor=viewer, initiative=cast.initiative, kind="primary", text="x"),
        lambda: move_driver(actor=viewer, driver=idea, way="up"),
        lambda: retire_driver(actor=viewer, driver=idea, reason="x"),
        lambda: revise_driver(
            actor=viewer, driver=idea, text="x", parent=idea.parent, state="testing"
        ),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_what_one_may_not_see_is_not_there(cast):
    idea = make_idea(cast)
    assert queries.driver(cast.alice, idea.pk) == idea
    with pytest.raises(Driver.DoesNotExist):
        queries.driver(cast.nobody, idea.pk)


def test_somebody_else_was_faster(cast):
    idea = make_idea(cast)
    with pytest.raises(Stale):
        move_driver(actor=cast.bob, driver=idea, way="up", version=idea.version + 1)


@pytest.mark.parametrize("many", [1, 3])
def test_reading_takes_the_same_queries_however_many(cast, add, many, django_assert_num_queries):
    for number in range(many):
        add("primary", f"Driver {number}")
    with django_assert_num_queries(2):
        assert len(tree_of(queries.drivers(cast.lee).filter(initiative=cast.initiative))) == many
