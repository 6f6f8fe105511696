"""The switches by the API, and what an address of a part that is off answers."""

import pytest

from api.switched import ADDRESSES, feature_of
from api.urls import version_1
from initiatives.history.models import Event
from initiatives.switches.choices import Feature
from initiatives.switches.queries import is_on
from tests.api.caller import seen
from tests.api.problems import is_problem
from tests.initiatives.switches.turning import switch_of, turn

pytestmark = pytest.mark.django_db
OFF = {"is_on": False, "reason": "Not yet."}


def test_administrators_and_auditors_read_them(cast, call):
    assert seen(call, cast, f"switches/{switch_of('chat').pk}/") == {"root", "ada"}
    assert call(cast.lee).walk("switches/") == []
    rows = call(cast.ada).walk("switches/")
    assert {row["feature"] for row in rows} == set(Feature)
    assert all(row["is_on"] for row in rows)


def test_one_is_turned_as_it_was_read(cast, call):
    root, path = call(cast.root), f"switches/{switch_of('webhooks').pk}/"
    assert is_problem(root.patch(path, OFF), 428)
    tag = root.get(path)["ETag"]
    done = root.patch(path, OFF, headers={"If-Match": tag})
    assert done.status_code == 200
    assert done.json()["turned_by"] == cast.root.pk
    assert is_problem(root.patch(path, OFF, headers={"If-Match": tag}), 412)
    assert Event.objects.filter(subject_kind="switch").count() == 1


@pytest.mark.parametrize("name", ["alice", "ada", "lee", "erin", "nobody"])
def test_nobody_else_turns_one(cast, call, name):
    path = f"switches/{switch_of('webhooks').pk}/"
    refused = call(getattr(cast, name)).patch(path, OFF, headers={"If-Match": "*"})
    assert is_problem(refused, 403 if name == "ada" else 404)
    assert is_on(Feature.WEBHOOKS)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"is_on": False}, "reason"),
        ({"is_on": False, "reason": " "}, "reason"),
        ({"is_on": False, "reason": "x" * 2_001}, "reason"),
        ({"is_on": "perhaps", "reason": "So."}, "is_on"),
        ({"is_on": None, "reason": "So."}, "is_on"),
        ({"reason": "So."}, "is_on"),
        (OFF | {"feature": "chat"}, "feature"),
    ],
)
def test_what_cannot_be_taken_turns_nothing(cast, call, body, field):
    path = f"switches/{switch_of('webhooks').pk}/"
    refused = call(cast.root).patch(path, body, headers={"If-Match": "*"})
    assert field in is_problem(refused, 422)["errors"]
    assert is_on(Feature.WEBHOOKS)


@pytest.mark.parametrize("start", ADDRESSES)
def test_an_address_of_a_part_that_is_off_says_so(cast, call, start):
    feature = ADDRESSES[start]
    turn(cast, feature, False)
    for who in (cast.root, cast.nobody):
        problem = is_problem(call(who).get(start), 404)
        assert problem["type"] == "urn:qi-tracker:problem:switched-off"
        assert problem["detail"].startswith(f"{feature.label} is switched off")
    assert call(cast.root).get("initiatives/").status_code == 200


def test_it_is_not_told_before_sign_in(cast, call):
    turn(cast, "webhooks", False)
    assert is_problem(call().get("webhooks/"), 401)


def test_a_write_is_refused_as_well(cast, call):
    turn(cast, "exports", False)
    asked = {"kind": "list_csv", "list": "initiatives"}
    assert is_problem(call(cast.lee).post("exports/", asked), 404)
    assert is_problem(call(cast.lee).post("exports/1/cancel/"), 404)


def test_every_address_that_can_be_off_is_one_of_the_api():
    known = [str(one.pattern).lstrip("^") for one in version_1]
    for start in ADDRESSES:
        assert any(one.startswith(start) for one in known), start


@pytest.mark.parametrize(
    ("path", "feature"),
    [
        ("/api/v1/workforce/", Feature.WORKFORCE),
        ("/api/v1/webhooks/3/test/", Feature.WEBHOOKS),
        ("/api/v1/me/", None),
        ("/api/v1/me/preferences/", None),
        ("/api/v1/feedback/", None),
    ],
)
def test_each_address_belongs_where_it_should(path, feature):
    assert feature_of(path) == feature
