"""A night is kept once, whole, as everybody might see it, and never changes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO
from threading import Barrier

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction

from initiatives.base import clock
from initiatives.framework.models import Framework
from initiatives.history.models import Event
from initiatives.shortfalls.services import restrict_shortfall
from initiatives.status.models import Snapshot, SnapshotCell
from initiatives.status.queries import cell
from initiatives.status.rules import RULES_VERSION
from initiatives.status.services import build_snapshot
from tests.factories import Cast, make_entity, make_promise, make_shortfall
from tests.initiatives.status.nights import kept, night

pytestmark = pytest.mark.django_db
NUMBERS = ("initiatives", "overdue", "open_shortfalls", "open_signals")


@pytest.fixture
def cast():
    return Cast()


def test_a_night_says_by_which_rules_and_principles_and_holds_every_cell(cast):
    snapshot = night()
    assert (snapshot.day, snapshot.rules_version) == (clock.today(), RULES_VERSION)
    assert snapshot.framework == cast.framework
    assert snapshot.cells.count() == 3 * 3
    gap = kept(snapshot, cast.principles[2], cast.clinic)
    assert (gap.state, gap.initiatives) == ("unknown", 0)
    assert gap.lineage == [cast.system.pk, cast.clinic.pk]


def test_two_systems_are_both_kept(cast):
    make_shortfall(cast.lee, cast.clinic, cast.principles[0])
    other = make_entity("Another system")
    snapshot = night()
    assert kept(snapshot, cast.principles[0], other).open_shortfalls == 0
    assert kept(snapshot, cast.principles[0], cast.system).open_shortfalls == 1


def test_a_second_time_on_a_day_builds_nothing(cast):
    night()
    make_shortfall(cast.lee, cast.clinic, cast.principles[0])
    assert build_snapshot() is None
    assert kept(Snapshot.objects.get(), cast.principles[0], cast.clinic).open_shortfalls == 0


def test_a_missed_night_stays_missing(cast):
    night(3)
    night()
    assert [one.day for one in Snapshot.objects.order_by("day")] == [
        clock.today() - timedelta(days=3),
        clock.today(),
    ]


def test_there_is_nothing_to_keep_without_principles_or_entities():
    assert build_snapshot() is None
    make_entity()
    assert build_snapshot() is None


def test_without_principles_in_force_nothing_is_kept(cast):
    Framework.objects.update(in_force=False)
    assert build_snapshot() is None


def test_what_is_confidential_is_left_out_for_everybody(cast):
    about = cast.lee, cast.hospital, cast.principles[2]
    secret = make_shortfall(*about, severity="severe")
    make_promise(cast.lee, cast.alice, -40, shortfall=secret)
    restrict_shortfall(actor=cast.lee, shortfall=secret, reason="Known to few.")
    found = kept(night(), cast.principles[2], cast.hospital)
    assert cell(cast.lee, cast.principles[2], cast.hospital).state == "off_track"
    assert [getattr(found, name) for name in NUMBERS] == [0, 0, 0, 0]
    assert (found.state, found.last_activity) == ("unknown", None)


@pytest.mark.parametrize("write", ["state = 'on_track'", "overdue = overdue + 1"])
def test_the_database_refuses_to_change_it(cast, write):
    night()
    for statement in (
        f"UPDATE initiatives_snapshotcell SET {write}",
        "DELETE FROM initiatives_snapshotcell",
        "TRUNCATE initiatives_snapshotcell",
        "UPDATE initiatives_snapshot SET rules_version = 'x'",
        "DELETE FROM initiatives_snapshot",
        "TRUNCATE initiatives_snapshot CASCADE",
    ):
        with (
            pytest.raises(ProgrammingError, match="pgtrigger"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(statement)


def test_nothing_is_added_to_a_night_that_is_kept(cast):
    snapshot = night()
    late = kept(snapshot, cast.principles[0], cast.clinic)
    late.entity = make_entity("Late", cast.system)
    with pytest.raises(ProgrammingError, match="takes no more cells"), transaction.atomic():
        SnapshotCell.objects.bulk_create([late])


def test_the_command_builds_one_and_says_what_is_in_it(cast):
    said = StringIO()
    call_command("build_snapshot", "--dry-run", stdout=said)
    assert "9 cells" in said.getvalue()
    assert "Nothing was written" in said.getvalue()
    assert not Snapshot.objects.exists()
    call_command("build_snapshot", stdout=said)
    call_command("build_snapshot", stdout=said)
    assert Snapshot.objects.get().day.isoformat() in said.getvalue()
    assert "Nothing to do" in said.getvalue()


def test_it_is_no_act_of_a_person_so_history_is_not_told(cast):
    events = Event.objects.count()
    night()
    assert Event.objects.count() == events


@pytest.mark.parametrize("many", [1, 3])
def test_it_takes_the_same_statements_however_much_there_is(cast, many, django_assert_num_queries):
    for _ in range(many):
        make_shortfall(cast.lee, cast.clinic, cast.principles[0])
        make_entity("", cast.hospital)
    with django_assert_num_queries(42):
        build_snapshot()


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_build_one():
    Cast()
    at_once = Barrier(2)

    def work(_):
        try:
            at_once.wait(timeout=30)
            return build_snapshot() is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        built = list(both.map(work, range(2)))
    assert sorted(built) == [False, True]
    assert Snapshot.objects.get().cells.count() == 9
