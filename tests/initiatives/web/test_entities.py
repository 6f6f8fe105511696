from datetime import timedelta

import pytest
from django.urls import reverse

from initiatives.base import clock
from initiatives.people.choices import Role
from initiatives.people.models import Entity
from tests.factories import (
    make_entity,
    make_initiative,
    make_promise,
    make_shortfall,
    make_user,
    seat,
)
from tests.initiatives.web.forms import fill_in

LIST = "/entities/"


def page_of(entity):
    return reverse("entity", args=[entity.pk])


def test_the_tree_shows_each_entity_below_its_parent(cast, browse):
    make_entity("Ward", cast.hospital)
    (root,) = browse(cast.nobody).get(LIST).context["branches"]
    assert root.entity == cast.system
    assert [branch.entity for branch in root.below] == [cast.clinic, cast.hospital]
    assert [branch.entity.name for branch in root.below[1].below] == ["Ward"]


def test_a_filter_shows_what_matches(cast, browse):
    answer = browse(cast.nobody).get(LIST, {"q": "hosp"})
    assert [entity.name for entity in answer.context["rows"]] == ["Hospital"]
    assert "below System" in answer.content.decode()
    assert browse(cast.nobody).get(LIST, {"within": "x"}).status_code == 400


@pytest.mark.parametrize("rows", [1, 3])
def test_one_branch_and_three_take_the_same_queries(cast, browse, count_queries, rows):
    for _ in range(rows):
        make_entity("", cast.hospital)
    client = browse(cast.lee)
    assert count_queries(client, LIST) == 5
    assert count_queries(client, f"{LIST}?q=e") == 5
    assert count_queries(client, page_of(cast.hospital)) == 15


def test_every_number_is_the_length_of_the_list_that_it_links_to(cast, browse):
    ward = make_entity("Ward", cast.hospital)
    made = make_initiative(cast.lee, ward)
    make_shortfall(cast.lee, ward, cast.principles[0])
    with clock.at(clock.now() - timedelta(days=9)):
        make_promise(cast.lee, cast.alice, due_in=1, initiative=made)
    make_promise(cast.lee, cast.alice, initiative=made)
    for person in (cast.lee, cast.alice, cast.charlie, cast.nobody):
        client = browse(person)
        for tile in client.get(page_of(cast.hospital)).context["tiles"]:
            assert client.get(tile.url).context["count"] == tile.count, (person.name, tile.url)
    counts = [tile.count for tile in browse(cast.lee).get(page_of(cast.hospital)).context["tiles"]]
    assert counts == [2, 2, 1, 1]


ACTIONS = ("entity_edit", "entity_move", "entity_merge", "entity_split")


@pytest.mark.parametrize("name", ACTIONS)
@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("root", 200),
        ("lee", 403),
        ("alice", 403),
        ("bob", 403),
        ("charlie", 403),
        ("erin", 403),
        ("ada", 403),
        ("nobody", 403),
    ],
)
def test_who_may_change_an_entity(cast, browse, name, person, status):
    client = browse(getattr(cast, person))
    assert client.get(reverse(name, args=[cast.hospital.pk])).status_code == status
    assert client.get(reverse("entity_create")).status_code == status
    assert client.get(page_of(cast.hospital)).status_code == 200


def test_an_administrator_of_one_branch_changes_only_that_branch(cast, browse):
    local = browse(seat(make_user("Local"), Role.ADMINISTRATOR, cast.hospital))
    assert local.get(reverse("entity_edit", args=[cast.hospital.pk])).status_code == 200
    assert local.get(reverse("entity_edit", args=[cast.clinic.pk])).status_code == 403
    new = {"name": "Ward", "short_name": "Ward", "kind": "department"}
    below = fill_in(local, reverse("entity_create"), **new, parent=cast.hospital.pk)
    beside = fill_in(local, reverse("entity_create"), **new, parent=cast.clinic.pk)
    assert (below.status_code, beside.status_code) == (302, 403)
    assert Entity.objects.get(name="Ward").parent == cast.hospital


def test_an_entity_is_renamed(cast, browse):
    url = reverse("entity_edit", args=[cast.clinic.pk])
    assert fill_in(browse(cast.root), url, name="Clinic for all").status_code == 302
    cast.clinic.refresh_from_db()
    assert cast.clinic.name == "Clinic for all"


def test_a_name_that_is_taken_is_said_beside_the_field(cast, browse):
    url = reverse("entity_edit", args=[cast.clinic.pk])
    answer = fill_in(browse(cast.root), url, name="hospital")
    assert answer.status_code == 422
    assert "name" in answer.context["form"].errors


def test_an_entity_moves_with_all_below_it(cast, browse):
    ward = make_entity("Ward", cast.hospital)
    url = reverse("entity_move", args=[cast.hospital.pk])
    answer = fill_in(browse(cast.root), url, parent=cast.clinic.pk, reason="It joined.")
    assert answer.status_code == 302
    ward.refresh_from_db()
    assert ward.lineage == [cast.system.pk, cast.clinic.pk, cast.hospital.pk, ward.pk]


def test_an_entity_cannot_move_below_itself(cast, browse):
    ward = make_entity("Ward", cast.hospital)
    url = reverse("entity_move", args=[cast.hospital.pk])
    offered = [
        key for key, _ in browse(cast.root).get(url).context["form"].fields["parent"].choices
    ]
    assert ward.pk not in offered
    answer = fill_in(browse(cast.root), url, parent=ward.pk, reason="A circle.")
    assert answer.status_code == 422
    assert "parent" in answer.context["form"].errors


def test_markup_in_a_name_is_shown_as_text(cast, browse):
    made = make_entity("<script>alert(1)</script>", cast.hospital)
    for url in (LIST, page_of(made), page_of(cast.hospital)):
        assert "<script>alert" not in browse(cast.root).get(url).content.decode()
