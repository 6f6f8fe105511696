"""The page of what the worker makes."""

from datetime import timedelta

import pytest
from django.urls import reverse

from initiatives.base import clock
from initiatives.exports.models import Export
from initiatives.jobs.choices import Job
from initiatives.jobs.models import JobRun
from initiatives.jobs.queries import every_run, run_of
from initiatives.jobs.services import note_end, note_start
from initiatives.portfolio.models import RegisterImport
from initiatives.web.upkeep import backup
from tests.initiatives.web.forms import fill_in
from tests.initiatives.web.who import those_let_in

pytestmark = pytest.mark.django_db
URL = "/administration/jobs/"


def text(answer):
    return answer.content.decode()


def states(answer):
    return {line.run.job: line.state for line in answer.context["lines"]}


def export(person, state, **fields):
    lease = clock.now() + timedelta(minutes=5) if state == "running" else None
    values = {"kind": "list_csv", "title": "Initiatives", "leased_until": lease}
    return Export.objects.create(asked_by=person, state=state, **(values | fields))


def test_administrators_and_auditors_read_it(cast, browse, client):
    assert those_let_in(cast, browse, URL) == {"root", "ada"}
    assert client.get(URL).status_code == 302
    assert "Run now<" in text(browse(cast.root).get(URL))
    assert "Run now<" not in text(browse(cast.ada).get(URL))


def test_each_job_says_how_it_is_doing(cast, browse):
    note_end(Job.SWEEP, clock.now())
    note_start(Job.WATCH_PROGRESS)
    note_end(Job.SEAL_HISTORY, clock.now(), "KeyError; the log of the worker has it under x1.")
    note_end(Job.CLEAR_SESSIONS, clock.now() - timedelta(hours=5))
    answer = browse(cast.root).get(URL)
    found = states(answer)
    assert [found[job] for job in ("sweep", "watch-progress", "seal-history")] == [
        "well",
        "running",
        "failed",
    ]
    assert found["clear-sessions"] == "late"
    assert found["backup"] == "never"
    assert "Once: KeyError; the log of the worker has it under x1." in text(answer)
    assert len(found) == len(Job)


def test_an_administrator_has_one_done_once_more(cast, browse):
    every_run()
    url = reverse("job_run", args=[run_of(Job.BUILD_SNAPSHOT).pk])
    assert those_let_in(cast, browse, url) == {"root"}
    root = browse(cast.root)
    assert fill_in(root, url).status_code == 302
    assert run_of(Job.BUILD_SNAPSHOT).asked_by == cast.root
    assert "Asked for now" in text(root.get(URL))


def test_a_backup_cannot_be_asked_for(cast, browse):
    every_run()
    url = reverse("job_run", args=[run_of(Job.BACKUP).pk])
    assert browse(cast.root).get(url).status_code == 403


@pytest.mark.parametrize("pk", ["0", "999999", "9" * 30])
def test_there_is_no_other_job(cast, browse, pk):
    assert browse(cast.root).get(f"{URL}{pk}/run/").status_code == 404


def test_files_under_way_and_failed_are_shown_with_how_far_they_are(cast, browse):
    export(cast.bob, "running", rows_done=250, rows_total=1_000, fingerprint="1")
    export(cast.lee, "failed", error="Too much.", finished_at=clock.now(), fingerprint="2")
    old = clock.now() - timedelta(days=8)
    export(cast.lee, "failed", error="Long ago.", finished_at=old, fingerprint="3")
    answer = browse(cast.root).get(URL)
    page = text(answer)
    assert len(answer.context["files"]) == 2
    assert 'value="25"' in page and "250 of 1,000" in page
    assert "Too much." in page and "Long ago." not in page
    assert 'hx-trigger="every 3s"' in page
    assert "/file/" not in page


def test_uploads_that_nobody_decided_on_are_named_without_content(cast, browse):
    RegisterImport.objects.create(
        file_name="register.csv", content=b"Better interpreters", created_by=cast.lee
    )
    page = text(browse(cast.ada).get(URL))
    assert "register.csv" in page and "Lee" in page
    assert "Better interpreters" not in page


@pytest.mark.parametrize("many", [1, 3])
def test_it_takes_the_same_queries_however_much_there_is(cast, browse, count_queries, many):
    for number in range(many):
        export(cast.bob, "waiting", fingerprint=str(number))
        RegisterImport.objects.create(file_name="r.csv", content=b"", created_by=cast.bob)
        JobRun.objects.update(asked_by=cast.root)
    assert count_queries(browse(cast.root), URL) == 10


def days_ago(days, error=""):
    with clock.at(clock.now() - timedelta(days=days)):
        note_end(Job.BACKUP, clock.now(), error)
    return run_of(Job.BACKUP)


def test_the_overview_knows_of_the_last_backup(cast, browse):
    assert backup(run_of(Job.BACKUP)).well is None
    assert "None was made by the command" in text(browse(cast.root).get("/administration/"))
    assert backup(days_ago(7)).well is True
    late = backup(days_ago(9))
    assert (late.well, "more than a week ago" in late.say) == (False, True)
    failed = backup(days_ago(1, "BackupRefused"))
    assert (failed.well, "failed" in failed.say) == (False, True)
