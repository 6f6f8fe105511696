"""Which initiatives one may change: the rule for one and the query for all agree."""

import pytest

from initiatives.portfolio.models import Initiative
from initiatives.portfolio.rules import editable_initiatives, may_edit
from tests.factories import make_initiative
from tests.initiatives.web.who import EVERYONE

pytestmark = pytest.mark.django_db


def test_what_one_may_edit_is_what_one_may_choose(cast):
    make_initiative(cast.charlie, cast.clinic, "Drafted by Charlie")
    make_initiative(cast.lee, cast.clinic, "Owned", owner=cast.erin)
    for name in EVERYONE:
        viewer = getattr(cast, name)
        may = {one.pk for one in Initiative.objects.all() if may_edit(viewer, one)}
        assert set(editable_initiatives(viewer).values_list("pk", flat=True)) == may
