"""The pages on which entities become one, stand for themselves again, and are split."""

import pytest
from django.urls import reverse

from initiatives.people.choices import Role
from initiatives.people.models import Entity
from initiatives.people.services import merge_entity
from tests.factories import make_entity, make_initiative, make_shortfall, make_user, seat
from tests.initiatives.web.forms import fill_in

WHY = {"reason": "One house."}


def at(name, entity):
    return reverse(name, args=[entity.pk])


def merged(cast):
    """The clinic, part of the hospital now."""
    merge_entity(actor=cast.root, entity=cast.clinic, into=cast.hospital, reason="One house.")
    return Entity.objects.get(pk=cast.clinic.pk)


def offered(client, url, field):
    choices = client.get(url).context["form"].fields[field].choices
    return [str(key) for key, _ in choices if key]


def text_of(client, url, **query):
    return client.get(url, query).content.decode()


def test_what_would_be_concerned_is_counted_before_it_is_done(cast, browse):
    make_entity("Ward", cast.hospital)
    make_shortfall(cast.lee, cast.hospital, cast.principles[0])
    seat(make_user("Ina"), Role.LEAD, cast.hospital)
    page = browse(cast.root).get(at("entity_merge", cast.hospital))
    assert [tile.count for tile in page.context["tiles"]] == [1, 0, 0, 1]
    words = " ".join(page.content.decode().split())
    assert "1 entity lies right below it" in words
    assert "1 role is held on it, and reaches what it has" in words


def test_an_entity_becomes_part_of_another_and_its_page_says_so(cast, browse):
    client = browse(cast.root)
    answer = fill_in(client, at("entity_merge", cast.clinic), into=cast.hospital.pk, **WHY)
    assert (answer.status_code, answer["location"]) == (302, at("entity", cast.clinic))
    page = text_of(client, at("entity", cast.clinic))
    assert "It is part of Hospital now" in page
    assert at("entity_apart", cast.clinic) in page
    assert at("entity_merge", cast.clinic) not in page
    assert "Clinic</a> is part of it" in text_of(client, at("entity", cast.hospital))


def test_only_what_lies_outside_it_and_is_managed_is_offered(cast, browse):
    ward = make_entity("Ward", cast.hospital)
    keys = offered(browse(cast.root), at("entity_merge", cast.hospital), "into")
    assert keys == [str(cast.system.pk), str(cast.clinic.pk)]
    local = browse(seat(make_user("Local"), Role.ADMINISTRATOR, cast.hospital))
    keys = offered(local, at("entity_merge", ward), "into")
    assert keys == [str(cast.hospital.pk)]


@pytest.mark.parametrize(
    ("given", "status", "field"),
    [
        ({"into": "hospital", **WHY}, 422, "into"),
        ({"into": "ward", **WHY}, 422, "into"),
        ({"into": "", **WHY}, 422, "into"),
        ({"into": "clinic", "reason": " "}, 422, "reason"),
        ({"into": "clinic", "reason": "x" * 2001}, 422, "reason"),
        ({"into": "clinic", **WHY, "version": 99}, 409, None),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(cast, browse, given, status, field):
    cast.ward = make_entity("Ward", cast.hospital)
    place = getattr(cast, given["into"]).pk if given["into"] else "x"
    answer = fill_in(
        browse(cast.root), at("entity_merge", cast.hospital), **(given | {"into": place})
    )
    assert answer.status_code == status
    assert field is None or field in answer.context["form"].errors
    assert not Entity.objects.exclude(merged_into=None).exists()


def test_a_merged_entity_is_offered_nowhere_and_found_where_it_is_asked_for(cast, browse):
    clinic = merged(cast)
    client = browse(cast.root)
    assert str(clinic.pk) not in offered(client, reverse("initiative_create"), "entity")
    assert str(clinic.pk) not in offered(client, reverse("entity_create"), "parent")
    (root,) = client.get("/entities/").context["branches"]
    assert [branch.entity.name for branch in root.below] == ["Hospital"]
    assert "2 entities." in text_of(client, "/entities/")
    assert "part of Hospital now" in text_of(client, "/entities/", merged="true")
    listed = text_of(client, "/initiatives/", entity=clinic.pk)
    assert "Clinic (part of Hospital now)" in listed


def test_the_charter_of_what_takes_place_there_keeps_its_place_until_it_is_changed(cast, browse):
    made = make_initiative(cast.charlie, cast.clinic, "There")
    merged(cast)
    url = reverse("initiative_edit", args=[made.pk])
    answer = fill_in(browse(cast.root), url, title="Still there", reason="Clearer.")
    assert answer.status_code == 302
    made.refresh_from_db()
    assert (made.title, made.entity) == ("Still there", cast.clinic)
    fill_in(browse(cast.root), url, entity=cast.hospital.pk, reason="Clearer.")
    made.refresh_from_db()
    assert made.entity == cast.hospital


def test_it_is_set_apart_where_it_was_unless_one_says_otherwise(cast, browse):
    merged(cast)
    answer = fill_in(browse(cast.root), at("entity_apart", cast.clinic), **WHY)
    assert answer.status_code == 302
    clinic = Entity.objects.get(pk=cast.clinic.pk)
    assert (clinic.parent, clinic.merged_into) == (cast.system, None)


def test_a_part_is_split_off_with_what_was_ticked(cast, browse):
    ward = make_entity("Ward", cast.hospital)
    url = at("entity_split", cast.hospital)
    named = {"name": "<b>Heart</b>", "short_name": "=1+1", "kind": "clinic"}
    ticked = {"children": [ward.pk], "initiatives": [cast.initiative.pk]}
    answer = fill_in(browse(cast.root), url, **named, **ticked, **WHY)
    new = Entity.objects.get(name="<b>Heart</b>")
    assert (answer.status_code, answer["location"]) == (302, at("entity", new))
    cast.initiative.refresh_from_db()
    ward.refresh_from_db()
    assert (cast.initiative.entity, ward.parent) == (new, new)
    for entity in (new, cast.hospital):
        assert "<b>Heart" not in text_of(browse(cast.root), at("entity", entity))
    assert "Split off from" in text_of(browse(cast.root), at("entity", new))


def test_a_split_of_nothing_is_refused_with_what_to_do(cast, browse):
    url = at("entity_split", cast.hospital)
    new = {"name": "Heart", "short_name": "Heart"}
    answer = fill_in(browse(cast.root), url, **new, **WHY)
    assert answer.status_code == 422
    assert "Choose what goes" in answer.content.decode()
    empty = text_of(browse(cast.root), at("entity_split", cast.clinic))
    assert "Nothing here can go" in empty


@pytest.mark.parametrize("person", ["lee", "alice", "bob", "charlie", "erin", "ada", "nobody"])
def test_only_an_administrator_sets_apart(cast, browse, person):
    clinic = merged(cast)
    answer = browse(getattr(cast, person)).get(at("entity_apart", clinic))
    assert answer.status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_one_that_was_merged_and_three_take_the_same_queries(cast, browse, count_queries, rows):
    for number in range(rows):
        one = make_entity(f"Part {number}", cast.hospital)
        merge_entity(actor=cast.root, entity=one, into=cast.hospital, reason="So.")
    client = browse(cast.root)
    assert count_queries(client, at("entity", cast.hospital)) == 16
    assert count_queries(client, "/entities/") == 6
    assert count_queries(client, "/entities/?merged=true") == 6
