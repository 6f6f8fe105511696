"""ETag, If-Match and Idempotency-Key: nothing is overwritten unseen, nothing is applied twice."""

from datetime import timedelta

import pytest

from initiatives.accountability.models import Commitment
from initiatives.base import clock
from initiatives.portfolio.models import Initiative
from tests.api.problems import is_problem
from tests.factories import make_promise, make_shortfall

pytestmark = pytest.mark.django_db


def new_commitment(cast):
    return {
        "title": "Once",
        "owner": cast.alice.pk,
        "initiative": cast.initiative.pk,
        "due_on": "2027-01-31",
    }


def test_a_change_says_which_version_it_is_based_on(cast, call):
    lee = call(cast.lee)
    path = f"initiatives/{cast.initiative.pk}/"
    etag = lee.get(path)["ETag"]
    is_problem(lee.patch(path, {"title": "New"}), 428)
    changed = lee.patch(path, {"title": "New"}, HTTP_IF_MATCH=etag)
    assert (changed.status_code, changed.json()["title"]) == (200, "New")
    assert changed["ETag"] == lee.get(path)["ETag"] != etag
    for stale in (etag, "nonsense", '"99999999999"', '"1", "2"'):
        is_problem(lee.patch(path, {"title": "Newer"}, HTTP_IF_MATCH=stale), 412)
    assert Initiative.objects.get(pk=cast.initiative.pk).title == "New"


@pytest.mark.parametrize("match", ["*", 'W/"1"'])
def test_any_version_or_one_that_a_proxy_made_weak_will_do(cast, call, match):
    path = f"initiatives/{cast.initiative.pk}/"
    changed = call(cast.lee).patch(path, {"title": "New"}, HTTP_IF_MATCH=match)
    assert changed.status_code == 200


def test_an_action_minds_the_version_where_it_is_given(cast, call):
    promise = make_promise(cast.alice, cast.alice, initiative=cast.initiative)
    alice, path = call(cast.alice), f"commitments/{promise.pk}/"
    etag = alice.get(path)["ETag"]
    assert alice.post(f"{path}acknowledge/", HTTP_IF_MATCH=etag).status_code == 200
    late = alice.post(f"{path}fulfil/", {"evidence": "Done."}, HTTP_IF_MATCH=etag)
    assert "changed by someone else" in is_problem(late, 412)["detail"]
    assert alice.post(f"{path}fulfil/", {"evidence": "Done."}).status_code == 200


def test_a_change_leaves_the_rest_of_the_charter_as_it_is(cast, call):
    lee = call(cast.lee)
    path = f"initiatives/{cast.initiative.pk}/"
    before = lee.get(path)
    with clock.at(clock.now() + timedelta(minutes=1)):
        after = lee.patch(path, {"problem": "Too few."}, HTTP_IF_MATCH=before["ETag"]).json()
    moved = {"problem", "version", "updated_at", "active_at"}
    assert {key for key in after if after[key] != before.json()[key]} == moved


def test_a_change_leaves_the_rest_of_a_shortfall_as_it_is(cast, call):
    shortfall = make_shortfall(cast.lee, cast.hospital, cast.principles[0], affected="All.")
    lee, path = call(cast.lee), f"shortfalls/{shortfall.pk}/"
    before = lee.get(path)
    after = lee.patch(path, {"explanation": "Why."}, HTTP_IF_MATCH=before["ETag"]).json()
    moved = {key for key in after if after[key] != before.json()[key]}
    assert moved == {"explanation", "version"}


def test_a_request_sent_twice_is_applied_once(cast, call):
    lee = call(cast.lee)
    first, second = (
        lee.post("commitments/", new_commitment(cast), HTTP_IDEMPOTENCY_KEY="abc") for _ in range(2)
    )
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert (first["ETag"], first["Location"]) == (second["ETag"], second["Location"])
    assert "Idempotency-Replayed" not in first
    assert second["Idempotency-Replayed"] == "true"
    assert Commitment.objects.filter(title="Once").count() == 1


@pytest.mark.parametrize(
    ("path", "change"),
    [("commitments/", {"title": "Other"}), ("commitments/?again=1", {}), ("shortfalls/", {})],
)
def test_a_key_belongs_to_one_request(cast, call, path, change):
    lee = call(cast.lee)
    lee.post("commitments/", new_commitment(cast), HTTP_IDEMPOTENCY_KEY="abc")
    other = lee.post(path, new_commitment(cast) | change, HTTP_IDEMPOTENCY_KEY="abc")
    assert "Idempotency-Key" in is_problem(other, 422)["errors"]
    assert Commitment.objects.count() == 1


def test_a_key_is_ones_own(cast, call):
    for who in (cast.lee, cast.alice):
        made = call(who).post("commitments/", new_commitment(cast), HTTP_IDEMPOTENCY_KEY="abc")
        assert made.status_code == 201
        assert "Idempotency-Replayed" not in made
    assert Commitment.objects.filter(title="Once").count() == 2


def test_a_key_is_forgotten_after_a_day(cast, call):
    lee, today = call(cast.lee), clock.now()
    lee.post("commitments/", new_commitment(cast), HTTP_IDEMPOTENCY_KEY="abc")
    with clock.at(today + timedelta(hours=23)):
        again = lee.post("commitments/", new_commitment(cast), HTTP_IDEMPOTENCY_KEY="abc")
        assert again["Idempotency-Replayed"] == "true"
    with clock.at(today + timedelta(hours=25)):
        anew = lee.post("commitments/", new_commitment(cast), HTTP_IDEMPOTENCY_KEY="abc")
        assert "Idempotency-Replayed" not in anew
    assert Commitment.objects.filter(title="Once").count() == 2


def test_a_request_that_failed_may_be_sent_again_under_its_key(cast, call):
    lee = call(cast.lee)
    bad = new_commitment(cast) | {"due_on": "2999-01-01"}
    is_problem(lee.post("commitments/", bad, HTTP_IDEMPOTENCY_KEY="abc"), 422)
    good = lee.post("commitments/", new_commitment(cast), HTTP_IDEMPOTENCY_KEY="abc")
    assert good.status_code == 201


@pytest.mark.parametrize("key", ["x" * 256, "a\tb"])
def test_a_key_that_is_none_is_refused(cast, call, key):
    refused = call(cast.lee).post("commitments/", new_commitment(cast), HTTP_IDEMPOTENCY_KEY=key)
    assert "Idempotency-Key" in is_problem(refused, 422)["errors"]
    assert not Commitment.objects.exists()


def test_an_action_sent_twice_under_its_key_is_answered_twice(cast, call):
    promise = make_promise(cast.alice, cast.alice, initiative=cast.initiative)
    alice, path = call(cast.alice), f"commitments/{promise.pk}/fulfil/"
    sent = [alice.post(path, {"evidence": "Done."}, HTTP_IDEMPOTENCY_KEY="abc") for _ in range(2)]
    assert [answer.json()["state"] for answer in sent] == ["fulfilled", "fulfilled"]
    is_problem(alice.post(path, {"evidence": "Done."}), 422)


def test_an_answer_without_a_body_is_repeated_too(cast, call):
    lee = call(cast.lee)
    alignment = cast.initiative.alignments.first()
    sent = [
        lee.post(
            f"alignments/{alignment.pk}/withdraw/", {"reason": "No."}, HTTP_IDEMPOTENCY_KEY="abc"
        )
        for _ in range(2)
    ]
    assert [answer.status_code for answer in sent] == [204, 204]
