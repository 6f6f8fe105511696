"""The sentence above a chart, and the suggestion of a phase."""

import pytest

from initiatives.measures.spc import Choices, analyse, sentence, series_of, suggest_phase
from initiatives.measures.spc.wording import figure

BEFORE = [40, 44, 39, 43, 41, 45, 38, 42, 44, 40, 41, 43]
AFTER = [52, 55, 50, 57, 53, 56, 51, 54, 58, 52, 55, 53]


def analysed(y, chart="i", **choices):
    return analyse(series_of(chart, y), Choices(**choices))


@pytest.mark.parametrize(
    ("analysis", "said"),
    [
        (
            analysed(BEFORE + AFTER, "run"),
            "24 points, centre 47.5 %; longest run 12, limit 8: the process has shifted.",
        ),
        (
            analysed(BEFORE),
            "12 points, centre 41.7 %; longest run 2, limit 7; 9 crossings, at least 3 expected",
        ),
        (analysed(BEFORE[:5]), "5 points, centre 41.4 %: too few to judge, 10 are needed."),
        (analysed([4] * 12), "12 points, centre 4 %: nothing varies, so there are no limits."),
        (analysed([None, None]), "There are no data yet."),
        (analysed(BEFORE + AFTER, phases=[13]), "Since point 13: 12 points, centre 53.8 %; "),
        (analysed([*BEFORE, 90]), "1 point beyond the limits"),
        (analysed(BEFORE, rules="mdc"), "13 points are needed before a verdict is shown."),
        (
            analysed([*BEFORE, 90], rules="mdc", freeze=12, direction="decrease"),
            "the last point is special, a change for the worse: it lies beyond the limits.",
        ),
        (analysed([*BEFORE, 42], rules="mdc"), "the last point is common variation."),
        (
            analysed([6] * 6 + [4] * 6 + [6.5] * 6 + [3.5] * 6, "run"),
            "3 crossings of the centre, at least 8 expected: the process is not stable.",
        ),
    ],
)
def test_a_chart_says_what_it_means(analysis, said):
    assert said in sentence(analysis, "%")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (18.6667, "18.7"),
        (1240.2, "1,240"),
        (0.03117, "0.0312"),
        (0, "0"),
        (-5.0, "-5"),
        (100, "100"),
    ],
)
def test_a_figure_has_three_digits_that_count(value, words):
    assert figure(value) == words


@pytest.mark.parametrize("rules", ["anhoej", "mdc", "western_electric", "nelson"])
def test_a_phase_is_suggested_at_the_first_point_of_the_shift(rules):
    found = suggest_phase(analysed(BEFORE + AFTER, "run", rules=rules))
    assert (found.first, found.points, found.on_trial) == (13, 12, False)
    assert len(found.questions) == 4


def test_a_new_phase_is_on_trial_until_it_has_twelve_points():
    found = suggest_phase(analysed([*BEFORE[:11], 40, *AFTER[:9]], freeze=12))
    assert (found.first, found.points, found.on_trial) == (13, 9, True)


def test_a_long_run_at_the_start_suggests_the_point_after_it():
    assert suggest_phase(analysed(BEFORE + AFTER[:6], rules="mdc")).first == 13


@pytest.mark.parametrize("y", [BEFORE, [4] * 20, [None], [5]])
def test_nothing_is_suggested_where_nothing_shifted(y):
    assert suggest_phase(analysed(y, "run")) is None


def test_only_the_latest_phase_is_looked_at():
    assert suggest_phase(analysed(BEFORE + AFTER, phases=[13])) is None
