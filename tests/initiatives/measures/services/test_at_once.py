"""Two record the same at once, with real transactions."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from initiatives.base.errors import Invalid
from initiatives.measures.models import Observation
from initiatives.measures.services import (
    preview_observations,
    record_observations,
    write_observations,
)
from tests.factories import Cast
from tests.initiatives.measures.making import make_measure, month


@pytest.mark.django_db(transaction=True)
def test_two_who_record_the_same_at_once_record_it_once():
    cast = Cast()
    measure = make_measure(cast)
    entries = [month(n, numerator=n, denominator=60) for n in (1, 2, 3)]

    def run(_):
        try:
            return record_observations(actor=cast.bob, measure=measure, entries=entries).new
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        assert sorted(pool.map(run, range(3))) == [0, 0, 3]
    assert Observation.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_a_file_that_two_write_at_once_is_written_once():
    cast = Cast()
    kept = preview_observations(
        actor=cast.bob,
        measure=make_measure(cast),
        content=b"period,events,n\n2026-01,9,90\n",
        file_name="figures.csv",
    )

    def run(_):
        try:
            return write_observations(actor=cast.bob, observation_import=kept).state
        except Invalid as refused:
            return refused.message
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        states = sorted(pool.map(run, range(2)))
    assert states == ["This import is already written.", "written"]
    assert Observation.objects.count() == 1
