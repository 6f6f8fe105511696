"""Webhooks by pages: from adding one to what was delivered."""

import pytest
from django.urls import reverse

from initiatives.webhooks.models import Webhook, WebhookDelivery
from initiatives.webhooks.services import create_webhook, send_test
from tests.initiatives.web.forms import fill_in

pytestmark = pytest.mark.django_db
EVERYONE = ("alice", "bob", "charlie", "erin", "ada", "lee", "root", "nobody")
NEW = {"name": "Engine", "address": "https://8.8.8.8/in", "types": ["shortfall.logged"]}


@pytest.fixture
def webhook(cast):
    return create_webhook(actor=cast.lee, **NEW)[0]


def test_one_is_added_and_its_secret_shown_once(cast, browse):
    client = browse(cast.lee)
    made = fill_in(client, reverse("webhook_create"), **NEW)
    secret = made.context["secret"]
    assert "no-store" in made["Cache-Control"]
    assert secret in made.content.decode()
    page = client.get(reverse("webhook", args=[Webhook.objects.get().pk])).content.decode()
    assert secret not in page
    assert "https://8.8.8.8/in" in page


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"name": " "}, "name"),
        ({"address": "https://10.0.0.8/"}, "address"),
        ({"types": []}, "types"),
        ({"types": ["all"]}, "types"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(cast, browse, sent, field):
    answer = fill_in(browse(cast.lee), reverse("webhook_create"), **(NEW | sent))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Webhook.objects.exists()


def test_who_may_open_which_page(cast, browse, webhook):
    names = ("webhook", "webhook_edit", "webhook_rotate", "webhook_disable", "webhook_close")
    opened = {
        name: [
            who
            for who in EVERYONE
            if browse(getattr(cast, who)).get(reverse(name, args=[webhook.pk])).status_code == 200
        ]
        for name in names
    }
    ending = ["lee", "root"]
    assert opened == {
        "webhook": ["ada", "lee", "root"],
        "webhook_edit": ["lee"],
        "webhook_rotate": ["lee"],
        "webhook_disable": ending,
        "webhook_close": ending,
    }


def test_who_may_have_none_is_told_what_to_do(cast, browse):
    page = browse(cast.nobody).get(reverse("webhook_list")).content.decode()
    assert "Ask an administrator" in page
    assert reverse("webhook_create") not in page


def test_it_is_changed_disabled_enabled_and_closed(cast, browse, webhook):
    client, here = browse(cast.lee), [webhook.pk]
    assert fill_in(client, reverse("webhook_edit", args=here), name="Renamed").status_code == 302
    assert fill_in(client, reverse("webhook_test", args=here)).status_code == 302
    delivery = WebhookDelivery.objects.get()
    assert delivery.message_id in client.get(reverse("webhook", args=here)).content.decode()
    repeated = reverse("webhook_delivery_repeat", args=[delivery.pk])
    assert fill_in(client, repeated).url == reverse("webhook_delivery", args=[delivery.pk])
    assert "not tried yet" in client.get(repeated.removesuffix("repeat/")).content.decode()
    fill_in(client, reverse("webhook_disable", args=here))
    assert "Somebody disabled it." in client.get(reverse("webhook", args=here)).content.decode()
    enabled = fill_in(client, reverse("webhook_enable", args=here))
    assert enabled.url == reverse("webhook_replay", args=here)
    replayed = fill_in(client, enabled.url, day="2026-01-01", hour="07:30")
    assert replayed.url == reverse("webhook", args=here)
    assert fill_in(client, enabled.url, day="2099-01-01", hour="07:30").status_code == 422
    assert fill_in(client, enabled.url, day="", hour="noon").status_code == 422
    fill_in(client, reverse("webhook_close", args=here))
    webhook.refresh_from_db()
    assert (webhook.name, webhook.state) == ("Renamed", "closed")


def test_an_auditor_reads_no_deliveries_and_the_host_alone(cast, browse, webhook):
    delivery = send_test(actor=cast.lee, webhook=webhook)
    page = browse(cast.ada).get(reverse("webhook", args=[webhook.pk])).content.decode()
    assert delivery.message_id not in page
    assert "https://8.8.8.8/in" not in page
    assert "8.8.8.8" in page


@pytest.mark.parametrize("many", [1, 3])
def test_the_lists_take_the_same_queries_however_long(cast, browse, webhook, count_queries, many):
    for number in range(1, many):
        create_webhook(actor=cast.lee, **(NEW | {"address": f"https://8.8.8.8/{number}"}))
    for _ in range(many):
        send_test(actor=cast.lee, webhook=webhook)
    client = browse(cast.lee)
    assert count_queries(client, reverse("webhook_list")) == LIST
    assert count_queries(client, reverse("webhook", args=[webhook.pk])) == PAGE


LIST, PAGE = 4, 6
