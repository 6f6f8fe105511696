"""How a job is doing, judged from its last run alone."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.jobs.choices import INTERVALS, Job
from initiatives.jobs.models import JobRun
from initiatives.jobs.rules import GRACE, LONGEST_RUN, interval_of, next_run, state_of

NOW = datetime(2027, 3, 10, 20, tzinfo=UTC)
INSTANTS = st.none() | st.integers(0, 200_000).map(lambda ago: NOW - timedelta(seconds=ago))


def run(started=None, ended=None, job=Job.WATCH_PROGRESS, **fields):
    """Of a job that is due each hour; minutes ago."""
    at = [None if ago is None else NOW - timedelta(minutes=ago) for ago in (started, ended)]
    return JobRun(job=job, started_at=at[0], ended_at=at[1], **fields)


@pytest.mark.parametrize(
    ("found", "state"),
    [
        (run(), "never"),
        (run(1), "running"),
        (run(119), "running"),
        (run(121), "late"),
        (run(1, 60), "running"),
        (run(30, 29), "well"),
        (run(124, 123), "well"),
        (run(126, 125), "late"),
        (run(30, 29, failures=2, error="E"), "failed"),
        (run(126, 125, failures=2, error="E"), "late"),
        (run(5, 5, job=Job.MAKE_EXPORTS), "well"),
        (run(6, 6, job=Job.MAKE_EXPORTS), "late"),
        (run(60 * 24 * 300, 60 * 24 * 299, job=Job.BACKUP), "well"),
        (run(60, 59, job=Job.BACKUP, failures=1, error="E"), "failed"),
    ],
)
def test_a_run_says_how_its_job_is_doing(found, state):
    assert state_of(found, NOW) == state


def test_every_job_but_the_backup_has_a_schedule():
    assert set(Job) - set(INTERVALS) == {Job.BACKUP}


def test_it_is_due_one_interval_after_it_began():
    assert next_run(run(10, 9)) == NOW + timedelta(minutes=50)
    assert next_run(run()) is next_run(run(10, 9, job=Job.BACKUP)) is None


@given(
    started=INSTANTS,
    ended=INSTANTS,
    job=st.sampled_from(list(Job)),
    failures=st.integers(0, 3),
    later=st.integers(0, 1_000_000),
)
def test_what_is_late_stays_late_until_it_runs(started, ended, job, failures, later):
    found = JobRun(job=job, started_at=started, ended_at=ended, failures=failures)
    now, then = state_of(found, NOW), state_of(found, NOW + timedelta(seconds=later))
    assert (now == "never") == (started is None)
    assert then == "late" or now != "late"
    assert (then == "late") or (then == now)
    if job in INTERVALS and started is not None:
        long = GRACE + 2 * interval_of(job) + LONGEST_RUN + timedelta(seconds=200_000)
        assert state_of(found, NOW + long) == "late"
