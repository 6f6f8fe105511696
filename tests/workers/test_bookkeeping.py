"""What a task leaves in the books when it ends, by Celery's own signals."""

import re
from datetime import timedelta
from typing import Any

import pytest
from celery.signals import task_postrun, task_prerun
from django.db import DatabaseError

from initiatives.base import clock, correlation
from initiatives.jobs.choices import NOTED_EVERY, Job
from initiatives.jobs.models import JobRun
from initiatives.jobs.queries import every_run
from initiatives.jobs.services import ask_for_run
from initiatives.people.models import User
from tests.factories import make_user
from workers import bookkeeping, tasks
from workers.app import app
from workers.schedule import job_of, options_of, schedule, task_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_books(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a process that has just begun."""
    monkeypatch.setattr(bookkeeping, "noted", {})
    monkeypatch.setattr(bookkeeping, "begun", {})


def run(task: Any, name: str = "1", retval: object = None) -> None:
    """A task from its start to its end, as the worker tells its listeners."""
    task_prerun.send(sender=task, task_id=name, task=task)
    task_postrun.send(sender=task, task_id=name, task=task, retval=retval)


def test_every_job_of_the_schedule_has_its_task_and_the_way_back() -> None:
    app.loader.import_default_modules()
    for job in Job:
        if job != Job.BACKUP:
            assert task_of(job) in app.tasks
            assert job_of(task_of(job)) == job
            assert job.value in schedule()
    assert job_of("workers.tasks.drain") is None
    assert options_of(Job.SEND_WEBHOOKS) == {"queue": "webhooks"}
    assert options_of(Job.SWEEP) == {}


def test_a_task_that_went_well_is_noted() -> None:
    run(tasks.clear_sessions)
    found = JobRun.objects.get(job="clear-sessions")
    assert found.ended_at is not None and found.started_at is not None
    assert found.ended_at >= found.started_at
    assert found.failures == 0


def test_a_task_that_is_under_way_shows_as_begun() -> None:
    task_prerun.send(sender=tasks.clear_sessions, task_id="1", task=tasks.clear_sessions)
    found = JobRun.objects.get(job="clear-sessions")
    task_postrun.send(sender=tasks.clear_sessions, task_id="1", task=tasks.clear_sessions)
    assert found.started_at is not None and found.ended_at is None


def test_a_fault_is_noted_by_its_kind_and_where_the_log_has_it() -> None:
    with correlation.of("a1b2c3d4"):
        run(tasks.clear_sessions, retval=ValueError("about Ana Ruiz"))
    found = JobRun.objects.get(job="clear-sessions")
    assert re.fullmatch(r"ValueError; the log of the worker has it under [0-9a-f]+\.", found.error)
    assert found.failures == 1
    run(tasks.clear_sessions)
    found.refresh_from_db()
    assert (found.failures, found.error) == (0, "")


def test_what_comes_all_the_time_is_noted_once_in_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1_000.0]
    monkeypatch.setattr(bookkeeping, "monotonic", lambda: now[0])
    ended = []
    for moved in (0.0, 5.0, NOTED_EVERY - 5.1, 0.2):
        now[0] += moved
        with clock.at(clock.now() + timedelta(seconds=now[0])):
            run(tasks.make_exports)
        ended.append(JobRun.objects.get(job="make-exports").ended_at)
    assert ended[0] == ended[1] == ended[2] != ended[3]


def test_a_fault_is_noted_at_once_and_so_is_its_end() -> None:
    for retval, failures in ((None, 0), (KeyError("x"), 1), (KeyError("x"), 2), (None, 0)):
        run(tasks.make_exports, retval=retval)
        assert JobRun.objects.get(job="make-exports").failures == failures


def test_what_is_no_job_leaves_nothing() -> None:
    run(tasks.drain)
    assert not JobRun.objects.exists()


def test_a_database_that_is_away_holds_up_no_job(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(*_: object, **__: object) -> None:
        raise DatabaseError("gone")

    for name in ("note_start", "note_end"):
        monkeypatch.setattr(f"initiatives.jobs.services.{name}", away)
    run(tasks.clear_sessions)
    assert "could not be noted: gone" in caplog.text


def test_what_was_asked_for_is_sent_to_its_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(app, "send_task", lambda name, **options: sent.append((name, options)))
    every_run()
    root = User.objects.get(pk=make_user("Root", is_superuser=True).pk)
    for job in (Job.SEND_WEBHOOKS, Job.BUILD_SNAPSHOT):
        ask_for_run(actor=root, run=JobRun.objects.get(job=job))
    tasks.do_what_was_asked.apply(throw=True)
    tasks.do_what_was_asked.apply(throw=True)
    assert sorted(sent) == [
        ("workers.tasks.build_snapshot", {}),
        ("workers.tasks.send_webhooks", {"queue": "webhooks"}),
    ]
