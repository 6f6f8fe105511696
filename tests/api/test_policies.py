"""Reminder policies by API: versions, what one would change, and who keeps them."""

import pytest

from initiatives.accountability.models import Policy, Reminder
from initiatives.accountability.queries import policies_in_force
from initiatives.history.models import Event
from tests.api.caller import EVERYONE, answers, seen
from tests.api.problems import is_problem
from tests.factories import make_initiative, make_promise

pytestmark = pytest.mark.django_db
ON_THE_DAY = [{"audience": "owner", "days": 0}]


def body(cast, **change):
    return {"entity": cast.hospital.pk, "steps": ON_THE_DAY} | change


def test_a_new_version_takes_the_place_of_the_one_before(cast, call):
    lee = call(cast.lee)
    first = lee.post("policies/", body(cast, quiet_from="19:00", days="working"))
    assert first.status_code == 201
    steps = [*ON_THE_DAY, {"audience": "executive", "days": 14, "urgent": True}]
    second = lee.post("policies/", body(cast, steps=steps)).json()
    assert (first.json()["number"], second["number"]) == (1, 2)
    assert (first.json()["quiet_from"], second["quiet_from"]) == ("19:00", "18:00")
    assert (first.json()["days"], second["days"]) == ("working", "calendar")
    assert [step["words"] for step in second["steps"]] == [
        "Owner: on the due date, with the digest",
        "Executive: 14 days after the due date, at once",
    ]
    rows = lee.walk(f"policies/?entity={cast.hospital.pk}")
    assert [(row["number"], row["in_force"]) for row in rows] == [(2, True), (1, False)]
    assert [row["number"] for row in lee.walk("policies/?in_force=false")] == [1]


def test_everyone_reads_how_people_are_reminded(cast, call):
    made = call(cast.lee).post("policies/", body(cast)).json()
    assert seen(call, cast, f"policies/{made['id']}/") == set(EVERYONE)
    assert call().get("policies/").status_code == 401


def test_a_policy_is_kept_by_the_stewards_of_its_place(cast, call):
    who = ("alice", "bob", "sam", "erin", "ada", "charlie", "nobody")
    for path in ("policies/", "policies/effect/"):
        given = answers(call, cast, path, body(cast), who)
        assert given == dict.fromkeys(who, 403), path
    assert answers(call, cast, "policies/", body(cast), ("lee", "root")) == {
        "lee": 201,
        "root": 201,
    }
    whole_system = {"entity": None, "steps": ON_THE_DAY}
    assert answers(call, cast, "policies/", whole_system, ("lee", "root")) == {
        "lee": 403,
        "root": 201,
    }


def test_the_effect_is_told_and_nothing_is_kept(cast, call):
    for _ in range(22):
        make_promise(cast.lee, cast.alice, 0, initiative=cast.initiative)
    lee = call(cast.lee)
    kept, events = Policy.objects.count(), Event.objects.count()
    effect = lee.post("policies/effect/", body(cast, steps=[{"audience": "owner", "days": 1}]))
    assert effect.status_code == 200
    assert effect.json()["commitments"] == 22
    assert effect.json()["told"] == {"total": 0, "first": []}
    spared = effect.json()["spared"]
    assert (spared["total"], len(spared["first"])) == (22, 20)
    assert {row["recipient"]["id"] for row in spared["first"]} == {cast.alice.pk}
    assert (Policy.objects.count(), Event.objects.count()) == (kept, events)
    assert not Reminder.objects.exists()


def test_the_effect_says_who_would_be_told_besides(cast, call):
    made = make_promise(cast.lee, cast.alice, -3, initiative=cast.initiative)
    elsewhere = make_initiative(cast.lee, cast.clinic, owner=cast.alice, sponsor=cast.sam)
    make_promise(cast.lee, cast.alice, -3, initiative=elsewhere)
    steps = [*ON_THE_DAY, {"audience": "sponsor", "days": 1}]
    told = call(cast.lee).post("policies/effect/", body(cast, steps=steps)).json()["told"]
    assert told["total"] == 1
    (row,) = told["first"]
    assert (row["commitment"]["id"], row["recipient"]["id"]) == (made.pk, cast.sam.pk)
    assert (row["audience"], row["step"]) == ("sponsor", "T+1")


