"""Whatever is done to the tables with their protection lifted, the first broken event is named."""

import random
from collections import Counter
from itertools import cycle

import pytest

from initiatives.history.models import Event
from initiatives.history.queries import seals, verify
from initiatives.history.queries.seals import digests
from tests.initiatives.history.tampering import (
    differences,
    lay_open,
    run,
    tampering,
    write_history,
)
from tests.initiatives.history.ways import SAYS, WAYS, Target

pytestmark = pytest.mark.django_db
TAMPERINGS = 500


@pytest.fixture
def history(db):
    write_history()
    lay_open()
    return [
        Target(*row)
        for row in run(
            """SELECT e.id, subject_kind, subject_id, position, length FROM initiatives_event e
            JOIN initiatives_head USING (subject_kind, subject_id) ORDER BY e.id"""
        )
    ]


def test_an_honest_history_is_intact(history):
    verdict = verify()
    assert verdict.intact
    assert (verdict.events, verdict.chains, verdict.seals) == (32, 9, 2)


def test_of_five_hundred_tamperings_each_is_found_and_its_first_event_named(history):
    dice, done, wrong = random.Random(5), Counter(), []
    for way in cycle(WAYS):
        with tampering():
            expected = way(dice, history) or next(iter(differences()), None)
            if expected is None:  # such as a swap of two equal positions
                continue
            found = verify().breaks[:1]
        done[way] += 1
        named = [(one.kind, one.record, one.position) for one in found]
        if named != [tuple(expected)] or found[0].what != SAYS.get(way, found[0].what):
            wrong.append((way.__name__, expected, found))
        if done.total() == TAMPERINGS:
            break
    assert not wrong
    assert len(done) == len(set(WAYS))
    assert verify().intact


def rewrite(target):
    """What only a seal can show: an event, and all that follows it, made to fit anew."""
    run("UPDATE initiatives_event SET reason = 'Rewritten.' WHERE id = %s", target.id)
    for position in range(target.position, target.length + 1):
        run(
            """UPDATE initiatives_event e SET former = coalesce((
                SELECT b.hash FROM initiatives_event b WHERE b.subject_kind = e.subject_kind
                AND b.subject_id = e.subject_id AND b.position = e.position - 1), '')
            WHERE (subject_kind, subject_id, position) = (%s, %s, %s)""",
            *target.chain,
            position,
        )
        run(
            """UPDATE initiatives_event e SET hash = initiatives_event_hash(e)
            WHERE (subject_kind, subject_id, position) = (%s, %s, %s)""",
            *target.chain,
            position,
        )
    run(
        """UPDATE initiatives_head h SET hash = (SELECT e.hash FROM initiatives_event e
            WHERE e.subject_kind = h.subject_kind AND e.subject_id = h.subject_id
            AND e.position = h.length) WHERE (subject_kind, subject_id) = (%s, %s)""",
        *target.chain,
    )


def test_a_chain_that_was_made_to_fit_anew_is_not_the_one_that_was_sealed(history):
    for target in [one for one in history if one.record != 99]:
        with tampering():
            rewrite(target)
            (found,) = verify().breaks
        assert (found.kind, found.record, found.what) == (*target.chain, "seal")
        assert found.position >= target.position


def reseal():
    """The heads under the seals, and the seals, made to fit as well."""
    run(
        """UPDATE initiatives_sealedhead s SET hash = e.hash FROM initiatives_event e
        WHERE e.subject_kind = s.subject_kind AND e.subject_id = s.subject_id
        AND e.position = s.length"""
    )
    for number in (1, 2):
        run(
            """UPDATE initiatives_seal SET former = coalesce(
                (SELECT digest FROM initiatives_seal WHERE number = %s), '') WHERE number = %s""",
            number - 1,
            number,
        )
        run("UPDATE initiatives_seal SET digest = %s WHERE number = %s", digests()[number], number)


def test_only_a_seal_that_was_kept_elsewhere_shows_that_everything_was_made_to_fit(history):
    kept = {one.number: bytes(one.digest).hex() for one in seals()}
    target = next(one for one in history if one.position == 1 and one.length == 8)
    with tampering():
        rewrite(target)
        reseal()
        assert verify().intact
        found = verify(kept).breaks
    assert [(one.kind, one.record) for one in found] == [("seal", 1), ("seal", 2)]
    assert verify(kept).intact


def test_a_kept_seal_that_the_database_no_longer_has_is_missed(history):
    kept = {one.number: bytes(one.digest).hex() for one in seals()} | {4: "0" * 64}
    assert [one.message for one in verify(kept).breaks] == [
        "seal 3 was removed.",
        "seal 4 was removed.",
    ]


def test_an_instant_that_no_calendar_has_is_named_all_the_same(history):
    with tampering():
        run("UPDATE initiatives_event SET at = 'infinity' WHERE id = %s", history[4].id)
        (found,) = verify().breaks
    assert (found.event, found.at) == (history[4].id, None)


def test_each_break_says_which_event_of_which_record_and_what_is_wrong(history):
    target = next(one for one in history if one.position == 2)
    with tampering():
        run("UPDATE initiatives_event SET reason = 'x' WHERE id = %s", target.id)
        (found,) = verify().breaks
        when = f"{Event.objects.get(pk=target.id).at:%Y-%m-%d %H:%M:%S} UTC"
    assert found.message == (
        f"{target.kind} {target.record}: event {target.id}, number 2 of its chain of {when}, "
        "was changed."
    )


def test_many_breaks_are_all_counted(history):
    with tampering():
        run("UPDATE initiatives_event SET reason = reason || 'x'")
        verdict = verify()
    assert (verdict.broken, len(verdict.breaks)) == (9, 9)
    assert {one.position for one in verdict.breaks} == {1}
