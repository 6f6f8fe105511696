"""Many at the same time, with real transactions and connections."""

from datetime import timedelta

import pytest
from django.db import transaction

from initiatives.base import clock
from initiatives.base.errors import Invalid
from initiatives.history.services import record
from initiatives.webhooks.models import Webhook, WebhookDelivery
from initiatives.webhooks.services import follow, send_webhooks
from tests.api.test_at_once import at_once
from tests.factories import Cast
from tests.initiatives.webhooks.listening import add, came, promise

pytestmark = pytest.mark.django_db(transaction=True)


def added(person):
    try:
        return add(person)[0].pk
    except Invalid:
        return None


def test_one_address_added_ten_times_at_once_is_one_webhook(server):
    cast = Cast()
    found = at_once(*[lambda: added(cast.lee)] * 10)
    assert [one for one in found if one] == [Webhook.objects.get().pk]


def test_what_many_workers_follow_and_send_at_once_comes_once(server):
    cast = Cast()
    add(cast.lee)
    for _ in range(12):
        promise(cast)
    at_once(*[follow] * 4)
    assert WebhookDelivery.objects.count() == 12
    done = at_once(*[send_webhooks] * 4)
    assert sum(one["sent"] for one in done) == 12
    assert len(came(server)) == len(set(came(server))) == 12


def told_of(commitment):
    """An event, without touching anything that others are told of."""
    record(actor=None, verb="promised", subject=commitment)


@pytest.mark.parametrize("days", [0, 1])
def test_what_is_committed_after_a_later_event_was_read_is_not_lost(server, days):
    cast = Cast()
    first, second = promise(cast), promise(cast)
    with clock.at(clock.now() + timedelta(seconds=1)):
        add(cast.lee)
        with transaction.atomic():
            told_of(first)
            at_once(lambda: told_of(second))
            with clock.at(clock.now() + timedelta(days=days)):
                for _ in range(2):
                    at_once(follow)
            assert at_once(WebhookDelivery.objects.count) == [1]
        follow()
        assert WebhookDelivery.objects.count() == 2
