"""What changed where the rules, the principles or the tree are other ones than before."""

from datetime import timedelta

import pytest

from initiatives.base import clock
from initiatives.framework.models import Framework
from initiatives.people.models import User
from initiatives.people.services import move_entity
from initiatives.status import past
from initiatives.status.choices import RuleKey, State
from initiatives.status.rules import Terms
from initiatives.status.services import adjust_rules
from tests.factories import Cast, make_entity, make_framework, make_shortfall
from tests.initiatives.status.nights import night

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return Cast()


def told(found):
    return [change.sentence for change in found.changes]


def since(days):
    return clock.today() - timedelta(days=days)


def test_other_rules_and_other_principles_are_said(cast):
    night(2)
    milder = {RuleKey.LONG_OVERDUE: Terms(State.AT_RISK, 30)}
    adjust_rules(actor=cast.root, terms=milder, because="Thirty days is too strict for us.")
    night(1)
    assert "judged by status-3" in past.changes(cast.erin, since(2)).notes[0]
    Framework.objects.update(in_force=False)
    make_framework()
    night()
    found = past.changes(cast.erin, since(1))
    assert "Other principles" in found.notes[0]
    assert found.changes == ()


def test_a_new_entity_is_told_of_once_something_is_known(cast):
    night(1)
    ward, _ = make_entity("Ward", cast.clinic), make_entity("Empty", cast.clinic)
    make_shortfall(cast.lee, ward, cast.principles[2], severity="low")
    night()
    found = past.changes(User.objects.get(pk=cast.erin.pk), since(1), entity=ward)
    assert told(found) == ["Principle 3 at Ward is at risk; the entity is new."]


def test_what_was_moved_is_told_at_both_places_with_where_it_hung(cast):
    ward = make_entity("Ward", cast.clinic)
    night(1)
    make_shortfall(cast.lee, ward, cast.principles[2], severity="low")
    move_entity(actor=cast.root, entity=ward, parent=cast.hospital, reason="Merged.")
    night()
    erin = User.objects.get(pk=cast.erin.pk)
    for entity in (cast.clinic, cast.hospital):
        of_ward = [
            change
            for change in past.changes(erin, since(1), entity=entity).changes
            if change.entity == ward
        ]
        assert [change.moved for change in of_ward] == ["It was part of Clinic then."]
