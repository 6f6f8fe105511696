"""The summary: plain sentences with the numbers, the bad ones first, at most eight."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from initiatives.status.choices import State
from initiatives.status.pack.sentences import Findings, joined, some, summary

STATES = (
    ("Language", State.OFF_TRACK),
    ("Data", State.AT_RISK),
    ("Trust", State.UNKNOWN),
    ("Access", State.ON_TRACK),
)
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def found(**said):
    return Findings(**({"scope": "Clinic", "viewer": "Erin", "states": STATES} | said))


def text(**said):
    return " ".join(summary(found(**said)))


def test_it_says_where_it_stands_and_who_answers():
    assert summary(found(lead="Lee"))[:2] == (
        "Of 4 principles at Clinic, 1 is off track, 1 at risk, 1 unknown and 1 on track.",
        "Off track: Language. Lee answers for Clinic as its equity lead.",
    )
    assert summary(found(night="26 Oct 2026"))[0].startswith("26 Oct 2026: Of 4 principles")
    both = (("A", State.OFF_TRACK), ("B", State.OFF_TRACK))
    assert summary(found(states=both))[0] == "Of 2 principles at Clinic, 2 are off track."


def test_without_principles_it_says_that_nothing_can_be_said():
    (only,) = summary(found(states=()))
    assert "Nothing can be said of Clinic yet" in only


def test_what_is_unknown_never_reads_as_well():
    said = text(states=(("Trust", State.UNKNOWN),), gaps=3, cells=8)
    assert "1 is unknown" in said
    assert "Not known: how it stands with Trust." in said
    assert "3 of 8 cells have nothing under a principle at all." in said
    assert "does not say that nothing falls short" in said


def test_shortfalls_come_with_the_gravest_and_who_owns_it():
    said = text(shortfalls=9, grave=4, unanswered=1, gravest="SF-3 Doors, which nobody owns")
    assert (
        "9 shortfalls are open, 4 of them high or severe; 1 of these has no owner or no commitment."
        " The gravest is SF-3 Doors, which nobody owns."
    ) in said


def test_groups_that_are_left_behind_are_named():
    assert "Who is left behind: 2 signals wait for an answer, A and B." in text(
        groups=("A", "B"), signals_of_groups=2
    )
    assert "1 signal waits for an answer; none says that a group gets worse" in text(signals=1)


def test_what_cannot_be_compared_is_not_said_to_be_unchanged():
    assert "cannot be told yet" in text()
    assert "No state got better or worse since 31 Aug 2026." in text(
        moved=(0, 0), compared_with="31 Aug 2026"
    )
    said = text(moved=(1, 2), compared_with="31 Aug 2026", fell=("Language at Clinic",))
    assert "Since 31 Aug 2026, 2 states got worse and 1 better; what got worse: Language" in said


def test_the_watermelon_and_the_decisions_are_said():
    said = text(
        differing=("Better interpreters",),
        how_many_differ=1,
        decisions=2,
        published=1,
        due=40,
        answered=31,
    )
    assert "1 initiative says of themselves better than the evidence shows: Better" in said
    assert "2 things wait for a decision by Erin." in said
    assert "1 answer to the community was published; of 40 voices due an answer, 31 have" in said


def test_masked_figures_are_not_told():
    assert "voice" not in text(published=2, due=None, answered=None)


NAMES = st.integers(0, 9).map(lambda many: [f"Name {at}" for at in range(many)])


@PATIENT
@given(
    st.lists(st.sampled_from(State), min_size=1, max_size=12),
    NAMES,
    NAMES,
    st.integers(0, 99),
    st.none() | st.tuples(st.integers(0, 9), st.integers(0, 9)),
)
def test_it_is_five_to_eight_sentences_whatever_is_found(states, groups, differing, many, moved):
    findings = found(
        states=tuple((f"P{at}", state) for at, state in enumerate(states)),
        groups=tuple(groups),
        signals_of_groups=len(groups) + many * bool(groups),
        differing=tuple(differing),
        how_many_differ=len(differing),
        shortfalls=many,
        gaps=many,
        cells=100,
        moved=moved,
        compared_with="1 Jan 2026",
    )
    said = summary(findings)
    assert 5 <= len(said) <= 8
    counted = [int(word) for word in said[0].replace(",", "").split() if word.isdecimal()]
    assert counted[0] == sum(counted[1:]) == len(states)


def test_names_are_few():
    assert joined([]) == ""
    assert joined(["a"]) == "a"
    assert some(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"
    assert some(["a", "b", "c"], 40) == "a, b, c and 37 more"
