"""Many records in one request: all or none, each item told of, each with its own history."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.history.models import Event
from initiatives.people.models import Entity
from initiatives.portfolio.models import Initiative
from tests.api.problems import is_problem
from tests.factories import make_entity, make_initiative

pytestmark = pytest.mark.django_db


def new(cast, *titles):
    return {"items": [{"title": title, "entity": cast.clinic.pk} for title in titles]}


def test_all_are_made_in_order_each_with_its_event(cast, call):
    lee, before = call(cast.lee), Event.objects.count()
    made = lee.post("initiatives/bulk/", new(cast, "One", "Two", "Three"))
    assert made.status_code == 200
    assert [row["title"] for row in made.json()["results"]] == ["One", "Two", "Three"]
    assert Event.objects.count() == before + 3


def test_one_that_cannot_be_taken_undoes_all_and_every_fault_is_told_by_index(cast, call):
    lee, events = call(cast.lee), Event.objects.count()
    body = new(cast, "Good", "", "Good too")
    body["items"] += [{"title": "x", "entity": 999_999}, {"titel": "x"}]
    told = is_problem(lee.post("initiatives/bulk/", body), 422)
    assert set(told["errors"]) == {"items.1.title", "items.3.entity", "items.4.titel"}
    assert [(item["index"], item["status"]) for item in told["items"]] == [
        (1, 422),
        (3, 422),
        (4, 422),
    ]
    assert (Initiative.objects.count(), Event.objects.count()) == (1, events)


def test_changes_mind_the_version_of_each(cast, call):
    other, third = (make_initiative(cast.lee, cast.clinic, title) for title in ("B", "C"))
    for one in (cast.initiative, other, third):
        one.refresh_from_db()
    lee = call(cast.lee)
    items = [
        {"id": cast.initiative.pk, "version": cast.initiative.version, "problem": "Too few."},
        {"id": other.pk, "version": other.version + 7, "problem": "Late."},
        {"id": third.pk, "problem": "None."},
        {"id": 999_999, "version": 1, "problem": "None."},
    ]
    told = is_problem(lee.patch("initiatives/bulk/", {"items": items}), 422)
    assert [item["status"] for item in told["items"]] == [412, 428, 404]
    assert "changed by someone else" in told["errors"]["items.1"]
    assert Initiative.objects.get(pk=cast.initiative.pk).problem != "Too few."
    items[1]["version"] = other.version
    items[2]["version"] = None
    done = lee.patch("initiatives/bulk/", {"items": items[:3]})
    before = [cast.initiative.version, other.version, third.version]
    after = [row["version"] for row in done.json()["results"]]
    assert all(now > then for now, then in zip(after, before, strict=True))


def test_what_one_may_not_do_alone_one_may_not_do_in_bulk(cast, call):
    body = {"items": [{"id": cast.clinic.pk, "version": None, "name": "Mine"}]}
    told = is_problem(call(cast.charlie).patch("entities/bulk/", body), 422)
    assert [item["status"] for item in told["items"]] == [403]
    hidden = {"items": [{"id": cast.initiative.pk, "version": None, "title": "Mine"}]}
    told = is_problem(call(cast.charlie).patch("initiatives/bulk/", hidden), 422)
    assert [item["status"] for item in told["items"]] == [404]


def test_the_same_key_applies_it_once(cast, call):
    lee = call(cast.lee)
    sent = [
        lee.post("initiatives/bulk/", new(cast, "Once"), HTTP_IDEMPOTENCY_KEY="b") for _ in "12"
    ]
    assert sent[0].json() == sent[1].json()
    assert sent[1]["Idempotency-Replayed"] == "true"
    assert Initiative.objects.filter(title="Once").count() == 1


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"items": []},
        {"items": {}},
        {"items": [1]},
        {"items": [[]]},
        {"items": None},
        [],
        {"items": [{}] * 201},
        {"items": [{"title": "x"}], "more": 1},
    ],
    ids=lambda body: str(body)[:30],
)
def test_what_is_no_list_of_items_is_refused(cast, call, body):
    is_problem(call(cast.lee).post("initiatives/bulk/", body), 422)
    assert Initiative.objects.count() == 1


def test_the_same_record_twice_needs_the_version_it_has_by_then(cast, call):
    change = {"id": cast.clinic.pk, "version": cast.clinic.version}
    items = [change | {"name": "Once"}, change | {"name": "Twice"}]
    told = is_problem(call(cast.root).patch("entities/bulk/", {"items": items}), 422)
    assert [(item["index"], item["status"]) for item in told["items"]] == [(1, 412)]
    assert not Entity.objects.filter(name__in=["Once", "Twice"]).exists()


@pytest.mark.parametrize("many", [1, 3])
def test_what_was_made_is_read_back_in_one_go(cast, call, many):
    root = call(cast.root)
    places = [make_entity(f"Place {number}", cast.system) for number in range(many)]
    items = [{"id": one.pk, "version": None, "kind": "clinic"} for one in places]
    with CaptureQueriesContext(connection) as asked:
        root.patch("entities/bulk/", {"items": items})
    read = [
        query for query in asked if " IN (" in query["sql"] and "initiatives_entity" in query["sql"]
    ]
    assert len(read) == 1
