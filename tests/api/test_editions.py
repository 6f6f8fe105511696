"""Versions of principles and of vocabularies by the API: previewed, put in force, never overrun."""

import pytest

from initiatives.framework.models import Framework
from initiatives.measures.models import Stratification
from tests.api.calls_editions import PRINCIPLES, VOCABULARY
from tests.api.problems import is_problem

pytestmark = pytest.mark.django_db
WHY = {"reason": "Decided by the board."}
LATER = PRINCIPLES.replace("2027", "2028").replace("We listen first.", "We listen and act.")


def test_a_version_is_previewed_and_put_in_force_as_it_was_foreseen(cast, call):
    lee = call(cast.lee)
    first = lee.post("frameworks/", {"content": PRINCIPLES, **WHY})
    assert first.status_code == 201
    foreseen = lee.post("frameworks/preview/", {"content": LATER}).json()
    assert (foreseen["known"], foreseen["instead_of"]) == (None, first.json()["id"])
    (principle,) = foreseen["principles"]
    assert (principle["turn"], principle["texts"][0]["name"]) == ("changed", "statement")
    given = {"content": LATER, **WHY, "instead_of": foreseen["instead_of"]}
    made = lee.post("frameworks/", given).json()
    assert made["in_force"]
    assert lee.post("frameworks/preview/", {"content": LATER}).json()["known"] == made["id"]
    assert lee.post("frameworks/", {"content": LATER, **WHY}).json()["id"] == made["id"]
    is_problem(lee.post("frameworks/", given | {"content": LATER.replace("2028", "3")}), 412)
    assert Framework.objects.filter(key="other").count() == 2


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"content": "a: ["}, "file"),
        ({"content": PRINCIPLES.replace("statement", "words")}, "principles[1].words"),
        ({"content": PRINCIPLES, "reason": ""}, "reason"),
        ({"content": "x" * 1_000_001}, "content"),
        ({"content": "\u00e9" * 600_000}, "file"),
        ({"content": PRINCIPLES, "instead_of": -1}, "instead_of"),
        ({"content": PRINCIPLES, "color": "red"}, "color"),
        ({"content": 5}, "file"),
    ],
)
def test_what_cannot_be_taken_names_its_part(cast, call, given, field):
    answer = call(cast.lee).post("frameworks/", WHY | given)
    assert answer.status_code in (400, 422)
    assert field in answer.json()["errors"]
    assert not Framework.objects.filter(key="other").exists()


def test_a_vocabulary_is_previewed_put_in_force_and_retired(cast, call, db):
    lee, given = call(cast.lee), VOCABULARY | {"strata": VOCABULARY["strata"][:2]}
    made = lee.post("stratifications/", given | WHY).json()
    assert [one["code"] for one in made["strata"]] == ["stable", "unstable"]
    later = given | {"edition": "2", "strata": [{"code": "stable", "label": "In a home"}]}
    foreseen = lee.post("stratifications/preview/", later).json()
    assert {one["code"]: one["turn"] for one in foreseen["groups"]} == {
        "stable": "changed",
        "unstable": "withdrawn",
    }
    second = lee.post("stratifications/", later | WHY | {"instead_of": made["id"]}).json()
    is_problem(
        lee.post("stratifications/", later | WHY | {"edition": "3", "instead_of": made["id"]}), 412
    )
    assert not lee.get(f"stratifications/{made['id']}/").json()["in_force"]
    retired = lee.post(f"stratifications/{second['id']}/retire/", {"reason": "Not used."}).json()
    assert not retired["in_force"]
    offered = lee.post(f"stratifications/{second['id']}/offer/", {"reason": "Used."}).json()
    assert offered["in_force"]


@pytest.mark.parametrize(
    "changes",
    [
        {"key": "two words"},
        {"strata": []},
        {"strata": [{"code": "a", "label": "A"}, {"code": "a", "label": "B"}]},
        {"strata": [{"code": "a", "label": "<b>A</b>"}]},
        {"strata": [{"code": "a", "label": "A", "absent": "lost"}]},
        {"strata": [{"code": f"g{n}", "label": "A"} for n in range(501)]},
        {"strata": [{"code": "a", "label": "A", "mapped": [{"stratification": "gone"}]}]},
        {"reason": " "},
        {"key": "entity"},
    ],
)
def test_a_vocabulary_that_cannot_be_taken_changes_nothing(cast, call, changes):
    given = VOCABULARY | {"strata": VOCABULARY["strata"][:2]} | WHY | changes
    answer = call(cast.lee).post("stratifications/", given)
    assert answer.status_code in (400, 422)
    assert answer.json()["errors"]
    assert not Stratification.objects.filter(key=given["key"]).exists()


@pytest.mark.parametrize("name", ["alice", "charlie", "erin", "ada", "nobody"])
def test_nobody_else_previews_or_changes(cast, call, name):
    caller = call(getattr(cast, name))
    is_problem(caller.post("frameworks/preview/", {"content": PRINCIPLES}), 403)
    is_problem(caller.post("frameworks/", {"content": PRINCIPLES, **WHY}), 403)
    given = VOCABULARY | {"strata": VOCABULARY["strata"][:2]}
    is_problem(caller.post("stratifications/preview/", given), 403)
    is_problem(caller.post("stratifications/", given | WHY), 403)
