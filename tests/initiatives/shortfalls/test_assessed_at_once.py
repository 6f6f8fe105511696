"""Workers that look at assessments at once propose each shortfall once, with real transactions."""

import pytest

from initiatives.shortfalls.models import Shortfall, ShortfallSource
from initiatives.shortfalls.services import propose_from_assessments
from tests.factories import Cast
from tests.initiatives.measures.services.test_watching_at_once import at_once
from tests.initiatives.portfolio.walking import judge


@pytest.mark.django_db(transaction=True)
def test_three_who_look_at_once_propose_it_once():
    cast = Cast()
    judge(cast, cast.initiative.alignments.first(), "charter", "partly")
    assert at_once(propose_from_assessments) == [0, 0, 1]
    assert Shortfall.objects.count() == ShortfallSource.objects.count() == 1
