"""The jobs by the API."""

import pytest

from initiatives.base import clock
from initiatives.jobs.choices import Job
from initiatives.jobs.queries import every_run, run_of
from initiatives.jobs.services import note_end
from tests.api.caller import seen
from tests.api.problems import is_problem

pytestmark = pytest.mark.django_db


def path_of(job):
    every_run()
    return f"jobs/{run_of(job).pk}/"


def test_administrators_and_auditors_read_them(cast, call):
    assert seen(call, cast, path_of(Job.SWEEP)) == {"root", "ada"}
    assert call(cast.lee).walk("jobs/") == []
    note_end(Job.SWEEP, clock.now())
    rows = {row["job"]: row for row in call(cast.ada).walk("jobs/")}
    assert set(rows) == set(Job)
    assert (rows["sweep"]["state"], rows["sweep"]["every"]) == ("well", 30.0)
    assert rows["sweep"]["due_at"] > rows["sweep"]["started_at"]
    assert (rows["backup"]["state"], rows["backup"]["every"]) == ("never", None)


def test_an_administrator_has_one_done_once_more(cast, call):
    path = f"{path_of(Job.SWEEP)}run/"
    assert call(cast.root).post(path).json()["asked_by"] == cast.root.pk
    assert call(cast.root).post(path).status_code == 200


@pytest.mark.parametrize(("name", "status"), [("ada", 403), ("lee", 404), ("nobody", 404)])
def test_nobody_else_does(cast, call, name, status):
    assert is_problem(call(getattr(cast, name)).post(f"{path_of(Job.SWEEP)}run/"), status)
    assert run_of(Job.SWEEP).asked_at is None


def test_a_backup_is_refused_with_a_reason(cast, call):
    refused = is_problem(call(cast.root).post(f"{path_of(Job.BACKUP)}run/"), 403)
    assert "does not do this one" in refused["detail"]
