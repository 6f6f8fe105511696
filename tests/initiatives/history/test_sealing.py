"""Seals: one a day, over all that moved, kept in more places than the database."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings

from initiatives.base import clock
from initiatives.history.models import Event, Seal
from initiatives.history.queries import seals, verify
from initiatives.history.services import seal, seal_daily
from tests.initiatives.history.tampering import run, tampering, write_history
from workers import tasks

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 9, 20, tzinfo=UTC)


def an_event(key):
    Event(verb="moved", subject_kind="initiative", subject_id=key, subject_label="It").save()


def test_a_day_is_sealed_once_and_missed_days_are_made_up_for():
    an_event(1)
    with clock.at(MONDAY):
        first = seal_daily()
        assert seal_daily() is None
    an_event(1)
    an_event(2)
    with clock.at(MONDAY + timedelta(days=4)):
        tasks.seal_history.apply(throw=True)
        second = seals().first()
    assert [(one.number, one.chains, one.events) for one in (first, second)] == [
        (1, 1, 1),
        (2, 2, 2),
    ]
    assert bytes(second.former) == bytes(first.digest)
    assert verify().intact


def test_a_day_is_that_of_the_system():
    with clock.at(datetime(2026, 3, 10, 6, 59, tzinfo=UTC)):  # still the ninth in Seattle
        assert str(seal_daily().day) == "2026-03-09"
    with clock.at(datetime(2026, 3, 10, 7, 1, tzinfo=UTC)):
        assert str(seal_daily().day) == "2026-03-10"


def test_a_seal_over_nothing_new_stands_for_all_before_it():
    an_event(1)
    first, second = seal(intact=True), seal(intact=True)
    assert (second.chains, second.events) == (0, 0)
    assert bytes(second.digest) != bytes(first.digest)
    assert verify().intact


def test_a_broken_history_is_sealed_with_that_said_and_logged(caplog):
    write_history()
    with tampering():
        run("DELETE FROM initiatives_event WHERE position = 8")
        made = seal_daily()
        assert not made.intact
    assert "number 8 of its chain, was removed" in caplog.text


def test_a_seal_is_written_to_the_log_and_to_a_file(
    tmp_path, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    an_event(1)
    with caplog.at_level("INFO"), django_capture_on_commit_callbacks(execute=True):
        made = [seal(intact=True), seal(intact=True)]
    assert (tmp_path / "seals/history.txt").read_text().splitlines() == [str(one) for one in made]
    assert str(made[0]) in caplog.text


def test_a_seal_holds_though_its_file_cannot_be_written(
    tmp_path, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    (tmp_path / "seals").write_text("no folder")
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    with django_capture_on_commit_callbacks(execute=True):
        seal(intact=True)
    assert Seal.objects.count() == 1
    assert "could not be written" in caplog.text
