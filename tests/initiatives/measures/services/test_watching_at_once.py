"""Two who watch at once raise one signal, with real transactions."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from initiatives.accountability.models import Commitment
from initiatives.base import clock
from initiatives.measures.models import Signal
from initiatives.measures.services import promise_data, watch
from initiatives.measures.services import watching as module
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.services import propose_from_signals
from tests.factories import Cast
from tests.initiatives.measures.watching import Screening, after, risen


def at_once(act):
    """What three threads get that do the same."""

    def run(_):
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        return sorted(pool.map(run, range(3)))


@pytest.mark.django_db(transaction=True)
def test_three_who_watch_propose_and_ask_at_once_do_each_once(monkeypatch):
    screening = Screening(Cast())
    with monkeypatch.context() as later:
        later.setattr(module, "AT_ONCE", 0)
        screening.record(24, counts=risen)
    with clock.at(after(24)):
        assert at_once(lambda: len(watch(measure=screening.measure))) == [0, 0, 1]
        assert at_once(propose_from_signals) == [0, 0, 1]
    with clock.at(after(25)):
        assert at_once(promise_data) == [0, 0, 1]
    assert Signal.objects.count() == Shortfall.objects.count() == 1
    assert sorted(Commitment.objects.values_list("kind", flat=True)) == ["data", "signal"]
