"""The scale as a pure rule: each level by its own evidence, reasons, and what comes next."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.portfolio.rules import asking
from initiatives.portfolio.rules.evidence import Evidence, Reading, percent
from initiatives.portfolio.rules.progress import differences, propose
from initiatives.portfolio.rules.scale import LEVELS, SCALE, SCORES
from tests.initiatives.portfolio.prepared import STEPS, at


@pytest.mark.parametrize("score", SCORES)
def test_prepared_evidence_proposes_its_level_with_a_reason_for_each_thing_asked(score):
    proposal = propose(at(score))
    asked = {ask.key for level in LEVELS if level.score <= score for ask in level.asks}
    assert proposal.score == score
    assert {reason.key for reason in proposal.reasons} == asked
    assert all(reason.words.endswith(".") for reason in proposal.reasons)
    assert proposal.scale == SCALE
    if score < 5:
        assert proposal.following is not None
        assert proposal.following.score == score + 0.5
        assert proposal.missing
    else:
        assert (proposal.following, proposal.missing) == (None, ())


def test_the_scale_has_ten_levels_in_steps_of_a_half():
    assert [half / 2 for half in range(1, 11)] == list(SCORES)
    assert len(STEPS) == len(LEVELS) - 1


def test_reasons_tell_their_numbers_and_lead_to_the_measure_that_shows_them():
    reasons = {reason.key: reason for reason in propose(at(4.5)).reasons}
    assert reasons["team"].words == "The team has a lead and 2 others."
    assert reasons["modest"].words == "Readmissions has come 100 % of the way to its target."
    assert reasons["half_of_goals"].words == "1 of 2 goals met."
    assert reasons["lasts"].words == "Readmissions has held its gain for 12 periods."
    assert (reasons["lasts"].measure, reasons["process_signal"].measure) == (1, 2)


@pytest.mark.parametrize(
    ("gone", "score", "asks"),
    [
        ({"leads": 0}, 0.5, "Name a lead"),
        ({"members": 1}, 0.5, "at least 2 others"),
        ({"aim_missing": ("where",)}, 1.0, "where"),
        ({"drivers": 0}, 1.5, "driver diagram"),
        ({"tests": 0}, 2.0, "test cycle"),
        ({"groups_worse": 1}, 4.0, "1 signal waits"),
        ({"control_plan": False}, 4.5, "control plan"),
        ({"operational_owner": False}, 4.5, "operations"),
    ],
)
def test_what_is_there_for_a_higher_level_is_told_and_not_counted(gone, score, asks):
    proposal = propose(replace(at(5.0), **gone))
    assert proposal.score == score
    assert any(asks in reason.words for reason in proposal.missing)
    assert (len(proposal.ahead) > 0) == (score < 5)
    assert {reason.level for reason in proposal.missing} == {score + 0.5}


def test_a_measure_that_gets_worse_keeps_a_gain_from_being_called_lasting():
    balancing = Reading(3, "Length of stay", "balancing", periods=24, adverse=True)
    known = at(5.0)
    proposal = propose(replace(known, measures=(*known.measures, balancing)))
    assert proposal.score == 4.0
    assert "Length of stay shows a signal for the worse." in [
        reason.words for reason in proposal.missing
    ]


def test_a_balancing_measure_is_no_goal_and_no_gain():
    balancing = Reading(3, "Stay", "balancing", 24, has_target=True, closed=1.0, held=20)
    known = replace(at(2.0), tests=1, measures=(*at(2.0).measures, balancing))
    assert propose(known).score == 2.0


@pytest.mark.parametrize(
    ("share", "read"), [(0.199, "19 %"), (0.2, "20 %"), (0.29, "29 %"), (1.0, "100 %")]
)
def test_a_share_is_never_read_as_there_before_it_is(share, read):
    assert percent(share) == read


def test_what_moved_away_from_its_target_says_so():
    found = asking.modest(Evidence(measures=(Reading(1, "Stay", "outcome", 9, True, -0.4),)))
    assert not found.holds
    assert "Stay has moved away from its target." in found.words


readings = st.builds(
    Reading,
    key=st.integers(1, 9),
    name=st.just("A measure"),
    kind=st.sampled_from(["outcome", "process", "balancing"]),
    periods=st.integers(0, 30),
    has_target=st.booleans(),
    closed=st.none() | st.floats(-1, 2),
    held=st.integers(0, 30),
    adverse=st.booleans(),
)
known_of = st.builds(
    Evidence,
    approved=st.booleans(),
    leads=st.integers(0, 2),
    members=st.integers(0, 4),
    aim_missing=st.sampled_from([(), ("where",), ("where", "by when")]),
    measures=st.lists(readings, max_size=4).map(tuple),
    drivers=st.integers(0, 3),
    tests=st.integers(0, 3),
    groups_worse=st.integers(0, 2),
    control_plan=st.booleans(),
    operational_owner=st.booleans(),
) | st.sampled_from(SCORES).map(at)
MORE = {
    "approved": lambda was: True,
    "leads": lambda was: was + 1,
    "members": lambda was: was + 1,
    "aim_missing": lambda was: was[1:],
    "drivers": lambda was: was + 1,
    "tests": lambda was: was + 1,
    "groups_worse": lambda was: 0,
    "control_plan": lambda was: True,
    "operational_owner": lambda was: True,
    "measures": lambda was: tuple(map(better, was)),
}


def better(one):
    """The same measure with more of everything; what is no goal stays none."""
    closed = None if one.closed is None else max(one.closed, 1.0)
    return replace(
        one,
        periods=one.periods + 1,
        has_target=True,
        closed=closed,
        held=one.held + 6,
        adverse=False,
    )


@given(known=known_of, name=st.sampled_from(sorted(MORE)))
def test_more_evidence_never_lowers_the_score(known, name):
    more = replace(known, **{name: MORE[name](getattr(known, name))})
    assert propose(more).score >= propose(known).score


@given(known=known_of)
def test_a_proposal_tells_everything_once(known):
    proposal = propose(known)
    assert all(reason.level <= proposal.score for reason in proposal.reasons)
    assert all(reason.level > proposal.score for reason in proposal.ahead)
    told = [reason.key for reason in (*proposal.reasons, *proposal.ahead, *proposal.missing)]
    assert len(told) == len(set(told))
    assert (proposal.following is None) == (proposal.score == 5)


def test_every_field_of_the_evidence_can_be_more():
    assert {item.name for item in fields(Evidence)} == set(MORE)


@pytest.mark.parametrize(
    ("scores", "number"),
    [
        ({"proposed": 2.0}, 0),
        ({"proposed": 2.0, "team": 2.5, "adviser": 1.5}, 1),
        ({"proposed": 2.0, "team": 2.5}, 0),
        ({"proposed": 2.0, "team": 3.0}, 1),
        ({"proposed": 1.0, "team": 4.0, "adviser": 2.5}, 3),
        ({"proposed": 3.0, "adviser": 2.0}, 1),
    ],
)
def test_a_difference_of_one_or_more_is_a_sentence(scores, number):
    assert len(differences(scores)) == number


def test_a_difference_is_told_with_both_numbers_and_no_average():
    assert differences({"proposed": 2.0, "team": 3.5, "adviser": 3.0}) == [
        "The evidence says 2.0 and the team 3.5: they are 1.5 apart. "
        "Talk about what each of them sees.",
        "The evidence says 2.0 and the adviser 3.0: they are 1.0 apart. "
        "Talk about what each of them sees.",
    ]
