"""Files of figures over HTTP: sent, judged, mapped, written once."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from initiatives.measures.models import Observation, ObservationImport
from tests.api.problems import is_problem
from tests.initiatives.measures.making import make_measure, make_stratification

pytestmark = pytest.mark.django_db
GOOD = "period,group,numerator,denominator\n2026-01,,9,90\n2026-01,a,4,40\n"
OWN = "when,yes,of\n2026-01,4,40\n"
MAPPED = {"starts": "when", "numerator": "yes", "denominator": "of"}


@pytest.fixture
def measure(cast):
    return make_measure(cast, stratifications=[make_stratification()])


def send(caller, measure, text=GOOD, name="figures.csv", headers=None, **more):
    content = text if isinstance(text, bytes) else text.encode()
    return caller.post(
        f"measures/{measure.pk}/imports/",
        {"file": SimpleUploadedFile(name, content)} | more,
        format="multipart",
        **(headers or {}),
    )


def test_a_file_is_judged_then_written_once(cast, call, measure):
    bob = call(cast.bob)
    sent = send(bob, measure)
    judged = sent.json()
    assert (sent.status_code, judged["state"], judged["new"]) == (201, "previewed", 2)
    assert not Observation.objects.exists()
    path = f"observation-imports/{judged['id']}/"
    assert sent["Location"].endswith(f"/api/v1/{path}")
    assert bob.get(path).json() == judged
    written = bob.post(f"{path}write/", {}).json()
    assert (written["state"], Observation.objects.count()) == ("written", 2)
    is_problem(bob.post(f"{path}write/", {}), 422)
    (row,) = bob.get(f"measures/{measure.pk}/imports/").json()["results"]
    assert (row["id"], row["state"]) == (judged["id"], "written")


def test_each_problem_is_told_by_row_and_keeps_the_file_out(cast, call, measure):
    bob = call(cast.bob)
    judged = send(bob, measure, GOOD + "2026-02,a,9,8\n").json()
    assert [(one["row"], one["field"]) for one in judged["problems"]] == [(4, "numerator")]
    refused = bob.post(f"observation-imports/{judged['id']}/write/", {})
    assert "more than the denominator" in is_problem(refused, 422)["errors"]["4.numerator"]
    assert not Observation.objects.exists()


def test_columns_are_named_with_the_file_or_later(cast, call, measure):
    bob = call(cast.bob)
    first = send(bob, measure, OWN, layout="long", columns=json.dumps(MAPPED)).json()
    assert (first["columns"], first["new"]) == (MAPPED, 1)
    later = send(bob, measure, OWN).json()
    assert [one["field"] for one in later["problems"]] == ["columns"]
    path = f"observation-imports/{later['id']}/"
    mapped = bob.post(f"{path}remap/", {"layout": "long", "columns": MAPPED})
    assert (mapped.status_code, mapped.json()["problems"]) == (200, [])
    assert bob.post(f"{path}discard/").json()["state"] == "discarded"


def test_a_file_sent_twice_under_its_key_is_judged_once(cast, call, measure):
    bob, key = call(cast.bob), {"HTTP_IDEMPOTENCY_KEY": "abc"}
    first, second = (send(bob, measure, headers=key) for _ in range(2))
    assert first.json() == second.json()
    assert first["Location"] == second["Location"]
    assert ObservationImport.objects.count() == 1
    is_problem(send(bob, measure, OWN, headers=key), 422)
    path = f"observation-imports/{first.json()['id']}/write/"
    for _ in range(2):
        assert bob.post(path, {}, HTTP_IDEMPOTENCY_KEY="def").json()["state"] == "written"


@pytest.mark.parametrize(
    ("text", "said", "field"),
    [
        (b"\x00\xff\x00", {"name": "figures.pdf"}, "file"),
        (b" " * (11 * 1024**2), {}, "file"),
        (GOOD, {"columns": "{"}, "columns"),
        (GOOD, {"columns": "[1]"}, "columns"),
        (GOOD, {"columns": '{"starts": [1]}'}, "columns"),
        (GOOD, {"layout": "tall"}, "layout"),
        (GOOD, {"colour": "red"}, "colour"),
    ],
)
def test_a_bad_upload_is_a_problem_by_field(cast, call, measure, text, said, field):
    answer = send(call(cast.bob), measure, text, **said)
    assert field in is_problem(answer, 422)["errors"]
    assert not ObservationImport.objects.exists()


def test_who_may_not_enter_data_sends_and_sees_no_files(cast, call, measure):
    made = send(call(cast.bob), measure).json()["id"]
    for who in (cast.erin, cast.ada):
        is_problem(send(call(who), measure), 403)
        assert call(who).get(f"measures/{measure.pk}/imports/").json()["results"] == []
    for who in (cast.erin, cast.nobody):
        is_problem(call(who).get(f"observation-imports/{made}/"), 404)
        is_problem(call(who).post(f"observation-imports/{made}/write/", {}), 404)
    assert not Observation.objects.exists()
