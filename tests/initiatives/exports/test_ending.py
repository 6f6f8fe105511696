"""Who gets a file, and how it goes."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from initiatives.base import clock
from initiatives.base.errors import Invalid, NotAllowed, Stale
from initiatives.exports.models import Export
from initiatives.exports.queries import exports
from initiatives.exports.rules import visible_exports
from initiatives.exports.services import (
    cancel_export,
    delete_file,
    expire_exports,
    fetch_export,
    forget_strays,
)
from initiatives.history.models import Event
from initiatives.people.models import Membership, User
from initiatives.people.services import deactivate_person, end_role
from tests.initiatives.exports.making import ask, content, made

pytestmark = pytest.mark.django_db
CAST = ("root", "lee", "alice", "bob", "sam", "charlie", "erin", "ada", "nobody")


def may_fetch(person, export):
    try:
        fetch_export(actor=User.objects.get(pk=person.pk), export=export).close()
    except NotAllowed as refusal:
        return refusal.message
    return True


def test_a_file_is_only_for_who_asked(cast):
    export = made(cast.lee)
    for name in CAST:
        person = getattr(cast, name)
        assert (may_fetch(person, export) is True) == (name == "lee"), name
        assert list(exports(person)) == ([export] if name == "lee" else []), name
        known = name in ("lee", "root", "ada")  # who oversees reads that it was taken out
        assert visible_exports(person).filter(pk=export.pk).exists() == known, name


def test_each_download_is_noted_and_the_first_is_remembered(cast):
    export = made(cast.lee)
    content(export)
    content(export)
    noted = Event.objects.filter(verb="downloaded", subject_id=export.pk)
    assert [(event.actor, event.after["sha256"]) for event in noted] == [
        (cast.lee, export.sha256)
    ] * 2
    export.refresh_from_db()
    assert export.fetched_at is not None


def test_who_lost_a_role_gets_no_file_that_was_made_under_it(cast):
    export = made(cast.erin)
    end_role(actor=cast.root, membership=Membership.objects.get(user=cast.erin), reason="Left.")
    assert "no longer hold" in may_fetch(cast.erin, export)


def test_who_has_left_gets_no_file(cast):
    export = made(cast.erin)
    deactivate_person(actor=cast.root, user=cast.erin, reason="Left.")
    assert "only for the person" in may_fetch(cast.erin, export)


def test_what_is_not_made_yet_is_not_fetched(cast):
    assert "not ready" in may_fetch(cast.lee, ask(cast.lee))


def test_a_file_that_vanished_says_so(cast, own_folder):
    export = made(cast.lee)
    (own_folder / export.stored_as).unlink()
    assert "no longer there" in may_fetch(cast.lee, export)


def test_a_file_expires(cast, own_folder):
    export = made(cast.lee)
    assert expire_exports() == 0
    with clock.at(export.expires_at):
        assert "expired" in may_fetch(cast.lee, export)
        assert expire_exports() == 1
        assert expire_exports() == 0
        assert "no file any more" in may_fetch(cast.lee, export)
    assert Export.objects.get().state == "expired"
    assert list(own_folder.iterdir()) == []


def test_a_file_that_is_gone_already_expires_as_well(cast, own_folder):
    export = made(cast.lee)
    (own_folder / export.stored_as).unlink()
    with clock.at(export.expires_at):
        assert expire_exports() == 1


def test_one_deletes_a_file_of_ones_own_early(cast, own_folder, django_capture_on_commit_callbacks):
    export = made(cast.lee)
    with pytest.raises(NotAllowed):
        delete_file(actor=cast.root, export=export)
    with pytest.raises(Stale):
        delete_file(actor=cast.lee, export=export, version=export.version + 1)
    with django_capture_on_commit_callbacks(execute=True):
        delete_file(actor=cast.lee, export=export)
    assert list(own_folder.iterdir()) == []
    with pytest.raises(Invalid, match="no file"):
        delete_file(actor=cast.lee, export=export)


def test_one_cancels_only_what_is_not_made(cast):
    export = ask(cast.lee)
    with pytest.raises(NotAllowed):
        cancel_export(actor=cast.root, export=export)
    cancel_export(actor=cast.lee, export=export)
    for over in (export, made(cast.lee)):
        with pytest.raises(Invalid, match="cannot be cancelled"):
            cancel_export(actor=cast.lee, export=over)


def test_what_dead_workers_left_is_swept_away_after_a_day(cast, own_folder):
    export = made(cast.lee)
    (own_folder / "stray.csv").write_text("left")
    (own_folder / "draft-left").mkdir()
    forget_strays()
    assert len(list(own_folder.iterdir())) == 3
    with clock.at(clock.now() + timedelta(days=2)):
        forget_strays()
    assert [file.name for file in own_folder.iterdir()] == [export.stored_as]


def test_sweeping_a_folder_that_is_not_there_yet_does_nothing(db):
    forget_strays()


def test_the_database_keeps_who_took_what_out(cast):
    export = made(cast.lee)
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        Export.objects.all().delete()
    for wrong in ({"state": "running"}, {"stored_as": ""}, {"state": "failed", "stored_as": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Export.objects.filter(pk=export.pk).update(**wrong)
