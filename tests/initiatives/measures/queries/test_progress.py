"""The evidence of progress as it is gathered: an initiative prepared at each level, and masks."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.measures.queries import progress, proposal_of
from initiatives.measures.queries.progress import evidence
from initiatives.measures.rules.figures import Entry
from initiatives.measures.services import Terms, record_observations
from initiatives.portfolio.models import Initiative
from initiatives.portfolio.rules.charter import Charter
from initiatives.portfolio.rules.scale import SCORES
from initiatives.portfolio.services import revise_charter, write_handover
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.services import propose_from_signals, restrict_shortfall
from tests.initiatives.measures.making import TERMS, make_measure, make_signal, make_stratification
from tests.initiatives.portfolio.testing import make_cycle, make_idea
from tests.initiatives.portfolio.walking import let_past

pytestmark = pytest.mark.django_db
STAY = Terms(
    text="Mean days.", chart="i", direction="decrease", unit="days", baseline=20, target=10
)
CALLS = replace(STAY, text="Share called.", direction="increase", baseline=50, target=80, unit="%")
WIGGLE = [0, 1, -1, 1, 0, -1]  # about a centre, as chance moves it
NO_DATA: list[float] = []
FIGURES = {  # of the outcome and of the process measure, by level
    2.0: ([20, 21, 19], NO_DATA),
    2.5: ([20, 21, 19], NO_DATA),
    3.0: ([20, 21, 17, 18, 17], [50, 51, 49]),
    3.5: ([20, 21, 17, 18, 17], "shift to 70"),
    4.0: ("shift to 9, held 9", "shift to 70"),
    4.5: ("shift to 9, held 12", "shift to 70"),
    5.0: ("shift to 9, held 12", "shift to 85"),
}


def about(centre, number):
    return [centre + WIGGLE[at % len(WIGGLE)] / 2 for at in range(number)]


SHIFTS = {
    "shift to 9, held 9": about(20, 12) + about(9, 9),
    "shift to 9, held 12": about(20, 12) + about(9, 12),
    "shift to 70": about(50, 12) + about(70, 12),
    "shift to 85": about(50, 12) + about(85, 12),
}


def record(cast, measure, figures):
    values = SHIFTS.get(figures, figures) if isinstance(figures, str) else figures
    months = [date(2024 + at // 12, at % 12 + 1, 1) for at in range(len(values))]
    entries = [Entry(starts=day, value=value) for day, value in zip(months, values, strict=True)]
    if entries:
        record_observations(actor=cast.bob, measure=measure, entries=entries)


def charter(cast, **said):
    revise_charter(
        actor=cast.lee,
        initiative=cast.initiative,
        charter=replace(Charter.of(cast.initiative), **said),
    )


def prepared(cast, score):
    """The cast's initiative with just what a level and those below it ask for."""
    if score >= 1:
        team = {cast.bob.pk: "lead", cast.erin.pk: "member", cast.nobody.pk: "patient_partner"}
        charter(cast, team=team | {cast.ada.pk: "adviser"})
        let_past(cast, cast.initiative, "approved")
    if score >= 1.5:
        aim = {"direction": "decrease", "measure": "stay", "baseline": "20", "target": "10"}
        aim |= {"population": "adults", "setting": "4 West"}
        charter(cast, aim_by=date(2027, 1, 1), **{f"aim_{name}": one for name, one in aim.items()})
        outcome = make_measure(cast, STAY, name="Stay")
        process = make_measure(cast, CALLS, name="Calls", kind="process")
        for measure, figures in zip((outcome, process), FIGURES.get(score, ("", "")), strict=True):
            record(cast, measure, figures or NO_DATA)
    if score >= 2:
        make_cycle(cast, make_idea(cast), "done" if score >= 2.5 else "do")
    found = Initiative.objects.get(pk=cast.initiative.pk)
    if score == 5:
        kept = {"control_plan": "Watched monthly.", "operational_owner": cast.erin}
        write_handover(actor=cast.lee, initiative=found, **kept)
    return found


