"""An administrator of one place administers that place, and nobody's work elsewhere."""

import pytest

from initiatives.accountability.models import Delivery
from initiatives.accountability.queries import deliveries
from initiatives.accountability.services import stop_engine
from initiatives.base import clock
from initiatives.base.errors import NotAllowed
from initiatives.people import queries, rules
from initiatives.people.choices import Role
from initiatives.people.models import User
from initiatives.people.services import (
    ask_cover,
    create_service,
    deactivate_person,
    hand_over_service,
)
from initiatives.retention.rules import may_change
from initiatives.status.rules import may_adjust_rules
from initiatives.webhooks.models import Webhook
from initiatives.webhooks.rules import may_end
from tests.factories import make_entity, make_user, seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def local(cast):
    return seat(make_user("Local"), Role.ADMINISTRATOR, cast.hospital)


def anew(person):
    return User.objects.get(pk=person.pk)


def test_the_whole_system_is_every_top_of_the_tree(cast, local):
    assert rules.may_administer_all(anew(cast.root))
    assert not rules.may_administer_all(local)
    assert not rules.may_administer_all(cast.lee)
    make_entity("A second system")
    assert not rules.may_administer_all(anew(cast.root))


def test_another_role_on_the_whole_system_does_not_widen_that_of_an_administrator(cast, local):
    everywhere = seat(local, Role.AUDITOR, cast.system)
    assert rules.sees_every_entity(everywhere)
    assert not rules.may_administer_all(everywhere)
    assert not may_change(everywhere)


def test_accounts_are_kept_where_they_hold_their_roles(cast, local):
    here = seat(make_user("Here"), Role.MEMBER, cast.hospital)
    both = seat(seat(make_user("Both"), Role.MEMBER, cast.hospital), Role.MEMBER, cast.clinic)
    above = make_user("Above all", is_superuser=True)
    kept = [bool(rules.may_administer_person(local, one)) for one in (here, both, cast.root, above)]
    assert kept == [True, False, False, False]
    assert rules.may_administer_person(local, cast.nobody)
    assert all(rules.may_administer_person(cast.root, one) for one in (here, both, above))


def test_nobody_closes_the_account_of_who_is_above_them(cast, local):
    for person in (cast.root, cast.lee, cast.charlie):
        with pytest.raises(NotAllowed, match="every place where"):
            deactivate_person(actor=local, user=person, reason="Mine now.")
    deactivate_person(
        actor=local, user=seat(make_user(), Role.MEMBER, cast.hospital), reason="Left."
    )


def test_a_service_that_reaches_others_is_not_taken_over(cast, local):
    service = create_service(actor=cast.root, name="A", purpose="B", answered_by=cast.lee)
    hand_over_service(actor=local, service=service, answered_by=local, reason="It has no role.")
    service = seat(service, Role.AUDITOR, cast.system)
    with pytest.raises(NotAllowed):
        hand_over_service(actor=local, service=service, answered_by=local, reason="Mine now.")


def test_messages_to_others_are_for_administrators_of_the_whole_system(cast, local):
    to_bob = Delivery.objects.create(recipient=cast.bob, key="a", day=clock.today())
    to_local = Delivery.objects.create(recipient=local, key="b", day=clock.today())
    assert list(deliveries(local)) == [to_local]
    assert set(deliveries(cast.root)) == {to_bob, to_local}


def test_covers_of_others_are_for_administrators_of_the_whole_system(cast, local):
    day = clock.today()
    cover = ask_cover(actor=cast.bob, person=cast.bob, stand_in=cast.sam, starts=day, ends=day)
    assert list(queries.covers(cast.root)) == [cover]
    assert list(queries.covers(local)) == []


def test_what_reaches_everybody_is_for_administrators_of_the_whole_system(cast, local):
    with pytest.raises(NotAllowed):
        stop_engine(actor=local, reason="Quiet, please.")
    assert [bool(may_adjust_rules(one)) for one in (local, cast.root)] == [False, True]
    told = {"address": "https://a.example", "types": ["commitment.made"], "secret": "sealed"}
    hook = Webhook.objects.create(owner=cast.lee, name="A", **told)
    assert [bool(may_end(one, hook)) for one in (local, cast.root)] == [False, True]
