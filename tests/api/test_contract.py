"""Versions, keys, problems, paging: what every collection promises."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from initiatives.accountability.models import Commitment
from initiatives.portfolio.models import Initiative
from tests.factories import Cast, make_initiative, make_promise, make_shortfall

pytestmark = pytest.mark.django_db


def is_problem(response, status):
    body = response.json()
    assert response.status_code == status, body
    assert response["Content-Type"] == "application/problem+json"
    assert body["status"] == status
    assert body["type"].startswith("urn:qi-tracker:problem:")
    assert body["detail"]
    return body


def test_a_change_says_which_version_it_is_based_on(cast, call):
    lee = call(cast.lee)
    path = f"initiatives/{cast.initiative.pk}/"
    etag = lee.get(path)["ETag"]
    is_problem(lee.patch(path, {"title": "New"}), 428)
    changed = lee.patch(path, {"title": "New"}, HTTP_IF_MATCH=etag)
    assert (changed.status_code, changed.json()["title"]) == (200, "New")
    assert changed["ETag"] != etag
    is_problem(lee.patch(path, {"title": "Newer"}, HTTP_IF_MATCH=etag), 412)
    is_problem(lee.patch(path, {"title": "Newer"}, HTTP_IF_MATCH="nonsense"), 412)
    assert Initiative.objects.get(pk=cast.initiative.pk).title == "New"


def test_a_change_leaves_the_rest_of_the_charter_as_it_is(cast, call):
    lee = call(cast.lee)
    path = f"initiatives/{cast.initiative.pk}/"
    before = lee.get(path)
    after = lee.patch(path, {"problem": "Too few."}, HTTP_IF_MATCH=before["ETag"]).json()
    moved = {"problem", "version", "updated_at", "active_at"}
    assert {key for key in after if after[key] != before.json()[key]} == moved


def new_commitment(cast):
    return {
        "title": "Once",
        "owner": cast.alice.pk,
        "initiative": cast.initiative.pk,
        "due_on": "2027-01-31",
    }


def test_a_request_sent_twice_is_applied_once(cast, call):
    lee = call(cast.lee)
    sent = [
        lee.post("commitments/", new_commitment(cast), HTTP_IDEMPOTENCY_KEY="abc") for _ in range(2)
    ]
    assert [answer.status_code for answer in sent] == [201, 201]
    assert sent[0].json() == sent[1].json()
    assert sent[1]["Idempotency-Replayed"] == "true"
    assert Commitment.objects.filter(title="Once").count() == 1
    other = new_commitment(cast) | {"title": "Other"}
    is_problem(lee.post("commitments/", other, HTTP_IDEMPOTENCY_KEY="abc"), 422)


def test_a_request_that_failed_may_be_sent_again_under_its_key(cast, call):
    lee = call(cast.lee)
    bad = new_commitment(cast) | {"due_on": "2999-01-01"}
    is_problem(lee.post("commitments/", bad, HTTP_IDEMPOTENCY_KEY="abc"), 422)
    good = lee.post("commitments/", new_commitment(cast), HTTP_IDEMPOTENCY_KEY="abc")
    assert good.status_code == 201


@pytest.mark.django_db(transaction=True)
def test_two_at_once_under_one_key_are_applied_once(call):
    cast = Cast()
    callers = [call(cast.lee) for _ in range(2)]

    def send(caller):
        try:
            return caller.post("commitments/", new_commitment(cast), HTTP_IDEMPOTENCY_KEY="abc")
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(send, callers))
    assert [answer.status_code for answer in answers] == [201, 201]
    assert Commitment.objects.filter(title="Once").count() == 1


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("nothing/", 404),
        ("initiatives/999999/", 404),
        ("initiatives/99999999999999999999/", 404),
        ("initiatives/?colour=red", 400),
        ("initiatives/?entity=abc", 400),
        ("initiatives/?entity=99999999999999999999999", 400),
        ("initiatives/?stage=done", 400),
        ("initiatives/?ordering=secret", 400),
        ("initiatives/?page_size=0", 400),
        ("initiatives/?page_size=201", 400),
        ("initiatives/?cursor=nonsense", 400),
        ("initiatives/?cursor=W10", 400),
        ("commitments/?due_before=soon", 400),
        ("shortfalls/?owner=-1", 400),
        ("status/?entity=x", 400),
        ("status/?entity=999999", 404),
        ("status/cell/", 400),
        ("history/?since=never", 400),
    ],
)
def test_a_bad_question_is_a_problem(cast, call, path, status):
    is_problem(call(cast.lee).get(path), status)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "title"),
        ({"title": ""}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"title": "a\x00b"}, "title"),
        ({"title": ["x"]}, "title"),
        ({"entity": "x"}, "entity"),
        ({"entity": 10**30}, "entity"),
        ({"owner": 999_999}, "owner"),
        ({"aim_by": "2027-02-30"}, "aim_by"),
        ({"stage": "done"}, "stage"),
        ({"alignments": [{"principle": 999_999, "rationale": "x"}]}, "alignments.0.principle"),
        ({"alignments": "all"}, "alignments.non_field_errors"),
        ({"team": [{"user": 999_999}]}, "team.0.user"),
        ({"problem": "MRN 12345678 waited"}, "problem"),
    ],
)
def test_a_bad_initiative_is_refused_by_field_and_nothing_is_written(cast, call, body, field):
    good = {"title": "Good", "entity": cast.clinic.pk} if body else {}
    refused = is_problem(call(cast.lee).post("initiatives/", good | body), 422)
    assert field in refused["errors"]
    assert Initiative.objects.count() == 1


def test_an_alignment_named_twice_is_refused_whole(cast, call):
    twice = [{"principle": cast.principles[0].pk, "rationale": "x"}] * 2
    body = {"title": "Twice", "entity": cast.clinic.pk, "alignments": twice}
    is_problem(call(cast.lee).post("initiatives/", body), 422)
    assert not Initiative.objects.filter(title="Twice").exists()


@pytest.mark.parametrize("raw", [b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b""])
def test_a_body_that_is_no_object_is_a_problem(cast, call, raw):
    answer = call(cast.lee).generic("POST", "initiatives/", raw, content_type="application/json")
    assert answer.status_code in (400, 422)
    is_problem(answer, answer.status_code)


def test_other_methods_and_types_are_problems(cast, call):
    lee = call(cast.lee)
    is_problem(lee.delete(f"initiatives/{cast.initiative.pk}/"), 405)
    is_problem(lee.put(f"initiatives/{cast.initiative.pk}/", {}), 405)
    is_problem(lee.generic("POST", "initiatives/", b"<x/>", content_type="text/xml"), 415)


@pytest.mark.parametrize("ordering", ["title", "-title", "target_on", "-target_on", "-stage", ""])
def test_walking_all_pages_meets_each_row_once_in_order(cast, call, ordering):
    for number in range(7):
        target = date(2027, 1, 1 + number // 2) if number % 3 else None
        make_initiative(cast.lee, cast.clinic, f"Same {number // 4}", target_on=target)
    lee = call(cast.lee)
    order = f"&ordering={ordering}" if ordering else ""
    whole = lee.get(f"initiatives/?page_size=200{order}").json()["results"]
    walked = lee.walk(f"initiatives/?page_size=3{order}")
    assert [row["id"] for row in walked] == [row["id"] for row in whole]
    assert len(walked) == 8


@given(
    targets=st.lists(
        st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 4)), min_size=1, max_size=9
    ),
    size=st.integers(1, 4),
    ordering=st.sampled_from(["target_on", "-target_on", "stage"]),
)
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_pages_forth_and_back_agree_whatever_is_missing(call, targets, size, ordering):
    cast = Cast.__new__(Cast)
    from tests.factories import make_entity, make_user, seat

    cast.system = make_entity()
    lee = seat(make_user(), "equity_lead", cast.system)
    for target in targets:
        make_initiative(lee, cast.system, target_on=target)
    caller = call(lee)
    path = f"initiatives/?page_size={size}&ordering={ordering}"
    pages, following = [], path
    while following:
        page = caller.get(following).json()
        pages.append(page)
        following = page["next"]
    forth = [row["id"] for page in pages for row in page["results"]]
    assert len(forth) == len(set(forth)) == len(targets)
    back, previous = [[row["id"] for row in pages[-1]["results"]]], pages[-1]["previous"]
    while previous:
        page = caller.get(previous).json()
        back.insert(0, [row["id"] for row in page["results"]])
        previous = page["previous"]
    assert [key for keys in back for key in keys] == forth


QUERIES = {
    "initiatives": 7,
    "commitments": 7,
    "shortfalls": 7,
    "alignments": 7,
    "principles": 6,
    "entities": 5,
    "people": 5,
    "history": 7,
}


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize("name", QUERIES)
def test_a_list_takes_the_same_queries_however_long(
    cast, call, name, many, django_assert_max_num_queries
):
    for _ in range(many):
        initiative = make_initiative(cast.lee, cast.hospital, principles=cast.principles)
        make_promise(cast.lee, cast.alice, initiative=initiative)
        make_shortfall(cast.lee, cast.hospital, cast.principles[0])
    lee = call(cast.lee)
    lee.get(f"{name}/")
    with django_assert_max_num_queries(QUERIES[name]):
        assert len(lee.get(f"{name}/").json()["results"]) >= many


def test_oneself_can_be_read_and_changed(cast, call):
    alice = call(cast.alice)
    make_promise(cast.alice, cast.alice, due_in=-2, initiative=cast.initiative)
    me = alice.get("me/")
    assert me.json()["commitments"] == {"open": 1, "overdue": 1, "due_soon": 0}
    changed = alice.patch("me/", {"time_zone": "Asia/Tokyo"}, HTTP_IF_MATCH=me["ETag"])
    assert changed.json()["time_zone"] == "Asia/Tokyo"
    refused = alice.patch("me/", {"time_zone": "Mars"}, HTTP_IF_MATCH=changed["ETag"])
    assert "time_zone" in is_problem(refused, 422)["errors"]


def test_a_register_is_judged_then_written_once(cast, call, tmp_path):
    rows = ("First,Hospital,Alice,planned,1", "Bad,Nowhere,Alice,planned,1")
    content = "\n".join(("Title,Site,Accountable,Status,Guiding principles", *rows)).encode()
    file = tmp_path / "register.csv"
    file.write_bytes(content)
    lee = call(cast.lee)
    with file.open("rb") as upload:
        judged = lee.post("imports/", {"file": upload}, format="multipart")
    assert judged.status_code == 201, judged.json()
    assert [row["verdict"] for row in judged.json()["rows"]] == ["accepted", "refused"]
    assert not Initiative.objects.filter(title="First").exists()
    path = f"imports/{judged.json()['id']}/write/"
    written = lee.post(path)
    assert written.json()["state"] == "written"
    assert Initiative.objects.get(title="First").owner == cast.alice
    is_problem(lee.post(path), 422)
    is_problem(call(cast.root).get(f"imports/{judged.json()['id']}/"), 404)


def test_a_moved_commitment_says_why_in_its_history(cast, call):
    promise = make_promise(cast.alice, cast.alice, initiative=cast.initiative)
    alice = call(cast.alice)
    later = (promise.due_on + timedelta(days=7)).isoformat()
    moved = alice.post(f"commitments/{promise.pk}/move/", {"due_on": later, "reason": "Ill."})
    assert moved.json()["due_on"] == later
    events = alice.get(f"history/?subject_kind=commitment&subject_id={promise.pk}").json()
    assert events["results"][0]["reason"] == "Ill."
    assert json.dumps(events["results"][0]["after"])
