"""Two record the same at once, with real transactions."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from initiatives.measures.models import Observation
from initiatives.measures.services import record_observations
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
