"""The receiver of the documentation takes what is sent, once, and nothing else."""

import re
from http.server import ThreadingHTTPServer
from ipaddress import ip_network
from pathlib import Path
from threading import Thread

import pytest
import requests

from initiatives.webhooks.services import replay_webhook, rotate_secret
from initiatives.webhooks.signing import headers, new_secret
from tests.initiatives.webhooks.listening import add, promise, tick

pytestmark = pytest.mark.django_db
DOCS = Path(__file__).parents[3] / "docs" / "webhooks.md"


@pytest.fixture
def receiver():
    """The code of the documentation, running on loopback."""
    written = {}
    exec(re.search(r"```python\n(.*?)```", DOCS.read_text(), re.DOTALL)[1], written)
    kind = written["Receiver"]
    kind.log_message = lambda *args: None
    server = ThreadingHTTPServer(("127.0.0.1", 0), kind)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    kind.address = f"http://127.0.0.1:{server.server_port}/in"
    yield kind
    server.shutdown()
    server.server_close()
    thread.join()


def test_it_takes_what_is_signed_and_drops_what_it_has(cast, receiver, settings):
    settings.WEBHOOK_NETWORKS = (ip_network("127.0.0.0/8"),)
    webhook, secret = add(cast.lee, address=receiver.address)
    receiver.secrets = [secret]
    promise(cast)
    assert tick() == {"sent": 1}
    rotate_secret(actor=cast.lee, webhook=webhook)
    replay_webhook(actor=cast.lee, webhook=webhook, since=webhook.created_at)
    assert tick() == {"sent": 1}, "the former secret still signs"
    assert [one["type"] for one in receiver.told] == ["commitment.made"]


@pytest.mark.parametrize("forged", ["secret", "old", "unsigned"])
def test_it_refuses_what_is_not_ours(receiver, forged):
    receiver.secrets = [new_secret()]
    secret = new_secret() if forged == "secret" else receiver.secrets[0]
    sent = headers([secret], "msg_1", 1_600_000_000, b"{}")
    if forged == "unsigned":
        sent = {}
    assert requests.post(receiver.address, data=b"{}", headers=sent, timeout=5).status_code == 401
    assert receiver.told == []
