"""Two calls at the same time, with real transactions: one of them is told."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from initiatives.accountability.models import Commitment
from initiatives.framework.models import Attestation, Requirement
from initiatives.portfolio.models import Initiative
from tests.api.test_versions import new_commitment
from tests.factories import Cast
from tests.initiatives.framework.crossing import crossed

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls):
    """The answers to calls that are made at the same time, each on a connection of its own."""

    def make(call):
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(make, calls))


def test_of_two_changes_at_once_one_is_told_that_it_is_stale(call):
    cast = Cast()
    path = f"initiatives/{cast.initiative.pk}/"
    lee, bob = call(cast.lee), call(cast.bob)
    etag = lee.get(path)["ETag"]
    given = at_once(
        lambda: lee.patch(path, {"title": "Hers"}, HTTP_IF_MATCH=etag),
        lambda: bob.patch(path, {"title": "His"}, HTTP_IF_MATCH=etag),
    )
    assert sorted(answer.status_code for answer in given) == [200, 412]
    kept = next(answer.json()["title"] for answer in given if answer.status_code == 200)
    assert Initiative.objects.get(pk=cast.initiative.pk).title == kept


def test_two_at_once_under_one_key_are_applied_once(call):
    cast = Cast()
    callers = [call(cast.lee) for _ in range(3)]
    body = new_commitment(cast)
    given = at_once(
        *(
            lambda caller=caller: caller.post("commitments/", body, HTTP_IDEMPOTENCY_KEY="abc")
            for caller in callers
        )
    )
    assert [answer.status_code for answer in given] == [201, 201, 201]
    assert len({answer.json()["id"] for answer in given}) == 1
    assert Commitment.objects.filter(title="Once").count() == 1


def test_two_who_attest_at_once_are_both_kept_one_after_the_other(call):
    cast = Cast()
    asked = crossed(cast.framework).requirements.get(code="1")
    lee, root = call(cast.lee), call(cast.root)
    given = at_once(
        lambda: lee.post("attestations/", {"requirement": asked.pk, "text": "Hers."}),
        lambda: root.post("attestations/", {"requirement": asked.pk, "text": "Theirs."}),
    )
    assert [answer.status_code for answer in given] == [201, 201]
    assert set(Attestation.objects.values_list("number", flat=True)) == {1, 2}
    assert Requirement.objects.get(pk=asked.pk).version == 3
