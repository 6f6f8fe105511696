"""What the views show: lateness where owners are, the tree, and nothing confidential."""

from datetime import timedelta

import pytest

from initiatives.accountability.queries import overdue
from initiatives.accountability.rules import visible_commitments
from initiatives.base import clock
from initiatives.people.rules import anybody_everywhere
from initiatives.shortfalls.services import restrict_shortfall
from tests.factories import make_promise, make_user
from tests.initiatives.status.reporting.asking import keys, select
from tests.initiatives.status.reporting.secrets import secret_chain

pytestmark = pytest.mark.django_db


def test_a_confidential_shortfall_goes_with_all_that_tells_of_it(cast):
    secret, signal, promises = secret_chain(cast)
    assert secret.pk in keys("shortfalls")
    assert signal.pk in keys("signals")
    assert promises <= keys("commitments")
    restrict_shortfall(actor=cast.lee, shortfall=secret, reason="Known to few.")
    assert secret.pk not in keys("shortfalls")
    assert signal.pk not in keys("signals")
    assert not promises & keys("commitments")


def test_a_promise_is_overdue_where_its_owner_is(cast):
    """In the time zone farthest behind a day ends last, in the one farthest ahead first."""
    for zone in ("Pacific/Kiritimati", "Etc/GMT+12", "America/Los_Angeles"):
        owner = make_user(zone.rpartition("/")[2], time_zone=zone)
        for days in (-1, 0, 1):
            made = make_promise(cast.lee, owner, initiative=cast.initiative)
            made.due_on = clock.now().date() + timedelta(days=days)
            made.save(update_fields=["due_on"])
    commitments = visible_commitments(anybody_everywhere())
    late = set(commitments.filter(overdue()).values_list("pk", flat=True))
    told = dict(select("SELECT id, overdue FROM reporting.commitments"))
    assert {key for key, is_late in told.items() if is_late} == late
    assert 0 < len(late) < len(told)


def test_parts_follow_the_tree(cast):
    rows = select("SELECT entity_id, part_id, levels FROM reporting.entity_parts")
    system, hospital = cast.system.pk, cast.hospital.pk
    assert {(system, system, 0), (system, hospital, 1), (hospital, hospital, 0)} <= set(rows)
    assert (hospital, system, 1) not in {row[:2] for row in rows}
    paths = dict(select("SELECT id, path FROM reporting.entities"))
    assert paths[hospital] == [system, hospital]
