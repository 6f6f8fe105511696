"""How long initiatives stay in each stage, from their history."""

import pytest

from initiatives.history.services import record
from initiatives.portfolio.models import Initiative, Place
from initiatives.portfolio.services import align, put_on_hold, resume
from initiatives.status.analytics import Cohort
from initiatives.status.analytics.stages import stays
from initiatives.status.analytics.sustained import sustained
from tests.initiatives.portfolio.walking import days, let_past
from tests.initiatives.status.analytics.lives import ago, life, month_of

pytestmark = pytest.mark.django_db


def by_stage(viewer, cohort=None):
    return {stay.stage.value: stay for stay in stays(viewer, cohort or Cohort())}


def numbers(stay):
    return (stay.left, stay.still_there)


def test_each_stay_counts_from_entering_to_leaving_and_what_goes_on_is_still_there(cast):
    life(cast, 100, (70, "approved"), (50, "proposed"), (20, "approved"))
    found = by_stage(cast.erin)
    assert numbers(found["proposed"]) == (2, 1)  # the one of the cast stands there still
    assert numbers(found["approved"]) == (1, 1)
    assert found["proposed"].median is None
    assert not found["proposed"].is_told
    assert set(found) == {
        *("idea", "proposed", "approved", "planning", "testing", "implementing", "sustaining"),
        "spread",
    }


def test_with_enough_stays_quartiles_are_told(cast):
    for wait in range(10, 120, 10):  # eleven
        life(cast, 200, (200 - wait, "approved"))
    found = by_stage(cast.erin)["proposed"]
    assert numbers(found) == (11, 1)
    assert (found.quarter, found.median, found.three_quarters) == (30, 60, 90)
    waits = by_stage(cast.erin)["approved"]
    assert numbers(waits) == (0, 11)
    assert waits.is_told
    assert waits.median is None


def test_what_came_in_under_way_has_no_known_beginning(cast):
    life(cast, 100, (40, "implementing"), stage="testing")
    found = by_stage(cast.erin)
    assert numbers(found["testing"]) == (0, 0)
    assert numbers(found["implementing"]) == (0, 1)


def test_what_a_register_brought_has_no_known_beginning_whatever_its_stage(cast):
    brought = Initiative.objects.create(
        title="From the register", entity=cast.clinic, owner=cast.alice, created_by=cast.lee
    )
    Place.objects.create(initiative=brought, entity=cast.clinic)
    align(actor=cast.lee, initiative=brought, principle=cast.principles[0], rationale="It does.")
    with ago(90):
        record(actor=cast.lee, verb="imported", subject=brought, after={"stage": "proposed"})
    with ago(50):
        let_past(cast, brought, "testing")
    found = by_stage(cast.erin, Cohort(entity=cast.clinic))
    assert numbers(found["proposed"]) == (0, 0)
    assert numbers(found["testing"]) == (0, 1)
    whole = sustained(cast.erin, Cohort(entity=cast.clinic))
    assert (whole.followed, whole.taken_over) == (0, 1)


def test_being_on_hold_is_no_stage(cast):
    held = life(cast, 90)
    with ago(60):
        put_on_hold(actor=cast.alice, initiative=held, reason="No staff.", resume_on=days(10))
    with ago(30):
        resume(actor=cast.alice, initiative=held)
    assert numbers(by_stage(cast.erin)["proposed"]) == (0, 2)


def test_the_curve_to_a_sustained_change(cast):
    life(cast, 100, (40, "sustaining"), (20, "spread"))
    life(cast, 90, (10, "abandoned"))
    life(cast, 80)
    life(cast, 70, (10, "sustaining"), stage="testing")
    found = sustained(cast.erin, Cohort())
    assert (found.followed, found.reached, found.taken_over) == (4, 1, 1)
    assert sorted((one.days, one.ended) for one in found.tallies) == [
        *((0, 0), (60, 1), (80, 0), (90, 0))
    ]
    assert found.median is None
    assert found.marks == []


def test_with_enough_the_curve_is_told_at_whole_months(cast):
    for wait in range(11):
        life(cast, 200, (190 - 10 * wait, "sustaining"))
    found = sustained(cast.erin, Cohort(since=month_of(200), until=month_of(200)))
    assert (found.followed, found.reached) == (11, 11)
    assert found.median == 60
    (mark,) = found.marks
    assert (mark.months, mark.at_risk) == (3, 2)
    assert mark.reached == pytest.approx(9 / 11)
    assert mark.low < mark.reached < mark.high


def test_a_period_and_a_place_choose_whose_stays_count(cast):
    life(cast, 400)
    life(cast, 40, entity=cast.clinic)
    early = Cohort(until=month_of(400))
    assert numbers(by_stage(cast.erin, early)["proposed"]) == (0, 1)
    assert numbers(by_stage(cast.erin, Cohort(entity=cast.clinic))["proposed"]) == (0, 1)
    assert numbers(by_stage(cast.erin, Cohort(entity=cast.system))["proposed"]) == (0, 3)


def test_only_what_a_viewer_may_see_counts(cast):
    life(cast, 40, entity=cast.clinic)
    counted = {
        who: numbers(by_stage(getattr(cast, who))["proposed"])[1]
        for who in ("alice", "bob", "charlie", "erin", "ada", "nobody")
    }
    assert counted == {"alice": 2, "bob": 1, "charlie": 1, "erin": 2, "ada": 2, "nobody": 0}
