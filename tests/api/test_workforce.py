"""The workforce by API: the same masks, who may, and versions that are never lost."""

import pytest

from initiatives.workforce.models import WorkforceCount
from tests.api.caller import EVERYONE
from tests.api.problems import is_problem
from tests.initiatives.measures.making import make_stratification
from tests.initiatives.workforce.making import make_benchmark, make_count

pytestmark = pytest.mark.django_db


@pytest.fixture
def origin(cast):
    return make_stratification()


def table(cast, origin, **more):
    asked = {"entity": cast.system.pk, "stratification": origin.pk} | more
    return "workforce/?" + "&".join(f"{name}={value}" for name, value in asked.items())


def new_count(cast, origin, **more):
    heads = {"a": 40, "b": 50, "c": 60}
    about = {"entity": cast.hospital.pk, "stratification": origin.pk, "heads": heads}
    return about | {"as_of": "2026-01-01", "source": "Payroll"} | more


def test_the_table_is_masked_for_everybody_alike(cast, call, origin):
    make_count(cast, origin, (4, 50, 733))
    benchmark = make_benchmark(cast, origin)
    for who in (cast.lee, cast.erin):
        found = call(who).get(table(cast, origin, benchmark=benchmark.pk)).json()
        small, taken, large = found["sections"][0]["lines"]
        for line in (small, taken):
            kept = ("heads", "share", "difference", "index")
            assert [line[name] for name in kept] == [None] * 4
        assert (large["heads"], found["sections"][0]["total"]) == (733, 787)
        assert small["community"]["share"] == 0.4
        assert large["index"]["value"] == pytest.approx(733 / 787 / 0.25)


def test_who_holds_a_role_reads(cast, call, origin):
    make_count(cast, origin)
    codes = {who: call(getattr(cast, who)).get(table(cast, origin)).status_code for who in EVERYONE}
    readers = {"charlie", "erin", "ada", "lee", "root"}
    assert {who for who, code in codes.items() if code == 200} == readers
    assert call(cast.nobody).get("workforce-counts/").json()["results"] == []


def test_no_collection_tells_heads(cast, call, origin):
    make_count(cast, origin, (4, 50, 733))
    row = call(cast.lee).get("workforce-counts/").json()["results"][0]
    assert "heads" not in row
    assert "733" not in str(row)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"entity": "x"}, 400),
        ({"entity": 999_999}, 404),
        ({"stratification": 999_999}, 404),
        ({"as_of": "2020-01-01"}, 400),
        ({"as_of": "never"}, 400),
        ({"benchmark": 999_999}, 404),
        ({"colour": "red"}, 400),
    ],
)
def test_what_cannot_be_shown_is_a_problem(cast, call, origin, query, status):
    make_count(cast, origin)
    is_problem(call(cast.lee).get(table(cast, origin, **query)), status)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"heads": {"a": 1}}, "heads.b"),
        ({"heads": {"a": "many", "b": 1, "c": 1}}, "heads.a"),
        ({"heads": [1, 2]}, "heads"),
        ({"heads": {}}, "heads.a"),
        ({"as_of": "2099-01-01"}, "as_of"),
        ({"source": ""}, "source"),
        ({"source": "MRN 1234567"}, "source"),
        ({"target": 12}, "target"),
        ({"quota": 12}, "quota"),
        ({"goal": 12}, "goal"),
        ({"family": 999_999}, "family"),
    ],
)
def test_a_count_that_cannot_be_taken_says_why_by_field(cast, call, origin, change, field):
    refused = call(cast.lee).post("workforce-counts/", new_count(cast, origin, **change))
    assert field in is_problem(refused, 422)["errors"]
    assert not WorkforceCount.objects.exists()


def test_a_correction_is_a_later_version(cast, call, origin):
    lee = call(cast.lee)
    made = lee.post("workforce-counts/", new_count(cast, origin), HTTP_IDEMPOTENCY_KEY="one")
    again = lee.post("workforce-counts/", new_count(cast, origin), HTTP_IDEMPOTENCY_KEY="one")
    assert made.json() == again.json()
    path = f"workforce-counts/{made.json()['id']}/"
    change = {"heads": {"a": 41, "b": 50, "c": 60}, "because": "One was missing."}
    is_problem(lee.patch(path, change), 428)
    later = lee.patch(path, change, HTTP_IF_MATCH=made["ETag"])
    assert later.json()["corrects"] == made.json()["id"]
    assert later.json()["id"] != made.json()["id"]
    is_problem(lee.patch(path, change, HTTP_IF_MATCH=made["ETag"]), 412)
    is_problem(lee.patch(path, change, HTTP_IF_MATCH="*"), 412)
    assert lee.get(path).json()["superseded_at"] is not None
    standing = lee.get("workforce-counts/?standing=true").json()["results"]
    assert [row["id"] for row in standing] == [later.json()["id"]]


def test_readers_do_not_enter(cast, call, origin):
    for who in ("erin", "ada", "charlie", "alice", "nobody"):
        answer = call(getattr(cast, who)).post("workforce-counts/", new_count(cast, origin))
        assert answer.status_code == 403, who
    assert not WorkforceCount.objects.exists()
