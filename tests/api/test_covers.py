"""Covers by API: asked for, agreed to, ended; who reads them and who may do what."""

from datetime import timedelta

import pytest

from initiatives.base import clock
from initiatives.people.models import Cover
from initiatives.people.services import ask_cover
from tests.api.caller import EVERYONE, answers, seen
from tests.api.problems import is_problem
from tests.factories import make_promise

pytestmark = pytest.mark.django_db


def day(number):
    return clock.today("America/Los_Angeles") + timedelta(days=number)


def asked(cast, person=None, stand_in=None, first=0, last=5):
    person = person or cast.alice
    return ask_cover(
        actor=person,
        person=person,
        stand_in=stand_in or cast.bob,
        starts=day(first),
        ends=day(last),
    )


def body(cast, **change):
    whole = {"stand_in": cast.bob.pk, "starts": str(day(1)), "ends": str(day(5))}
    return whole | {name: str(value) if name in whole else value for name, value in change.items()}


def test_whoever_agreed_may_act_until_it_is_ended(cast, call):
    made = make_promise(cast.lee, cast.alice, initiative=cast.initiative)
    alice, bob = call(cast.alice), call(cast.bob)
    cover = alice.post("covers/", body(cast, starts=day(0), reason="Leave.")).json()
    assert (cover["person"]["id"], cover["stand_in"]["id"]) == (cast.alice.pk, cast.bob.pk)
    assert (cover["state"], cover["reason"], cover["is_over"]) == ("asked", "Leave.", False)
    acknowledge = f"commitments/{made.pk}/acknowledge/"
    assert bob.post(acknowledge).status_code == 403
    agreed = bob.post(f"covers/{cover['id']}/accept/").json()
    assert (agreed["state"], bool(agreed["answered_at"])) == ("accepted", True)
    assert bob.post(acknowledge).status_code == 200
    ended = alice.post(f"covers/{cover['id']}/end/", {"reason": "Back."}).json()
    assert ended["state"] == "ended"
    assert bob.post(f"commitments/{made.pk}/fulfil/", {"evidence": "Done."}).status_code == 403


def test_a_cover_is_read_by_those_it_names_and_by_administrators(cast, call):
    cover = asked(cast)
    assert seen(call, cast, f"covers/{cover.pk}/") == {"alice", "bob", "root"}
    for name in EVERYONE:
        rows = call(getattr(cast, name)).walk("covers/")
        assert len(rows) == (name in ("alice", "bob", "root")), name


def test_covers_are_found_by_state_and_by_person(cast, call):
    cover = asked(cast)
    root = call(cast.root)
    for query, found in (
        ("state=asked", True),
        ("state=accepted", False),
        (f"person={cast.alice.pk}", True),
        (f"stand_in={cast.alice.pk}", False),
    ):
        assert [row["id"] for row in root.walk(f"covers/?{query}")] == [cover.pk] * found, query


def test_one_asks_for_oneself_and_an_administrator_for_others(cast, call):
    who = [name for name in EVERYONE if name not in ("bob", "root")]
    given = answers(call, cast, "covers/", body(cast, person=cast.sam.pk), who)
    assert given == dict.fromkeys(who, 403) | {"sam": 201}
    other = body(cast, person=cast.nobody.pk)
    assert call(cast.root).post("covers/", other).status_code == 201


def test_nobody_agrees_for_someone_else(cast, call):
    path = f"covers/{asked(cast).pk}/"
    who = [name for name in EVERYONE if name != "bob"]
    for verb in ("accept", "decline"):
        given = answers(call, cast, f"{path}{verb}/", None, who)
        assert given == dict.fromkeys(who, 404) | {"alice": 403, "root": 403}
    assert Cover.objects.get().state == "asked"
    assert call(cast.bob).post(f"{path}decline/").json()["state"] == "declined"
    is_problem(call(cast.bob).post(f"{path}accept/"), 422)


def test_either_of_the_two_or_an_administrator_ends_it(cast, call):
    for name in ("alice", "bob", "root"):
        path = f"covers/{asked(cast).pk}/end/"
        is_problem(call(cast.lee).post(path, {"reason": "So."}), 404)
        assert "reason" in is_problem(call(getattr(cast, name)).post(path, {}), 422)["errors"]
        assert call(getattr(cast, name)).post(path, {"reason": "So."}).status_code == 200


def test_an_action_minds_the_version_where_it_is_given(cast, call):
    path = f"covers/{asked(cast).pk}/"
    bob = call(cast.bob)
    etag = bob.get(path)["ETag"]
    assert bob.post(f"{path}accept/", HTTP_IF_MATCH=etag).status_code == 200
    is_problem(bob.post(f"{path}end/", {"reason": "So."}, HTTP_IF_MATCH=etag), 412)
    assert Cover.objects.get().state == "accepted"


def test_a_cover_in_a_circle_is_refused(cast, call):
    asked(cast, cast.bob, cast.lee)
    asked(cast, cast.lee, cast.alice)
    refused = is_problem(call(cast.alice).post("covers/", body(cast)), 422)
    assert "circle" in refused["errors"]["stand_in"]
    assert Cover.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"stand_in": "$alice"}, "stand_in"),
        ({"stand_in": 999_999}, "stand_in"),
        ({"stand_in": 10**30}, "stand_in"),
        ({"stand_in": None}, "stand_in"),
        ({"person": "alice"}, "person"),
        ({"starts": "2026-02-30"}, "starts"),
        ({"starts": None}, "starts"),
        ({"ends": "$before"}, "ends"),
        ({"starts": "2020-01-01", "ends": "2020-01-02"}, "ends"),
        ({"ends": "9999-12-31"}, "ends"),
        ({"reason": "x" * 201}, "reason"),
        ({"state": "accepted"}, "state"),
    ],
    ids=str,
)
def test_a_bad_cover_is_refused_by_field(cast, call, change, field):
    special = {"$alice": cast.alice.pk, "$before": str(day(0))}
    change = {
        name: special.get(value, value) if isinstance(value, str) else value
        for name, value in change.items()
    }
    refused = call(cast.alice).post("covers/", body(cast) | change)
    assert field in is_problem(refused, 422)["errors"]
    assert not Cover.objects.exists()


def test_a_second_cover_on_the_same_days_is_refused(cast, call):
    asked(cast)
    refused = call(cast.alice).post("covers/", body(cast, stand_in=cast.lee.pk))
    assert "Bob is asked" in is_problem(refused, 422)["errors"]["starts"]
