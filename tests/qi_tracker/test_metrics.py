"""What collectors read of the engine."""

from datetime import timedelta

import pytest
from django.test import Client

from initiatives.accountability.services import sweep
from initiatives.base import clock
from initiatives.history.services import seal
from initiatives.webhooks.services import create_webhook, disable_webhook, send_test
from tests.factories import Cast, make_promise
from tests.initiatives.accountability.noon import NOON
from tests.initiatives.accountability.test_send import Answering, refusal

pytestmark = pytest.mark.django_db


def samples(client: Client) -> dict[str, float]:
    """The figures by name."""
    lines = client.get("/metrics").content.decode().splitlines()
    pairs = [line.rsplit(" ", 1) for line in lines if not line.startswith("#")]
    return {name: float(value) for name, value in pairs}


def test_what_is_owed_sent_and_failed_is_counted(client: Client) -> None:
    with clock.at(NOON):
        cast = Cast()
        make_promise(cast.lee, cast.alice, -1, initiative=cast.initiative)
        sweep()
        make_promise(cast.lee, cast.bob, -1, initiative=cast.initiative)
        sweep(Answering(refusal(550)))
    found = samples(client)
    assert found["qi_messages_sent_total"] == 1
    assert found["qi_messages_failed"] == 1
    assert found["qi_reminders_owed"] == 1
    assert found["qi_sweep_timestamp_seconds"] == NOON.timestamp()
    assert found['qi_engine_state{state="running"}'] == 1
    assert found['qi_engine_state{state="stopped"}'] == 0


def test_before_the_first_sweep_there_is_no_instant_of_one(client: Client) -> None:
    assert "qi_sweep_timestamp_seconds" not in samples(client)


def test_the_last_seal_of_history_is_told_with_its_digest(client: Client) -> None:
    assert not [name for name in samples(client) if name.startswith("qi_history")]
    with clock.at(NOON):
        seal(intact=True)
        made = seal(intact=False)
    found = samples(client)
    assert found["qi_history_seal"] == 2
    assert found["qi_history_intact"] == 0
    assert found["qi_history_seal_timestamp_seconds"] == NOON.timestamp()
    assert found[f'qi_history_seal_digest{{sha256="{made.digest_in_hex}"}}'] == 1


def test_what_webhooks_are_owed_is_counted(client: Client) -> None:
    cast, types = Cast(), ["commitment.made"]
    with clock.at(NOON):
        webhook, _ = create_webhook(
            actor=cast.root, name="Engine", address="https://8.8.8.8/", types=types
        )
        send_test(actor=cast.root, webhook=webhook)
    with clock.at(NOON + timedelta(seconds=30)):
        found = samples(client)
        assert found["qi_webhooks_owed"] == 1
        assert found["qi_webhooks_oldest_owed_seconds"] == 30
        disable_webhook(actor=cast.root, webhook=webhook)
        found = samples(client)
    assert found["qi_webhooks_owed"] == found["qi_webhooks_failed"] == 0
    assert found["qi_webhooks_disabled"] == 1


def test_it_takes_few_queries_and_names_nobody(
    client: Client, django_assert_num_queries: object
) -> None:
    samples(client)  # the engine's row is made on first use
    with django_assert_num_queries(7):  # type: ignore[operator]
        client.get("/metrics")


def test_with_a_token_set_only_who_presents_it_is_answered(
    client: Client, settings: object
) -> None:
    settings.METRICS_TOKEN = "secret-of-the-collector"  # type: ignore[attr-defined]
    assert client.get("/metrics").status_code == 403
    wrong = client.get("/metrics", headers={"authorization": "Bearer wrong"})
    right = client.get("/metrics", headers={"authorization": "Bearer secret-of-the-collector"})
    assert (wrong.status_code, right.status_code) == (403, 200)