def test_a_policy_is_retired_by_those_who_keep_it(cast, call):
    made = call(cast.lee).post("policies/", body(cast)).json()
    path = f"policies/{made['id']}/retire/"
    who = ("alice", "bob", "erin", "ada", "charlie", "nobody")
    assert answers(call, cast, path, {"reason": "So."}, who) == dict.fromkeys(who, 403)
    lee = call(cast.lee)
    assert "reason" in is_problem(lee.post(path, {"reason": " "}), 422)["errors"]
    is_problem(lee.post(path, {"reason": "So."}, HTTP_IF_MATCH='"9"'), 412)
    assert lee.post(path, {"reason": "So."}).json()["in_force"] is False
    is_problem(lee.post(path, {"reason": "So."}), 422)


def test_the_policy_of_the_whole_system_stays(cast, call):
    (policy,) = policies_in_force()
    refused = call(cast.root).post(f"policies/{policy.pk}/retire/", {"reason": "So."})
    assert "changed, not removed" in is_problem(refused, 422)["errors"]["policy"]


@pytest.mark.parametrize("path", ["policies/", "policies/effect/"])
@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"steps": []}, "steps"),
        ({"steps": None}, "steps"),
        ({"steps": [{}]}, "steps.0.audience"),
        ({"steps": ["owner"]}, "steps.0"),
        ({"steps": [{"audience": "owner", "days": "soon"}]}, "steps.0.days"),
        ({"steps": [{"audience": "owner", "days": 10**30}]}, "steps"),
        ({"steps": [{"audience": "owner", "days": -366}]}, "steps"),
        ({"steps": [{"audience": "everyone", "days": 0}]}, "steps.0.audience"),
        ({"steps": [*ON_THE_DAY, {"audience": "cover", "days": 1}]}, "steps"),
        ({"steps": [{"audience": "sponsor", "days": 3}]}, "steps"),
        ({"steps": [*ON_THE_DAY, {"audience": "sponsor", "days": -3}]}, "steps"),
        (
            {
                "steps": [
                    *ON_THE_DAY,
                    {"audience": "executive", "days": 3},
                    {"audience": "sponsor", "days": 5},
                ]
            },
            "steps",
        ),
        ({"steps": ON_THE_DAY * 2}, "steps"),
        ({"steps": [{"audience": "owner", "days": day} for day in range(25)]}, "steps"),
        ({"steps": ON_THE_DAY * 101}, "steps"),
        ({"steps": [{"audience": "owner", "days": 0, "to": "x"}]}, "steps.0.to"),
        ({"kind": "wish"}, "kind"),
        ({"days": "lunar"}, "days"),
        ({"repeat_every": 0}, "repeat_every"),
        ({"repeat_every": -1}, "repeat_every"),
        ({"repeat_every": 10**30, "repeat_longest": 10**31}, "repeat_every"),
        ({"repeat_every": True}, "repeat_every"),
        ({"repeat_every": 9, "repeat_longest": 8}, "repeat_longest"),
        ({"shortfall_after": 0}, "shortfall_after"),
        ({"quiet_from": "25:00"}, "quiet_from"),
        ({"quiet_from": "late"}, "quiet_from"),
        ({"quiet_until": 7}, "quiet_until"),
        ({"entity": 999_999}, "entity"),
        ({"in_force": False}, "in_force"),
    ],
    ids=lambda value: str(value)[:50],
)
def test_a_bad_policy_is_refused_by_field_and_nothing_is_kept(cast, call, path, change, field):
    root, events = call(cast.root), Event.objects.count()
    refused = root.post(path, body(cast) | change)
    assert field in is_problem(refused, 422)["errors"]
    assert not Policy.objects.exists()
    assert Event.objects.count() == events
