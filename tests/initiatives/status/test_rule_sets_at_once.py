"""Two who adjust the rules at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from initiatives.base.errors import Stale
from initiatives.status.choices import RuleKey, State
from initiatives.status.rules import Terms
from initiatives.status.services import adjust_rules
from tests.factories import Cast

WHY = "Our council asked for it."


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_told():
    cast, both = Cast(), Barrier(2)

    def one(days):
        try:
            both.wait()
            terms = {RuleKey.STALE: Terms(State.UNKNOWN, days)}
            adjust_rules(actor=cast.root, terms=terms, because=WHY, seen="status-3")
            return "kept"
        except Stale:
            return "told"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(one, (30, 60))) == ["kept", "told"]
