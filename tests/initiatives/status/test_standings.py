"""Where each initiative stands is kept, follows what changes, and shows who says better."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.base import clock
from initiatives.measures.models import Observation
from initiatives.people.models import User
from initiatives.portfolio.models import Initiative
from initiatives.shortfalls.services import restrict_shortfall
from initiatives.status.filters import InitiativeFilter
from initiatives.status.models import JudgedUpTo, Standing
from initiatives.status.queries.initiatives import initiatives, judged
from initiatives.status.queries.standings import found_of
from initiatives.status.rules import BUILT_IN
from initiatives.status.services import refresh_standings
from tests.factories import make_initiative, make_promise, make_shortfall
from tests.initiatives.measures.making import make_measure, make_signal, make_stratification
from tests.initiatives.portfolio.testing import make_review

pytestmark = pytest.mark.django_db


def standing(cast):
    refresh_standings()
    return Standing.objects.get(initiative=cast.initiative)


def said(cast, word="on_track"):
    return make_review(cast, said=word, held_on=clock.today(cast.bob.time_zone))


def test_a_new_initiative_is_judged_with_the_next_look(cast):
    assert not Standing.objects.exists()
    kept = standing(cast)
    assert (kept.state, kept.level, kept.said, kept.differs) == ("on_track", 1, "", False)
    assert kept.rules_version == "status-3"


def test_what_is_kept_is_what_is_judged_now(cast):
    make_promise(cast.lee, cast.alice, -5, initiative=cast.initiative)
    make_shortfall(cast.lee, cast.hospital, cast.principles[0], initiative=cast.initiative)
    now = judged(cast.initiative)
    assert (now.state, standing(cast).state) == ("at_risk", "at_risk")
    assert now.reasons == ("1 commitment is overdue.", "1 shortfall is open.")


@pytest.mark.parametrize(
    "trouble",
    ["overdue", "stale", "behind"],
)
def test_who_says_on_track_and_is_not_is_found_out(cast, trouble):
    """The watermelon: green outside, red within."""
    said(cast)
    if trouble == "overdue":
        make_promise(cast.lee, cast.alice, -5, initiative=cast.initiative)
    if trouble == "stale":
        Initiative.objects.update(active_at=clock.now() - timedelta(days=91))
    if trouble == "behind":
        groups = make_stratification()
        measure = make_measure(cast, stratifications=[groups])
        make_signal(measure, kind="worse", stratification=groups, stratum=groups.strata.first())
    kept = standing(cast)
    assert (kept.said, kept.differs) == ("on_track", True)
    assert kept.state == {"stale": "unknown"}.get(trouble, "at_risk")
    now = judged(cast.initiative)
    assert now.difference.startswith("Its people say on track; the evidence ")
    assert ("Group a" in " ".join(now.reasons)) == (trouble == "behind")
    for wanted, found in (("true", 1), ("false", 0)):
        assert InitiativeFilter({"differs": wanted}, initiatives(cast.lee)).qs.count() == found


def test_who_says_so_themselves_differs_from_nothing(cast):
    said(cast, "at_risk")
    make_promise(cast.lee, cast.alice, -5, initiative=cast.initiative)
    kept = standing(cast)
    assert (kept.state, kept.said, kept.differs) == ("at_risk", "at_risk", False)


def test_their_own_word_of_trouble_is_enough_for_it(cast):
    said(cast, "off_track")
    assert standing(cast).state == "at_risk"
    assert judged(cast.initiative).reasons == ("Its own people say that it is in trouble.",)


def test_a_word_that_is_too_old_is_none(cast):
    said(cast)
    with clock.at(clock.now() + timedelta(days=63)):
        kept = standing(cast)
    assert (kept.said, kept.differs) == ("", False)


def test_tests_without_data_are_not_known(cast):
    Initiative.objects.update(stage="testing")
    assert standing(cast).state == "unknown"
    assert judged(cast.initiative).reasons == ("It tests changes without any data.",)
    measure = make_measure(cast)
    Observation.objects.create(
        measure=measure,
        definition=measure.definitions.get(),
        starts="2026-01-01",
        ends="2026-01-31",
        numerator=20,
        denominator=50,
        state="final",
        entered_by=cast.bob,
    )
    assert standing(cast).state == "on_track"


def test_only_what_changed_is_judged_anew(cast):
    with clock.at(clock.now() - timedelta(hours=1)):
        others = [make_initiative(cast.lee, cast.clinic, owner=cast.alice) for _ in range(3)]
        assert refresh_standings() == 4
    assert refresh_standings() == 4  # the last minutes were read again
    assert refresh_standings() == 0
    make_promise(cast.lee, cast.alice, -5, initiative=others[1])
    assert refresh_standings() == 1
    assert Standing.objects.get(state="at_risk").initiative == others[1]
    assert JudgedUpTo.objects.count() == 1


def test_time_alone_turns_it(cast):
    make_promise(cast.lee, cast.alice, 3, initiative=cast.initiative)
    assert standing(cast).state == "on_track"
    with clock.at(clock.now() + timedelta(days=5)):
        assert standing(cast).state == "at_risk"
    with clock.at(clock.now() + timedelta(days=40)):
        assert standing(cast).state == "off_track"


def test_a_confidential_shortfall_tells_nothing_here(cast):
    found = make_shortfall(
        cast.lee, cast.hospital, cast.principles[0], initiative=cast.initiative, severity="severe"
    )
    make_promise(cast.lee, cast.alice, -50, shortfall=found)
    assert standing(cast).state == "off_track"
    restrict_shortfall(actor=cast.lee, shortfall=found, reason="It names a person.")
    assert standing(cast).state == "on_track"
    assert judged(cast.initiative).reasons[0].startswith("It is open, with an owner")


@pytest.mark.parametrize("many", [1, 3])
def test_facts_take_two_statements_however_many_initiatives(cast, many):
    for _ in range(many):
        made = make_initiative(cast.lee, cast.hospital, principles=cast.principles)
        make_promise(cast.lee, cast.alice, -3, initiative=made)
        make_shortfall(cast.lee, cast.clinic, cast.principles[0], initiative=made)
    with CaptureQueriesContext(connection) as captured:
        assert len(found_of(Initiative.objects.all(), BUILT_IN)) == many + 1
    assert len(captured) == 2


def test_a_state_is_no_way_round_permission(cast):
    refresh_standings()
    for name, seen in (("alice", 1), ("charlie", 0), ("erin", 1), ("nobody", 0)):
        viewer = User.objects.get(pk=getattr(cast, name).pk)
        found = InitiativeFilter({"state": "on_track"}, initiatives(viewer)).qs
        assert found.count() == seen
