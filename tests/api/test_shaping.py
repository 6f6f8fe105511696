"""`fields` and `expand`: less of a record, or more, at the price of one read a kind."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.people.models import User
from tests.api.problems import is_problem
from tests.factories import make_initiative, make_promise, make_shortfall

pytestmark = pytest.mark.django_db


def test_only_what_was_asked_for_is_there(cast, call):
    lee, path = call(cast.lee), f"initiatives/{cast.initiative.pk}/"
    row = lee.get("initiatives/?fields=title,stage").json()["results"][0]
    assert set(row) == {"id", "title", "stage"}
    whole, some = lee.get(path), lee.get(f"{path}?fields=problem&fields=team")
    assert some.json() == {name: whole.json()[name] for name in ("id", "problem", "team")}


def test_its_tag_is_good_for_a_change_whatever_was_asked_for(cast, call):
    lee, path = call(cast.lee), f"initiatives/{cast.initiative.pk}/"
    some = lee.get(f"{path}?fields=title")
    assert some["ETag"] != lee.get(path)["ETag"]
    assert lee.patch(path, {"title": "New"}, HTTP_IF_MATCH=some["ETag"]).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        *("fields=colour", "fields=", "fields=title,,", "fields=owner.email", "fields=%00"),
        *("fields=" + "x" * 5000, "fields=__class__"),
        *("expand=title", "expand=owner,secret", "expand="),
    ],
    ids=lambda query: query[:20],
)
def test_a_name_that_there_is_not_is_told_with_those_that_there_are(cast, call, query):
    for path in ("initiatives/", f"initiatives/{cast.initiative.pk}/"):
        told = is_problem(call(cast.lee).get(f"{path}?{query}"), 400)["errors"]
        assert "owner" in told[query.partition("=")[0]]


def test_other_addresses_take_no_fields(cast, call):
    lee = call(cast.lee)
    for path in ("status/", f"initiatives/{cast.initiative.pk}/history/", "reporting/"):
        is_problem(lee.get(f"{path}?fields=id"), 400)
    is_problem(lee.get("entities/?expand=parent"), 400)


def test_expanded_records_are_those_of_their_own_collection(cast, call):
    lee = call(cast.lee)
    path = f"initiatives/{cast.initiative.pk}/?expand=owner,entity,principles,sponsor"
    shown = lee.get(path).json()
    assert shown["owner"] == lee.get(f"people/{cast.alice.pk}/").json()
    assert shown["entity"] == lee.get(f"entities/{cast.hospital.pk}/").json()
    assert [one["statement"] for one in shown["principles"]]
    assert shown["sponsor"] == lee.get(f"people/{cast.sam.pk}/").json()


def test_what_is_expanded_is_there_though_fields_leave_it_out(cast, call):
    row = call(cast.lee).get("initiatives/?fields=title&expand=owner").json()["results"][0]
    assert set(row) == {"id", "title", "owner"}
    assert row["owner"]["email"] == cast.alice.email


def test_what_one_may_not_see_is_not_expanded(cast, call):
    promise = make_promise(cast.lee, cast.charlie, initiative=cast.initiative)
    charlie = call(cast.charlie)
    assert is_problem(charlie.get(f"initiatives/{cast.initiative.pk}/"), 404)
    found = charlie.get(f"commitments/{promise.pk}/?expand=initiative")
    if found.status_code == 200:
        assert set(found.json()["initiative"] or {}) <= {"id", "name"}
    else:
        is_problem(found, 404)


@pytest.mark.parametrize("many", [1, 3])
def test_expanding_takes_one_read_a_kind_however_many_rows(cast, call, many):
    for number in range(many):
        initiative = make_initiative(
            cast.lee, cast.hospital, f"Same {number}", owner=(cast.alice, cast.bob)[number % 2]
        )
        make_promise(cast.lee, cast.alice, initiative=initiative)
        make_shortfall(cast.lee, cast.hospital, cast.principles[number % 2])
    lee = call(cast.lee)
    lee.get("me/")
    counted = {}
    for path in (
        "initiatives/?expand=owner,sponsor",
        "initiatives/?expand=owner,entity,principles",
        "commitments/?expand=initiative,owner",
        "shortfalls/?expand=principle",
        "principles/?fields=statement",
        "principles/?fields=expects",
    ):
        with CaptureQueriesContext(connection) as asked:
            rows = lee.get(path).json()["results"]
        counted[path] = len(asked)
        assert len(rows) >= many
    assert counted == {
        "initiatives/?expand=owner,sponsor": 3,
        "initiatives/?expand=owner,entity,principles": 6,
        "commitments/?expand=initiative,owner": 4,
        "shortfalls/?expand=principle": 4,
        "principles/?fields=statement": 2,
        "principles/?fields=expects": 3,
    }


def test_an_answer_that_is_known_is_not_sent_again(cast, call):
    lee = call(cast.lee)
    for path in ("initiatives/", f"initiatives/{cast.initiative.pk}/", "me/", "status/"):
        first = lee.get(path)
        for known in (first["ETag"], f'"x", W/{first["ETag"]}', "*"):
            again = lee.get(path, HTTP_IF_NONE_MATCH=known)
            assert (again.status_code, again.content) == (304, b""), path
            assert again["ETag"] == first["ETag"]
        assert lee.get(path, HTTP_IF_NONE_MATCH='"other"').json() == first.json()


def test_a_change_of_what_it_names_makes_it_another_answer(cast, call):
    lee, path = call(cast.lee), f"initiatives/{cast.initiative.pk}/"
    before = lee.get(path)
    User.objects.filter(pk=cast.alice.pk).update(name="Alice Long")
    after = lee.get(path, HTTP_IF_NONE_MATCH=before["ETag"])
    assert after.json()["owner"]["name"] == "Alice Long"
    assert after.json()["version"] == before.json()["version"]
    assert lee.patch(path, {"title": "New"}, HTTP_IF_MATCH=before["ETag"]).status_code == 200
