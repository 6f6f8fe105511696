"""Off, on, over and again; what time alone brings."""

from datetime import timedelta

import pytest
from django.core import mail

from initiatives.accountability.services import sweep
from initiatives.base import clock
from initiatives.base.errors import Invalid, NotAllowed
from initiatives.history.models import Event
from initiatives.people.services import deactivate_person
from initiatives.webhooks import queries
from initiatives.webhooks.models import Webhook, WebhookDelivery
from initiatives.webhooks.services import (
    close_webhook,
    disable_webhook,
    enable_webhook,
    replay_webhook,
    send_again,
    send_test,
    watch_webhooks,
)
from tests.initiatives.webhooks.listening import add, came, promise, states, tick

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_work")]


def later(**passed):
    return clock.at(clock.now() + timedelta(**passed))


def mails(subject):
    sweep()
    return sorted(one.to[0] for one in mail.outbox if subject in one.subject)


def test_while_it_is_disabled_nothing_is_sent_and_a_replay_brings_it(cast, server):
    webhook, _ = add(cast.lee)
    promise(cast)
    tick()
    disable_webhook(actor=cast.root, webhook=webhook)
    missed = promise(cast)
    assert tick() == {}
    with pytest.raises(NotAllowed):
        enable_webhook(actor=cast.root, webhook=webhook)
    with later(seconds=1):
        enable_webhook(actor=cast.lee, webhook=webhook)
        assert tick() == {}
        webhook.refresh_from_db()
        assert replay_webhook(actor=cast.lee, webhook=webhook, since=webhook.created_at) == 2
        assert tick() == {"sent": 2}
    ids = came(server)
    assert ids.count(ids[0]) == 2, "what it had already has the id that it had"
    assert server.asked[-1].body["data"]["id"] in {missed.pk, server.asked[0].body["data"]["id"]}


def test_what_was_owed_waits_for_it_to_be_enabled(cast, server):
    webhook, _ = add(cast.lee)
    promise(cast)
    server.status = 500
    tick()
    disable_webhook(actor=cast.lee, webhook=webhook)
    server.status = 200
    assert tick(days=1) == {}
    enable_webhook(actor=cast.lee, webhook=webhook)
    assert tick() == {"sent": 1}


def test_410_disables_it_at_once_and_says_so_by_mail(cast, server):
    add(cast.lee)
    promise(cast)
    server.status = 410
    assert tick() == {"failed": 1}
    webhook = Webhook.objects.get()
    assert (webhook.state, webhook.disabled_because) == ("disabled", "gone")
    event = Event.objects.get(subject_kind="webhook", verb="disabled")
    assert event.actor is None
    assert mails("webhook is disabled") == ["lee@example.org", "root@example.org"]
    assert "410" in next(one.body for one in mail.outbox if "webhook" in one.subject)
    assert len(mails("webhook is disabled")) == 2, "once each"


def test_five_days_without_a_success_disable_it(cast, server):
    add(cast.lee)
    promise(cast)
    server.status = 500
    tick()
    with later(days=4, hours=23):
        watch_webhooks()
        assert Webhook.objects.get().state == "active"
    with later(days=5):
        watch_webhooks()
        webhook = Webhook.objects.get()
        assert (webhook.state, webhook.disabled_because) == ("disabled", "failing")


def test_one_success_begins_the_days_anew(cast, server):
    add(cast.lee)
    promise(cast)
    server.status = 500
    tick()
    server.status = 200
    tick(days=3)
    with later(days=6):
        watch_webhooks()
        assert Webhook.objects.get().state == "active"


def test_that_somebody_disabled_it_is_no_news(cast, server):
    webhook, _ = add(cast.lee)
    disable_webhook(actor=cast.lee, webhook=webhook)
    assert mails("webhook is disabled") == []


def test_the_webhooks_of_who_left_are_disabled(cast, server):
    add(cast.charlie)
    deactivate_person(actor=cast.root, user=cast.charlie, reason="Left.")
    watch_webhooks()
    assert Webhook.objects.get().disabled_because == "owner"
    assert mails("webhook is disabled") == ["root@example.org"]


def test_closed_is_for_good_and_leaves_no_secret(cast, server):
    webhook, _ = add(cast.lee)
    promise(cast)
    server.status = 500
    tick()
    closed = close_webhook(actor=cast.root, webhook=webhook)
    assert (closed.state, closed.secret) == ("closed", "")
    assert states() == ["left_out"]
    for service in (enable_webhook, close_webhook, disable_webhook):
        with pytest.raises(Invalid):
            service(actor=cast.lee, webhook=webhook)


def test_one_delivery_is_sent_again_under_its_id(cast, server):
    add(cast.lee)
    promise(cast)
    server.status = 410
    tick()
    server.status = 200
    delivery = queries.delivery(cast.lee, WebhookDelivery.objects.get().pk)
    with pytest.raises(Invalid, match="Enable it first"):
        send_again(actor=cast.lee, delivery=delivery)
    enable_webhook(actor=cast.lee, webhook=delivery.webhook)
    with pytest.raises(NotAllowed):
        send_again(actor=cast.root, delivery=delivery)
    send_again(actor=cast.lee, delivery=delivery)
    assert tick() == {"sent": 1}
    assert len(set(came(server))) == 1


def test_a_test_is_about_no_record(cast, server):
    webhook, _ = add(cast.lee)
    send_test(actor=cast.lee, webhook=webhook)
    send_test(actor=cast.lee, webhook=webhook)
    assert tick() == {"sent": 2}
    assert len(set(came(server))) == 2
    assert server.asked[0].body["type"] == "webhook.test"
    assert server.asked[0].body["data"] == {"webhook": webhook.reference}


def test_a_replay_from_what_is_not_over_is_refused(cast, server):
    webhook, _ = add(cast.lee)
    with pytest.raises(Invalid, match="is over"):
        replay_webhook(actor=cast.lee, webhook=webhook, since=clock.now())


def test_old_deliveries_are_forgotten_and_a_replay_gives_them_their_id_again(
    cast, server, settings
):
    webhook, _ = add(cast.lee)
    promise(cast)
    tick()
    with later(days=settings.WEBHOOK_DAYS, minutes=1):
        watch_webhooks()
        assert states() == []
        assert tick() == {}, "nothing old is owed anew"
        replay_webhook(actor=cast.lee, webhook=webhook, since=webhook.created_at)
        assert tick() == {"sent": 1}
    assert len(set(came(server))) == 1
