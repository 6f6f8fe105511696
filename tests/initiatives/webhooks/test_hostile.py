"""Addresses that would lead inside, and answers that would harm."""

from ipaddress import ip_network

import pytest

from initiatives.base.errors import Invalid
from initiatives.webhooks.models import WebhookAttempt
from tests.initiatives.webhooks.listening import HOST, add, promise, states, tick
from tests.outside import PUBLIC, outside

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(monkeypatch):
    """The internet without a way to this machine."""
    with outside(monkeypatch) as made:
        made.name(HOST, PUBLIC)
        yield made


@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://169.254.169.254/latest/meta-data/",
        "https://10.0.0.8/",
        "https://172.16.0.1/",
        "https://192.168.1.1/",
        "https://2130706433/",
        "https://017700000001/",
        "https://0x7f.1/",
        "https://[::ffff:10.0.0.8]/",
        "https://localhost/",
        "https://inside.example.org/",
        "http://chat.example.org/",
        "ftp://chat.example.org/",
        "https://chat.example.org:22/",
        "https://chat.example.org@10.0.0.8/",
        "https://10.0.0.8\\@chat.example.org/",
        "https://chat.example.org#@10.0.0.8:x/\x00",
        "https://unknown.invalid/",
    ],
)
def test_an_address_that_leads_inside_is_refused(cast, closed, address):
    closed.name("inside.example.org", "10.0.0.8")
    with pytest.raises(Invalid) as refused:
        add(cast.lee, address=address)
    assert set(refused.value.errors) == {"address"}


def test_a_name_that_leads_inside_later_is_not_followed_there(cast, closed):
    add(cast.lee)
    promise(cast)
    closed.name(HOST, closed.server.place)
    assert tick() == {"pending": 1}
    assert closed.server.asked == []
    assert "does not lead to where" in WebhookAttempt.objects.get().error


def test_what_is_judged_is_what_is_connected_to(cast, internet):
    """A name is looked up once for a try: a second answer has no part in it."""
    add(cast.lee)
    promise(cast)
    internet.looked_up.clear()
    internet.name(HOST, internet.server.place, "10.0.0.8")
    assert tick() == {"sent": 1}
    assert internet.looked_up == [HOST]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed_and_is_no_yes(cast, server, status):
    server.status, server.headers = status, {"Location": "https://chat.example.org/elsewhere"}
    add(cast.lee)
    promise(cast)
    assert tick() == {"pending": 1}
    assert [one.path for one in server.asked] == ["/in"]


def test_a_long_answer_is_kept_in_part(cast, server):
    server.body = b"\x1b[31m<script>" + "é".encode() * 1_000_000
    add(cast.lee)
    promise(cast)
    assert tick() == {"sent": 1}
    kept = WebhookAttempt.objects.get().answer
    assert len(kept) == 200
    assert kept.startswith("[31m<script>é")


def test_an_operator_lets_a_network_in_by_any_port(cast, closed, settings):
    settings.WEBHOOK_NETWORKS = (ip_network("127.0.0.0/8"),)
    closed.name(HOST, closed.server.place)
    add(cast.lee)
    promise(cast)
    assert tick() == {"sent": 1}
    with pytest.raises(Invalid, match="public internet"):
        add(cast.lee, address="https://10.0.0.8/")
    closed.name("public.example.org", PUBLIC)
    with pytest.raises(Invalid, match="public internet"):
        add(cast.lee, address="https://public.example.org:9200/")


def test_without_encryption_only_there_and_only_on_trial(cast, closed, settings):
    settings.WEBHOOK_NETWORKS = (ip_network("127.0.0.0/8"),)
    with pytest.raises(Invalid, match="https"):
        add(cast.lee, address=f"http://{HOST}:8443/")
    add(cast.lee, address="http://127.0.0.1:9/")
    settings.PRODUCTION = True
    with pytest.raises(Invalid, match="https"):
        add(cast.lee, address="http://127.0.0.1:10/")


def test_no_error_tells_the_address(cast, closed):
    closed.name(HOST, PUBLIC)
    add(cast.lee, address=f"https://{HOST}/token-of-somebody")
    promise(cast)
    closed.names[HOST] = [[("127.0.0.1", 1)]]
    tick()
    (kept,) = WebhookAttempt.objects.values_list("error", flat=True)
    assert kept
    assert "token" not in kept
    assert states() == ["pending"]
