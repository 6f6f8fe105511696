"""While a part is off nothing of it goes out, and nothing that is owed is lost."""

from datetime import datetime, timedelta

import pytest
from django.core import mail

from initiatives.accountability.models import ChatAddress, Delivery, Reminder
from initiatives.accountability.queries import backlog, oldest_owed
from initiatives.accountability.services import drain, prepare, sweep
from initiatives.base import clock
from initiatives.exports.models import Export
from initiatives.exports.services import choose_monthly, make_exports
from initiatives.people.models import User
from initiatives.webhooks.models import Webhook, WebhookDelivery
from initiatives.webhooks.queries import webhook_figures
from initiatives.webhooks.services import follow, send_webhooks, watch_webhooks
from tests.factories import make_promise
from tests.initiatives.exports.making import ask, in_folder
from tests.initiatives.switches.turning import switched_off

pytestmark = pytest.mark.django_db
WEDNESDAY = datetime.fromisoformat("2027-03-10T20:00:00+00:00")  # noon in Seattle
HOOK = {"address": "https://127.0.0.1/in", "types": ["commitment.made"], "secret": "unsealable"}


def test_a_file_that_was_asked_for_waits_and_is_made_then(cast, settings, tmp_path):
    in_folder(settings, tmp_path)
    asked = ask(cast.lee)
    with switched_off(cast, "exports"):
        assert make_exports() == 0
        assert Export.objects.get(pk=asked.pk).state == "waiting"
    assert make_exports() == 1
    assert Export.objects.get(pk=asked.pk).state == "done"


def test_webhooks_owe_what_happens_and_send_it_then(cast):
    webhook = Webhook.objects.create(owner=cast.lee, name="Engine", **HOOK)
    Webhook.objects.update(listens_since=clock.now() - timedelta(days=1))
    follow()
    with switched_off(cast, "webhooks"):
        make_promise(cast.lee, cast.alice, initiative=cast.initiative)
        follow()
        with clock.at(clock.now() + timedelta(hours=3)):
            assert send_webhooks() == {}
            assert webhook_figures().owed == 1
            assert webhook_figures().oldest_owed_seconds == 0
        assert WebhookDelivery.objects.get(webhook=webhook).attempts == 0
    with clock.at(clock.now() + timedelta(hours=3)):
        assert webhook_figures().oldest_owed_seconds > 3_600
        assert send_webhooks(keep_going=iter([True, False]).__next__) == {"pending": 1}


def test_a_webhook_that_failed_before_is_not_given_up_while_nothing_is_tried(cast):
    failing = clock.now() - timedelta(days=30)
    Webhook.objects.create(owner=cast.lee, name="Engine", failing_since=failing, **HOOK)
    with switched_off(cast, "webhooks"):
        watch_webhooks()
        assert Webhook.objects.get().state == "active"
    watch_webhooks()
    assert Webhook.objects.get().state == "disabled"


def test_the_monthly_mail_of_this_month_comes_when_it_is_on_again(cast):
    with clock.at(WEDNESDAY):
        choose_monthly(actor=User.objects.get(pk=cast.erin.pk), when="day", day=11)
        sweep()
    with switched_off(cast, "monthly_mail"), clock.at(WEDNESDAY + timedelta(days=2)):
        sweep()
        assert not Delivery.objects.filter(kind="letter").exists()
    with clock.at(WEDNESDAY + timedelta(days=5)):
        sweep()
    assert [one.to for one in mail.outbox] == [[cast.erin.email]]


def test_a_monthly_mail_that_was_opened_before_is_not_sent_either(cast):
    with clock.at(WEDNESDAY):
        choose_monthly(actor=User.objects.get(pk=cast.erin.pk), when="day", day=11)
    with clock.at(WEDNESDAY + timedelta(days=2)):
        prepare()
        assert Delivery.objects.get(kind="letter").state == "pending"
        with switched_off(cast, "monthly_mail"):
            sweep()
            assert mail.outbox == []
        sweep()
        assert [one.to for one in mail.outbox] == [[cast.erin.email]]


def connect(person):
    ChatAddress.objects.create(
        person=person, address="https://127.0.0.1/x", service="Slack", instead_of_email=True
    )


def test_what_was_owed_to_a_chat_stays_owed_and_makes_nobody_late(cast):
    connect(cast.alice)
    with clock.at(WEDNESDAY):
        make_promise(cast.lee, cast.alice, -1, initiative=cast.initiative)
        prepare()
        owed = Delivery.objects.get(recipient=cast.alice)
        assert owed.channel == "chat"
        with clock.at(WEDNESDAY + timedelta(hours=2)):
            assert backlog() == {"chat": 1}
            with switched_off(cast, "chat"):
                assert backlog() == {}
                assert oldest_owed() == timedelta(0)
                assert drain("chat") == {}
            owed.refresh_from_db()
            assert (owed.state, owed.attempts) == ("pending", 0)
            assert oldest_owed() > timedelta(hours=1)
            assert backlog() == {"chat": 1}


def test_whoever_is_reminded_by_chat_gets_mail_meanwhile(cast):
    connect(cast.alice)
    with clock.at(WEDNESDAY), switched_off(cast, "chat"):
        make_promise(cast.lee, cast.alice, -1, initiative=cast.initiative)
        sweep()
        assert [one.to for one in mail.outbox] == [[cast.alice.email]]
        assert set(Reminder.objects.filter(recipient=cast.alice).values_list("channel")) == {
            ("email",)
        }
