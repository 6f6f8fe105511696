"""What a digest says: all that is someone's, nothing that is not, with true counts."""

from datetime import date

import pytest

from initiatives.accountability.choices import Channel
from initiatives.accountability.services import acknowledge, prepare, sweep
from initiatives.accountability.services.claim import claim
from initiatives.accountability.services.digest import parts_of, told_by
from initiatives.accountability.services.recheck import still_owed
from initiatives.base import clock
from initiatives.people.models import Cover
from tests.factories import make_user
from tests.initiatives.accountability.noon import later, promise, sent_to

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


def test_twenty_lines_in_all_and_how_many_there_are(cast):
    for days in range(1, 24):
        promise(cast, -days, title=f"Late by {days}")
    promise(cast, 3, title="Still to come")
    sweep()
    (digest,) = sent_to(cast.alice)
    assert digest.subject == "QI Tracker: 23 overdue, 1 due soon"
    assert digest.body.count("\n* ") == 20
    assert "* Late by 23 " in digest.body
    assert "* Late by 3 " not in digest.body
    assert "23 in all:" in digest.body
    assert "Due soon (1)" in digest.body
    assert "Still to come" not in digest.body


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
    assert "promised by Bob" in to_sam.body


def test_an_owner_reads_to_whom_an_item_escalated(cast):
    promise(cast, -31, title="Long late")
    sweep()
    (to_alice,), (to_lee,) = map(sent_to, (cast.alice, cast.lee))
    assert "Also told: Sam, Lee." in to_alice.body
    assert to_lee.subject == "QI Tracker: 1 escalated to you"
    assert "Also told: Sam." in to_lee.body


def test_who_covers_reads_what_they_cover_beside_their_own(cast):
    promise(cast, -1, title="Hers")
    promise(cast, 0, owner=cast.bob, title="His own")
    Cover.objects.create(
        person=cast.alice,
        stand_in=cast.bob,
        starts=date(2027, 3, 1),
        ends=date(2027, 3, 31),
        state="accepted",
        created_by=cast.alice,
    )
    sweep()
    (to_bob,) = sent_to(cast.bob)
    assert to_bob.subject == "QI Tracker: 1 due soon, 1 while you cover"
    assert "You cover for its owner, and its date has come" in to_bob.body


def test_only_the_owner_of_what_nobody_acknowledged_may_do_so_by_mail(cast):
    promise(cast, -20, title="New")
    known = promise(cast, -20, title="Known")
    acknowledge(actor=cast.alice, commitment=known)
    sweep()
    assert sent_to(cast.alice)[0].body.count("/acknowledge/") == 1
    assert "/acknowledge/" not in sent_to(cast.sam)[0].body


def test_a_date_is_judged_where_the_reader_is(cast):
    tomo = make_user("Tomo", time_zone="Asia/Tokyo")
    promise(cast, -1, owner=tomo)
    with later(1), clock.at(clock.now().replace(hour=0)):  # nine in the morning in Tokyo
        sweep()
    assert "1 day overdue" in sent_to(tomo)[0].body


@pytest.mark.parametrize("people", [1, 3])
def test_a_batch_is_read_in_the_same_queries_however_many_it_is_for(
    cast, people, django_assert_num_queries
):
    owners = (cast.alice, cast.bob, cast.lee)[:people]
    for owner in owners:
        promise(cast, -1, owner=owner)
        promise(cast, -2, owner=owner)
    prepare()
    claimed = claim(Channel.EMAIL)
    assert len(claimed) == people
    with django_assert_num_queries(6):
        owed, _ = still_owed(claimed)
        parts = [parts_of(told) for told in told_by(claimed, owed).values()]
    assert [len(part.lines) for found in parts for part in found] == [2] * people
