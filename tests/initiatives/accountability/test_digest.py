"""What a digest says: all that is someone's, nothing that is not, with true counts."""

import pytest

from initiatives.accountability.services import sweep
from initiatives.accountability.services.claim import claim, open_days
from initiatives.accountability.services.digest import parts_of
from initiatives.accountability.services.plan import plan
from initiatives.accountability.services.recheck import still_owed
from tests.initiatives.accountability.noon import promise, sent_to

pytestmark = pytest.mark.django_db


def test_one_mail_lists_all_that_is_someones(cast):
    for due_in in (-20, -1, 2, 13, 40):
        promise(cast, due_in, title=f"Due in {due_in}")
    assert sweep().sent == 2  # alice, and sam as sponsor of what is 20 days late
    (digest,) = sent_to(cast.alice)
    assert digest.subject == "QI Tracker: 2 overdue, 2 due soon"
    for due_in in (-20, -1, 2, 13):
        assert f"Due in {due_in}" in digest.body
    assert "Due in 40" not in digest.body


def test_a_part_shows_its_first_twenty_and_says_how_many_there_are(cast):
    for days in range(1, 24):
        promise(cast, -days, title=f"Late by {days}")
    promise(cast, 3)
    sweep()
    (digest,) = sent_to(cast.alice)
    assert digest.subject == "QI Tracker: 23 overdue, 1 due soon"
    assert digest.body.count("* Late by ") == 20
    assert "* Late by 23 " in digest.body
    assert "* Late by 3 " not in digest.body
    assert "and 23 in all" in digest.body


def test_each_of_a_batch_is_told_what_is_theirs_and_nothing_else(cast):
    promise(cast, -1, title="Hers")
    promise(cast, -2, owner=cast.bob, title="His")
    promise(cast, -20, owner=cast.bob, title="His, late")
    assert sweep().sent == 3
    (to_alice,), (to_bob,), (to_sam,) = map(sent_to, (cast.alice, cast.bob, cast.sam))
    assert to_alice.subject == "QI Tracker: 1 overdue"
    assert "Hers" in to_alice.body
    assert "His" not in to_alice.body
    assert to_bob.subject == "QI Tracker: 2 overdue"
    assert "Hers" not in to_bob.body
    assert to_sam.subject == "QI Tracker: 1 waiting on others"
    assert "His, late" in to_sam.body


@pytest.mark.parametrize("people", [1, 3])
def test_a_batch_is_read_in_the_same_queries_however_many_it_is_for(
    cast, people, django_assert_num_queries
):
    owners = (cast.alice, cast.bob, cast.lee)[:people]
    for owner in owners:
        promise(cast, -1, owner=owner)
        promise(cast, -2, owner=owner)
    plan()
    open_days()
    claimed = claim()
    assert len(claimed) == people
    with django_assert_num_queries(3):
        owed, _ = still_owed(claimed)
        parts = parts_of(claimed, owed)
    assert [len(part.lines) for found in parts.values() for part in found] == [2] * people
