"""How a job went is noted, and an administrator has it done once more."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from initiatives.base import clock
from initiatives.base.errors import NotAllowed
from initiatives.history.models import Event
from initiatives.jobs import queries
from initiatives.jobs.choices import Job
from initiatives.jobs.models import JobRun
from initiatives.jobs.services import ask_for_run, note_end, note_start, take_asked

pytestmark = pytest.mark.django_db
OTHERS = ("alice", "bob", "charlie", "erin", "ada", "lee", "nobody")


def run_of(job=Job.SWEEP):
    queries.every_run()
    return JobRun.objects.get(job=job)


def test_a_run_leaves_when_it_was_and_how_long_it_took():
    started = note_start(Job.SWEEP)
    assert run_of().ended_at is None
    with clock.at(started + timedelta(seconds=7)):
        note_end(Job.SWEEP, started)
    found = run_of()
    assert (found.started_at, found.seconds, found.failures, found.error) == (started, 7.0, 0, "")
    assert JobRun.objects.filter(job=Job.SWEEP).count() == 1


def test_faults_in_a_row_are_counted_until_it_goes_well():
    started = clock.now()
    for number in (1, 2, 3):
        note_end(Job.SWEEP, started, "KeyError; the log has it.")
        assert (run_of().failures, run_of().error) == (number, "KeyError; the log has it.")
    note_end(Job.SWEEP, started)
    assert (run_of().failures, run_of().error) == (0, "")


def test_a_clock_that_was_set_back_makes_no_time_negative():
    note_end(Job.SWEEP, clock.now() + timedelta(hours=1))
    assert run_of().seconds == 0


def test_a_long_fault_is_cut():
    note_end(Job.SWEEP, clock.now(), "x" * 1_000)
    assert len(run_of().error) == 300


def test_an_administrator_asks_once_and_the_worker_takes_it_once(cast):
    for _ in range(2):
        ask_for_run(actor=cast.root, run=run_of())
    event = Event.objects.get(subject_kind="jobrun")
    assert (event.verb, event.actor, event.subject_label) == ("asked for", cast.root, str(run_of()))
    assert take_asked() == [Job.SWEEP]
    assert take_asked() == []
    assert run_of().asked_by == cast.root


@pytest.mark.parametrize("name", OTHERS)
def test_nobody_else_asks(cast, name):
    with pytest.raises(NotAllowed):
        ask_for_run(actor=getattr(cast, name), run=run_of())
    assert take_asked() == []


def test_a_backup_is_not_the_workers_to_make(cast):
    with pytest.raises(NotAllowed, match="does not do this one"):
        ask_for_run(actor=cast.root, run=run_of(Job.BACKUP))


def test_administrators_and_auditors_read_them(cast):
    for name in ("root", "ada"):
        assert queries.runs(getattr(cast, name)).count() == len(Job)
    for name in ("alice", "lee", "erin", "nobody"):
        assert not queries.runs(getattr(cast, name)).exists()


def test_a_job_that_there_is_no_more_is_not_shown(cast):
    JobRun.objects.create(job="of-a-former-release", asked_at=clock.now(), asked_by=cast.root)
    assert queries.runs(cast.root).count() == len(Job)
    assert take_asked() == []


@pytest.mark.parametrize(
    "broken", [{"failures": 1, "error": ""}, {"asked_at": "2027-01-01T00:00:00Z"}]
)
def test_the_database_holds_what_must_be_so(broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        JobRun.objects.create(job="x", **broken)
