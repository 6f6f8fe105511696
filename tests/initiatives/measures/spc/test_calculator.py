"""What a request may ask, and what it is told when it may not."""

import json

import pytest

from initiatives.measures.spc import BadSeries, answer

Y = [5, 7, 6, 8, 5, 7, 6, 8, 5, 7, 6, 8]


def test_the_answer_is_plain_data_of_the_promised_shape():
    found = answer({"chart": "i", "y": Y, "target": 6, "direction": "decrease", "rules": "mdc"})
    assert json.loads(json.dumps(found)) == found
    assert set(found) == {"phases", "beyond", "points", "variation", "assurance"}
    assert set(found["points"][0]) == {"value", "signal"}
    assert set(found["phases"][0]) == {
        *("start", "end", "centre", "lower", "upper", "useful", "longest_run"),
        *("longest_run_max", "crossings", "crossings_min", "runs_signal"),
    }


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"chart": "pie"}, "no chart 'pie'"),
        ({"chart": None}, "`chart` is a word"),
        ({"chart": ["i"]}, "`chart` is a word"),
        ({"rules": "astrology"}, "no rule set"),
        ({"y": None}, "Give the values"),
        ({"y": []}, "no points"),
        ({"y": "1,2,3"}, "`y` is a list"),
        ({"y": [1, "2"]}, "Point 2: the value '2' is not a number"),
        ({"y": [1, True]}, "Point 2"),
        ({"y": [1, float("nan")]}, "Point 2: the value is not a finite number"),
        ({"y": [1, float("inf")]}, "finite"),
        ({"y": [10**400]}, "finite"),
        ({"y": [[1], [2]]}, "is not a number"),
        ({"y": [1] * 10_001}, "10000 at most"),
        ({"chart": "p"}, "needs a denominator"),
        ({"chart": "p", "n": [10]}, "12 values and 1 denominators"),
        ({"chart": "p", "n": [10] * 11 + [7]}, "Point 12: the numerator 8 is more than"),
        ({"chart": "p", "n": [10] * 11 + [0]}, "Point 12: the denominator 0 is not more"),
        ({"chart": "u", "n": [-1] * 12}, "Point 1: the denominator -1"),
        ({"chart": "u", "y": [-1], "n": [5]}, "numerator -1 is negative"),
        ({"chart": "c", "n": [1] * 12}, "no denominators"),
        ({"chart": "c", "y": [3, -1]}, "Point 2: -1 is negative"),
        ({"chart": "t", "y": [3, 0]}, "more than zero"),
        ({"chart": "xbar"}, "as a list"),
        ({"chart": "xbar", "y": [[1, 2]], "n": [2]}, "sizes"),
        ({"phases": [1]}, "from 2 to 12"),
        ({"phases": [13]}, "from 2 to 12"),
        ({"phases": [5, 5]}, "rising order"),
        ({"phases": [7, 5]}, "rising order"),
        ({"phases": ["5"]}, "whole numbers"),
        ({"phases": 5}, "is a list"),
        ({"exclude": [0]}, "from 1 to 12"),
        ({"exclude": [1.5]}, "whole numbers"),
        ({"freeze": 1}, "after 2 to 12 points"),
        ({"freeze": 13}, "after 2 to 12 points"),
        ({"freeze": True}, "whole numbers"),
        ({"multiply": 0}, "more than zero"),
        ({"multiply": "100"}, "is a number"),
        ({"screen": "yes"}, "true or false"),
        ({"target": "high"}, "is a number"),
        ({"target": float("nan")}, "is a number|finite"),
        ({"direction": "sideways"}, "increase, decrease, neutral"),
        ({"colour": "red"}, "'colour' is not known"),
    ],
)
def test_what_cannot_be_charted_is_refused_with_what_is_wrong(change, said):
    with pytest.raises(BadSeries, match=said):
        answer({"chart": "i", "y": Y} | change)


@pytest.mark.parametrize("chart", ["run", "i", "mr", "c", "g"])
@pytest.mark.parametrize("y", [[None], [None] * 5, [3], [3, None], [None, 3]])
def test_next_to_nothing_is_answered(chart, y):
    found = answer({"chart": chart, "y": y})
    assert len(found["points"]) == len(y)
    assert not found["phases"][0]["runs_signal"]


@pytest.mark.parametrize("chart", ["p", "pp", "u", "up"])
@pytest.mark.parametrize(("y", "n"), [([0, 0, 0], [5, 5, 5]), ([5, 5], [5, 5]), ([0], [0])])
def test_rates_at_their_ends_are_answered(chart, y, n):
    json.dumps(answer({"chart": chart, "y": y, "n": n}), allow_nan=False)
