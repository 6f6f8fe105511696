"""People who decide on the same thing at once, with real transactions."""

import pytest

from initiatives.base.errors import Stale
from initiatives.status.deciding.models import Ruling
from initiatives.status.deciding.services import decide
from tests.factories import Cast, make_shortfall
from tests.initiatives.measures.services.test_watching_at_once import at_once
from tests.initiatives.status.deciding import terms


@pytest.mark.django_db(transaction=True)
def test_three_who_decide_at_once_decide_once():
    cast = Cast()
    made = make_shortfall(cast.lee, cast.hospital, cast.principles[0], severity="severe")

    def act():
        said = {"verdict": "unblock", "version": made.version, **terms(cast, "unblock")}
        try:
            return decide(actor=cast.erin, record=made, **said).verdict
        except Stale:
            return "stale"

    assert at_once(act) == ["stale", "stale", "unblock"]
    assert made.commitments.count() == Ruling.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_three_who_decide_blindly_one_decision_stands():
    cast = Cast()
    made = make_shortfall(cast.lee, cast.hospital, cast.principles[0], severity="severe")
    said = {"verdict": "accept_risk", **terms(cast, "accept_risk")}
    at_once(lambda: decide(actor=cast.erin, record=made, **said).verdict)
    assert (Ruling.objects.count(), Ruling.objects.filter(stands=True).count()) == (3, 1)
