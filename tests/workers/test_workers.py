"""The worker's tasks are thin, and the schedule asks for tasks that exist."""

from datetime import timedelta
from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest
from celery.beat import ScheduleEntry
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import OperationalError

from initiatives.accountability.models import Engine
from initiatives.base import clock
from qi_tracker import heartbeat
from workers import tasks
from workers.app import app
from workers.schedule import schedule
from workers.signs_of_life import Scheduler, WorkerSign, sweep_if_silent


def test_everything_on_the_schedule_is_a_task() -> None:
    app.loader.import_default_modules()
    assert {entry["task"] for entry in schedule().values()} <= set(app.tasks)


def test_a_message_is_worth_nothing_once_the_next_is_due() -> None:
    assert all(entry["options"]["expires"] == entry["schedule"] for entry in schedule().values())


def test_the_sweep_comes_as_often_as_it_is_set() -> None:
    assert schedule()["sweep"]["schedule"] == settings.SWEEP_SECONDS


@pytest.mark.django_db
@pytest.mark.parametrize(
    "task",
    [
        tasks.sweep,
        tasks.propose_shortfalls,
        tasks.watch_measures,
        tasks.ask_for_data,
        tasks.pick_up_feedback,
        tasks.build_snapshot,
        tasks.make_exports,
        tasks.expire_exports,
        tasks.send_webhooks,
        tasks.watch_webhooks,
    ],
)
def test_a_task_with_nothing_to_do_does_nothing(task: Any) -> None:
    assert task.apply(throw=True).successful()


@pytest.mark.django_db
def test_ended_sessions_are_forgotten() -> None:
    Session.objects.create(session_key="ended", session_data="", expire_date=clock.now())
    tasks.clear_sessions.apply(throw=True)
    assert not Session.objects.exists()


class Timer:
    """What Celery's timer is asked to do."""

    def __init__(self) -> None:
        self.entries: list[tuple[Any, ...]] = []

    def call_repeatedly(self, *arguments: Any) -> "Timer":
        self.entries = [arguments]
        return self

    def cancel(self) -> None:
        self.entries = []


def worker_of(*queues: str) -> Any:
    """A worker as its parts see it."""
    amqp = SimpleNamespace(queues=SimpleNamespace(consume_from=dict.fromkeys(queues)))
    return SimpleNamespace(timer=Timer(), app=SimpleNamespace(amqp=amqp))


@pytest.mark.parametrize(("queues", "part"), [(("celery", "email"), "worker"), (("chat",), "chat")])
def test_the_worker_leaves_its_sign_from_start_to_stop(queues: tuple[str, ...], part: str) -> None:
    worker = worker_of(*queues)
    sign = WorkerSign(worker)
    sign.start(worker)
    assert heartbeat.is_fresh(part)
    assert worker.timer.entries == [(heartbeat.EVERY, heartbeat.record, (part,))]
    sign.stop(worker)
    assert not heartbeat.is_fresh(part)
    assert worker.timer.entries == []


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The tasks that were asked for."""
    names: list[str] = []
    monkeypatch.setattr(app, "send_task", lambda name, **_: names.append(name))
    return names


@pytest.mark.django_db
@pytest.mark.parametrize(("silence", "tasks_asked"), [(None, 1), (91, 1), (89, 0)])
def test_a_worker_asks_for_a_sweep_when_nobody_else_did(
    asked: list[str], monkeypatch: pytest.MonkeyPatch, silence: int | None, tasks_asked: int
) -> None:
    monkeypatch.setattr("workers.signs_of_life.close_old_connections", lambda: None)
    seen = clock.now() - timedelta(seconds=silence) if silence else None
    Engine.objects.create(pk=1, swept_at=seen)
    sweep_if_silent(app)
    assert asked == ["workers.tasks.sweep"] * tasks_asked


def test_a_database_that_is_away_stops_no_worker(
    asked: list[str], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away() -> None:
        raise OperationalError("gone")

    monkeypatch.setattr("workers.signs_of_life.close_old_connections", away)
    sweep_if_silent(app)
    assert asked == []
    assert "Nobody could be asked to sweep: gone" in caplog.text


@pytest.mark.django_db
@pytest.mark.parametrize(("waiting", "drains"), [(0, 0), (1, 1), (250, 1), (251, 2), (9999, 8)])
def test_a_sweep_asks_for_as_many_drains_as_there_is_work_for(
    monkeypatch: pytest.MonkeyPatch, waiting: int, drains: int
) -> None:
    sent: list[tuple[tuple[str], str]] = []
    monkeypatch.setattr(
        tasks.drain, "apply_async", lambda args, queue, expires: sent.append((args, queue))
    )
    backlog = {"email": waiting} if waiting else {}
    monkeypatch.setattr("initiatives.accountability.queries.backlog", lambda: backlog)
    tasks.sweep.apply(throw=True)
    assert sent == [(("email",), "email")] * drains


@pytest.mark.django_db
@pytest.mark.parametrize("channel", ["email", "chat"])
def test_a_drain_with_nothing_to_send_asks_for_no_other(
    monkeypatch: pytest.MonkeyPatch, channel: str
) -> None:
    monkeypatch.setattr(tasks.drain, "apply_async", None)
    assert tasks.drain.apply((channel,), throw=True).successful()


def test_a_drain_ends_when_the_worker_is_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "stopping", Event())
    keep_going = tasks.for_a_while()
    assert keep_going()
    tasks.stop()
    assert not keep_going()


def test_the_scheduler_leaves_its_sign_each_time_round() -> None:
    scheduler = Scheduler(app)
    assert scheduler.tick() <= heartbeat.EVERY
    assert heartbeat.is_fresh("scheduler")
    entries: dict[str, ScheduleEntry] = scheduler.schedule
    assert set(schedule()) <= set(entries)