@pytest.mark.parametrize("score", SCORES)
def test_an_initiative_prepared_at_a_level_is_proposed_that_level_with_its_reasons(cast, score):
    proposal = proposal_of(prepared(cast, score))
    assert proposal.score == score, proposal.missing
    assert {reason.level for reason in proposal.reasons} == {one for one in SCORES if one <= score}
    assert all(reason.level == score + 0.5 for reason in proposal.missing)


def test_the_numbers_are_those_of_the_data(cast):
    known = evidence(prepared(cast, 4.5))
    calls, stay = known.measures
    assert (stay.periods, stay.held, stay.has_target) == (24, 12, True)
    assert stay.closed == pytest.approx(1.1, abs=0.06)  # from 20 past 10 to about 9
    assert (calls.periods, calls.held) == (24, 12)
    assert calls.closed == pytest.approx(2 / 3, abs=0.03)
    assert (known.leads, known.members, known.tests) == (1, 2, 1)
    assert (known.goals_met, len(known.goals)) == (1, 2)


def test_an_outcome_that_turns_back_no_longer_lasts(cast):
    initiative = prepared(cast, 4.5)
    stay = initiative.measures.get(name="Stay")
    later = [Entry(starts=date(2026, at, 1), value=40 + at) for at in (1, 2, 3)]
    record_observations(actor=cast.bob, measure=stay, entries=later)
    known = evidence(initiative)
    assert [one.name for one in known.adverse] == ["Stay"]
    assert proposal_of(initiative).score < 4


def test_a_group_that_gets_worse_keeps_the_score_at_four(cast):
    initiative = prepared(cast, 4.5)
    signal = make_signal(initiative.measures.get(name="Stay"), kind="worse")
    assert proposal_of(initiative).score == 4.0
    signal.state, signal.because, signal.decided_by = "dismissed", "Known.", cast.lee
    signal.save()
    assert proposal_of(initiative).score == 4.5


def test_the_score_does_not_tell_of_a_confidential_shortfall(cast):
    initiative = prepared(cast, 4.5)
    make_signal(initiative.measures.get(name="Stay"), kind="worse")
    propose_from_signals()
    secret = Shortfall.objects.get()
    restrict_shortfall(actor=cast.lee, shortfall=secret, reason="Known to few.")
    assert progress(cast.ada, initiative) == progress(cast.lee, initiative)
    assert progress(cast.ada, initiative).score == 4.5


def test_small_numbers_are_masked_for_all_alike(cast):
    origin = make_stratification()
    measure = make_measure(cast, TERMS, stratifications=[origin])
    small = [Entry(starts=date(2026, at, 1), numerator=3, denominator=90) for at in (1, 2, 3)]
    record_observations(actor=cast.bob, measure=measure, entries=small)
    assert evidence(cast.initiative).measures[0].periods == 0
    assert progress(cast.bob, cast.initiative) == progress(cast.ada, cast.initiative)


def test_a_draft_counts_for_nothing(cast):
    make_measure(cast, STAY, approved=False)
    assert evidence(cast.initiative).measures == ()


@pytest.mark.parametrize("name", ["charlie", "nobody"])
def test_who_does_not_see_the_initiative_sees_no_score(cast, name):
    with pytest.raises(Initiative.DoesNotExist):
        progress(getattr(cast, name), cast.initiative)


@pytest.mark.parametrize("many", [1, 3])
def test_it_takes_eight_queries_however_much_there_is(cast, many):
    for number in range(many):
        measure = make_measure(
            cast, STAY, name=f"Stay {number}", stratifications=[make_stratification(f"by{number}")]
        )
        record(cast, measure, "shift to 70")
        make_cycle(cast, make_idea(cast, f"Idea {number}"), "done")
    progress(cast.root, cast.initiative)
    with CaptureQueriesContext(connection) as asked:
        progress(cast.root, cast.initiative)
    assert len(asked) == 9
