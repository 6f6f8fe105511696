"""The worker's tasks are thin, and the schedule asks for tasks that exist."""

from typing import Any

import pytest
from celery.beat import ScheduleEntry
from django.conf import settings
from django.contrib.sessions.models import Session

from initiatives.base import clock
from qi_tracker import heartbeat
from workers import tasks
from workers.app import app
from workers.schedule import schedule
from workers.signs_of_life import Scheduler, WorkerSign


def test_everything_on_the_schedule_is_a_task() -> None:
    app.loader.import_default_modules()
    assert {entry["task"] for entry in schedule().values()} <= set(app.tasks)


def test_a_message_is_worth_nothing_once_the_next_is_due() -> None:
    assert all(entry["options"]["expires"] == entry["schedule"] for entry in schedule().values())


def test_the_sweep_comes_as_often_as_it_is_set() -> None:
    assert schedule()["sweep"]["schedule"] == settings.SWEEP_SECONDS


@pytest.mark.django_db
@pytest.mark.parametrize("task", [tasks.sweep, tasks.propose_shortfalls])
def test_a_task_with_nothing_to_do_does_nothing(task: Any) -> None:
    assert task.apply(throw=True).successful()


@pytest.mark.django_db
def test_ended_sessions_are_forgotten() -> None:
    Session.objects.create(session_key="ended", session_data="", expire_date=clock.now())
    tasks.clear_sessions.apply(throw=True)
    assert not Session.objects.exists()


def test_the_worker_leaves_its_sign_from_start_to_stop() -> None:
    class Timer:
        entries: list[tuple[Any, ...]]

        def call_repeatedly(self, *arguments: Any) -> "Timer":
            self.entries = [arguments]
            return self

        def cancel(self) -> None:
            self.entries = []

    class Worker:
        timer = Timer()

    sign = WorkerSign(Worker())
    sign.start(Worker)
    assert heartbeat.is_fresh("worker")
    assert Worker.timer.entries == [(heartbeat.EVERY, heartbeat.record, ("worker",))]
    sign.stop(Worker)
    assert not heartbeat.is_fresh("worker")
    assert Worker.timer.entries == []


def test_the_scheduler_leaves_its_sign_each_time_round() -> None:
    scheduler = Scheduler(app)
    assert scheduler.tick() <= heartbeat.EVERY
    assert heartbeat.is_fresh("scheduler")
    entries: dict[str, ScheduleEntry] = scheduler.schedule
    assert set(schedule()) <= set(entries)
