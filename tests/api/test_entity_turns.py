"""Entities that are merged, set apart and split by API."""

import pytest

from initiatives.people.models import Entity
from tests.api.problems import is_problem

pytestmark = pytest.mark.django_db
WHY = {"reason": "One house."}
NAMED = {"name": "Heart", "short_name": "Heart", "kind": "program"} | WHY


def at(entity, what=""):
    return f"entities/{entity.pk}/{what}"


def test_an_entity_is_merged_and_set_apart_again(cast, call):
    root = call(cast.root)
    answer = root.post(at(cast.clinic, "merge/"), {"into": cast.hospital.pk} | WHY)
    assert answer.status_code == 200
    assert answer.json()["merged_into"] == cast.hospital.pk
    assert [one["id"] for one in root.get("entities/?merged=true").json()["results"]] == [
        cast.clinic.pk
    ]
    back = root.post(at(cast.clinic, "apart/"), {"parent": cast.system.pk} | WHY)
    assert (back.json()["merged_into"], back.json()["merged_on"]) == (None, None)
    assert back.json()["lineage"] == [cast.system.pk, cast.clinic.pk]


def test_a_part_is_split_off(cast, call):
    going = {"initiatives": [cast.initiative.pk]}
    answer = call(cast.root).post(at(cast.hospital, "split/"), NAMED | going)
    assert answer.status_code == 201
    assert answer.json()["parent"] == cast.system.pk
    cast.initiative.refresh_from_db()
    assert cast.initiative.entity_id == answer.json()["id"]


@pytest.mark.parametrize(
    ("what", "body", "field"),
    [
        ("merge/", {"into": "hospital", **WHY}, "into"),
        ("merge/", {"into": "ward", **WHY}, "into"),
        ("merge/", {"into": 10**9, **WHY}, "into"),
        ("merge/", {"into": "'; DROP", **WHY}, "into"),
        ("merge/", {"into": "clinic", "reason": ""}, "reason"),
        ("merge/", {"into": "clinic", "give_roles": "perhaps", **WHY}, "give_roles"),
        ("apart/", {"parent": "system", **WHY}, "parent"),
        ("split/", NAMED, "initiatives"),
        ("split/", NAMED | {"initiatives": "all"}, "initiatives"),
        ("split/", NAMED | {"initiatives": [0]}, "initiatives"),
        ("split/", NAMED | {"initiatives": list(range(1, 102))}, "initiatives"),
        ("split/", NAMED | {"children": ["clinic"]}, "children"),
        ("split/", NAMED | {"parent": "system"}, "parent"),
    ],
)
def test_what_cannot_be_is_said_by_field_and_changes_nothing(cast, call, what, body, field):
    cast.ward = call(cast.root).post(
        "entities/",
        {"name": "Ward", "short_name": "W", "kind": "department", "parent": cast.hospital.pk},
    )
    cast.ward = Entity.objects.get(name="Ward")
    before = list(Entity.objects.order_by("pk").values())
    sent = {name: keyed(cast, value) for name, value in body.items()}
    answer = call(cast.root).post(at(cast.hospital, what), sent)
    problem = is_problem(answer, answer.status_code)
    assert answer.status_code in (400, 422)
    assert field in {name.partition(".")[0] for name in problem["errors"]}
    assert list(Entity.objects.order_by("pk").values()) == before


def keyed(cast, value):
    """The key of an entity of the cast by its name."""
    if isinstance(value, list):
        return [keyed(cast, one) for one in value]
    known = ("hospital", "ward", "clinic", "system")
    return getattr(cast, value).pk if value in known else value


def test_a_version_that_was_not_the_last_is_refused(cast, call):
    for what, body in (("merge/", {"into": cast.clinic.pk} | WHY), ("split/", NAMED)):
        answer = call(cast.root).post(at(cast.hospital, what), body, headers={"If-Match": '"99"'})
        is_problem(answer, 412)


@pytest.mark.parametrize("person", ["lee", "alice", "bob", "charlie", "erin", "ada", "nobody"])
def test_only_an_administrator_does_it(cast, call, person):
    client = call(getattr(cast, person))
    calls = (
        ("merge/", {"into": cast.clinic.pk} | WHY),
        ("apart/", {"parent": cast.system.pk} | WHY),
    )
    for what, body in calls:
        is_problem(client.post(at(cast.hospital, what), body), 403)
