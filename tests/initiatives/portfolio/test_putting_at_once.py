"""Versions that several people put in force at the same moment, with real transactions."""

import pytest

from initiatives.base.errors import Stale
from initiatives.framework.models import Framework
from initiatives.measures.models import Stratification
from initiatives.measures.services import put_vocabularies_in_force
from initiatives.portfolio.services import put_in_force
from tests.api.test_at_once import at_once
from tests.factories import Cast
from tests.initiatives.framework.editions import said
from tests.initiatives.measures.test_comparing import said as vocabulary

pytestmark = pytest.mark.django_db(transaction=True)
WHY = "Decided."


def tried(act):
    """What became of it."""
    try:
        act()
    except Stale:
        return "stale"
    return "in force"


def test_one_version_comes_in_force_once_and_of_several_one():
    cast = Cast()

    def put(edition):
        content = said(edition=edition)
        return lambda: put_in_force(content=content, actor=cast.lee, reason=WHY, instead_of=0)

    made = at_once(*[put("1")] * 5)
    assert [carried for _one, carried in made if carried is not None] == [0]
    assert Framework.objects.filter(key="ours").count() == 1
    first = Framework.objects.get(key="ours").pk

    def follow(edition):
        given = {"content": said(edition=edition), "actor": cast.lee, "reason": WHY}
        return lambda: tried(lambda: put_in_force(instead_of=first, **given))

    outcomes = at_once(*map(follow, "2345"))
    assert sorted(outcomes) == ["in force", "stale", "stale", "stale"]
    assert Framework.objects.filter(key="ours", in_force=True).count() == 1

    def add(edition):
        given = {"content": [vocabulary(("a", "A"), edition=edition)], "reason": WHY}
        return lambda: tried(
            lambda: put_vocabularies_in_force(actor=cast.lee, instead_of=[0], **given)
        )

    assert sorted(at_once(*map(add, "123"))) == ["in force", "stale", "stale"]
    assert Stratification.objects.filter(key="home", in_force=True).count() == 1
