"""Making files: claimed once, begun again after a death, ended by what goes wrong."""

import re
from datetime import timedelta

import pytest
from django.db import OperationalError

from initiatives.base import clock, correlation
from initiatives.base.errors import NotAllowed
from initiatives.exports.models import Export
from initiatives.exports.rules import KEPT, LEASE, MOST_ATTEMPTS
from initiatives.exports.services import ask_for_export, cancel_export, make_exports
from initiatives.exports.services.claiming import claim
from initiatives.people.services import deactivate_person
from tests.initiatives.exports.making import ask, content, introduce, made

pytestmark = pytest.mark.django_db


def asked(person, kind):
    return ask_for_export(actor=person, kind=kind, parameters={})


def now_of(export):
    return Export.objects.get(pk=export.pk)


def test_a_file_is_made_and_kept_for_a_week(cast, own_folder):
    with clock.at(clock.now()):
        export = made(cast.lee)
        assert export.expires_at == clock.now() + KEPT
    assert (export.state, export.rows_done, export.rows_total) == ("done", 1, 1)
    assert len(export.sha256) == 64
    assert export.size == len(content(export))
    assert export.file_name.startswith("initiatives-2")
    (file,) = own_folder.iterdir()
    assert re.fullmatch("[0-9a-f]{32}", file.stem)
    assert file.stat().st_mode & 0o077 == 0


def test_nobody_else_makes_what_is_claimed(cast):
    ask(cast.lee)
    assert claim() is not None
    assert claim() is None
    assert make_exports() == 0


def test_it_is_made_under_the_name_of_the_request_that_asked(cast, monkeypatch):
    names = []
    key = introduce(monkeypatch, [lambda: names.append(correlation.current())])
    with correlation.of("request-of-lee"):
        asked(cast.lee, key)
    asked(cast.ada, key)
    with correlation.of("task-of-a-worker"):
        make_exports()
    assert names == ["request-of-lee", "task-of-a-worker"]
    assert correlation.current() == ""


def test_what_a_dead_worker_began_is_begun_again(cast):
    export = ask(cast.lee)
    claim()
    with clock.at(clock.now() + LEASE + timedelta(seconds=1)):
        assert make_exports() == 1
    found = now_of(export)
    assert (found.state, found.attempts) == ("done", 2)


def test_what_kills_its_workers_is_given_up(cast):
    export = ask(cast.lee)
    for number in range(MOST_ATTEMPTS):
        with clock.at(clock.now() + number * 2 * LEASE):
            assert claim() is not None
    with clock.at(clock.now() + 10 * LEASE):
        assert make_exports() == 0
    found = now_of(export)
    assert found.state == "failed"
    assert "Ask for less at once" in found.error


def test_progress_shows_and_holds_the_claim(cast, monkeypatch):
    seen = []

    def look():
        row = Export.objects.get()
        seen.append((row.state, row.rows_done, row.leased_until > clock.now()))

    asked(cast.lee, introduce(monkeypatch, [look, look, look]))
    make_exports()
    assert seen == [("running", 0, True), ("running", 1, True), ("running", 2, True)]


def test_one_that_is_cancelled_stops_and_leaves_no_file(cast, monkeypatch, own_folder):
    steps = []

    def cancel():
        cancel_export(actor=cast.lee, export=Export.objects.get())

    kind = introduce(monkeypatch, [cancel, lambda: steps.append("went on")])
    export = asked(cast.lee, kind)
    make_exports()
    assert (now_of(export).state, steps) == ("cancelled", [])
    assert list(own_folder.iterdir()) == []


def test_a_slow_worker_whose_lease_went_to_another_keeps_nothing(cast, monkeypatch, own_folder):
    def another_takes_it():
        Export.objects.update(leased_until=clock.now() + timedelta(hours=1))

    export = asked(cast.lee, introduce(monkeypatch, [another_takes_it]))
    make_exports()
    assert now_of(export).state == "running"
    assert list(own_folder.iterdir()) == []


def test_a_worker_that_stops_gives_it_back(cast, monkeypatch):
    export = asked(cast.lee, introduce(monkeypatch, [lambda: None] * 3))
    going = iter([True, True, False])
    assert make_exports(keep_going=lambda: next(going, False)) == 1
    found = now_of(export)
    assert (found.state, found.attempts, found.leased_until) == ("waiting", 0, None)


def raising(error):
    def step():
        raise error

    return step


def test_a_fault_of_ours_is_said_and_the_next_one_is_made(cast, monkeypatch):
    bad = asked(cast.lee, introduce(monkeypatch, [raising(ZeroDivisionError("1/0"))]))
    good = ask(cast.lee)
    assert make_exports() == 2
    assert "on our side" in now_of(bad).error
    assert "1/0" not in now_of(bad).error
    assert now_of(good).state == "done"


def test_what_a_rule_refuses_is_said_in_its_words(cast, monkeypatch):
    bad = asked(cast.lee, introduce(monkeypatch, [raising(NotAllowed("Not any more."))]))
    make_exports()
    assert (now_of(bad).state, now_of(bad).error) == ("failed", "Not any more.")


def test_while_the_database_is_away_it_is_begun_again_later(cast, monkeypatch):
    export = asked(cast.lee, introduce(monkeypatch, [raising(OperationalError("gone"))]))
    make_exports()
    assert now_of(export).state == "running"


def test_who_has_left_since_gets_no_file(cast):
    export = ask(cast.bob)
    deactivate_person(actor=cast.root, user=cast.bob, reason="Left.")
    make_exports()
    assert now_of(export).state == "failed"
    assert "closed" in now_of(export).error
