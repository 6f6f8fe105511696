"""Many at the same time, with real transactions and connections."""

import pytest

from initiatives.exports.models import Export
from initiatives.exports.services import make_exports
from tests.api.test_at_once import at_once
from tests.factories import Cast
from tests.initiatives.exports.making import ask

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_asked_for_ten_times_at_once_is_one_and_made_once():
    cast = Cast()
    found = at_once(*[lambda: ask(cast.lee).pk] * 10)
    assert len(set(found)) == Export.objects.count() == 1
    assert sorted(at_once(*[make_exports] * 4)) == [0, 0, 0, 1]
    export = Export.objects.get()
    assert (export.state, export.attempts) == ("done", 1)
