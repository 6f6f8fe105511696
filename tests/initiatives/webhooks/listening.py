"""Webhooks for tests, and what has come."""

from datetime import timedelta

from initiatives.base import clock
from initiatives.webhooks.models import WebhookDelivery
from initiatives.webhooks.services import create_webhook, follow, send_webhooks
from tests.factories import make_promise

HOST = "chat.example.org"
ADDRESS = f"https://{HOST}/in"


def add(person, *types, address=ADDRESS, name="Integration engine"):
    """A webhook and its secret."""
    return create_webhook(
        actor=person, name=name, address=address, types=types or ["commitment.made"]
    )


def promise(cast, **fields):
    """Something happens that lee and root may see."""
    return make_promise(cast.lee, cast.alice, initiative=cast.initiative, **fields)


def tick(**passed):
    """Follow and send, so much later; what ended how."""
    with clock.at(clock.now() + timedelta(**passed)):
        follow()
        return send_webhooks()


def states():
    """The states of all deliveries, in their order."""
    return list(WebhookDelivery.objects.order_by("pk").values_list("state", flat=True))


def came(server):
    """The ids of the messages that came, in their order."""
    return [one.headers["webhook-id"] for one in server.asked]
