"""The probes name what is there, and need neither a session nor a known host name."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from initiatives.accountability.models import Delivery
from initiatives.base import clock
from qi_tracker import health, heartbeat
from tests.factories import make_user

PARTS = ("database", "broker", "worker", "scheduler", "reminders")


@pytest.fixture
def all_alive() -> None:
    heartbeat.record("worker")
    heartbeat.record("scheduler")


def ready(client: Client) -> tuple[int, dict[str, Any]]:
    response = client.get("/healthz/ready")
    return response.status_code, response.json()


def test_a_process_that_answers_is_live(client: Client) -> None:
    response = client.get("/healthz/live", headers={"host": "unknown.example"})
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
@pytest.mark.usefixtures("all_alive")
def test_it_is_ready_when_every_part_is_there(client: Client) -> None:
    assert ready(client) == (200, {"status": "ok", **dict.fromkeys(PARTS, "ok")})


@pytest.mark.django_db
@pytest.mark.parametrize("part", ["worker", "scheduler"])
@pytest.mark.usefixtures("all_alive")
def test_a_process_without_a_sign_of_life_is_named(client: Client, part: str) -> None:
    heartbeat.forget(part)
    status, body = ready(client)
    assert status == 503
    assert [name for name in PARTS if body[name] == "missing"] == [part]


@pytest.mark.django_db
def test_who_asks_for_some_parts_is_told_of_those(client: Client) -> None:
    response = client.get("/healthz/ready?parts=database,broker")
    assert response.json() == {"status": "ok", "database": "ok", "broker": "ok"}
    response = client.get("/healthz/ready?parts=worker")
    assert (response.status_code, response.json()["worker"]) == (503, "missing")


@pytest.mark.parametrize("parts", ["everything", "database,x", "%00"])
def test_a_part_that_nobody_knows_is_refused(client: Client, parts: str) -> None:
    response = client.get(f"/healthz/ready?parts={parts}")
    assert (response.status_code, response.json()["parts"]) == (400, list(PARTS))


@pytest.mark.django_db
@pytest.mark.usefixtures("all_alive")
@pytest.mark.parametrize(("minutes", "status"), [(59, 200), (61, 503)])
def test_a_message_that_nobody_takes_for_too_long_is_a_missing_part(
    client: Client, minutes: int, status: int
) -> None:
    waits(clock.now() - timedelta(minutes=minutes))
    assert ready(client)[0] == status


@pytest.mark.django_db
@pytest.mark.usefixtures("all_alive")
def test_a_message_that_is_tried_again_later_is_not(client: Client) -> None:
    waits(clock.now() + timedelta(minutes=5))
    assert ready(client)[0] == 200


def waits(until: datetime) -> None:
    """A message that may go from an instant on."""
    Delivery.objects.create(
        recipient=make_user(), key="digest/2027-03-10", day=until.date(), not_before=until
    )


@pytest.mark.django_db
@pytest.mark.usefixtures("all_alive")
def test_a_broker_that_does_not_answer_is_named(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(settings.CELERY, "broker_url", "redis://127.0.0.1:1/0")
    status, body = ready(client)
    assert (status, body["broker"], body["database"]) == (503, "missing", "ok")


@pytest.mark.usefixtures("all_alive")
def test_a_database_that_does_not_answer_is_named(client: Client) -> None:
    status, body = ready(client)  # pytest-django refuses the database to this test
    assert (status, body["database"], body["broker"]) == (503, "missing", "ok")


@pytest.mark.django_db
@pytest.mark.usefixtures("all_alive")
def test_a_probe_gets_no_session_and_no_redirect(client: Client) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "SECURE_SSL_REDIRECT", True)
        response = Client().get("/healthz/ready", headers={"host": "10.0.0.7"})
    assert response.status_code == 200
    assert not response.cookies


def test_why_something_is_missing_is_logged_and_not_told(
    client: Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(health.CHECKS, "broker", lambda: 1 // 0 == 0)
    assert b"division" not in client.get("/healthz/ready").content
    assert "broker does not answer: integer division" in caplog.text


def test_a_sign_of_life_goes_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    assert heartbeat.KEPT > 2 * heartbeat.EVERY
    monkeypatch.setattr(heartbeat, "KEPT", 0)
    heartbeat.record("worker")
    assert not heartbeat.is_fresh("worker")


def test_a_cache_that_is_away_stops_no_process(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise ConnectionError("gone")

    monkeypatch.setattr("django.core.cache.cache.set", broken)
    heartbeat.record("worker")
    assert "could not leave its sign of life: gone" in caplog.text
