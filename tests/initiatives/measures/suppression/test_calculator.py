"""What a request may ask, and what it is told when it may not."""

import pytest

from initiatives.measures.suppression import BadTable, answer


@pytest.mark.parametrize(
    ("cells", "masked"),
    [
        ({"A": 50, "B": 60}, []),
        ({"A": 5, "B": 60, "C": 70}, ["A", "B"]),
        ([5, 60, 70], [1, 2]),
        ([4, 0], [1, 2, 3]),
        ({"x": {"a": 4, "b": 50}, "y": {"a": 60, "b": 70}}, ["x/a", "x/b", "y/a", "y/b"]),
        ([[4, 50], [60, 70]], [[1, 1], [1, 2], [2, 1], [2, 2]]),
        ({"x": {"a": 1, "b": 2}}, ["x/a", "x/b", "x/TOTAL", "TOTAL/a", "TOTAL/b", "TOTAL/TOTAL"]),
    ],
)
def test_masked_cells_are_named_in_the_order_of_the_table(cells, masked):
    assert answer({"cells": cells}) == {"masked": masked}


def test_a_threshold_of_ones_own_and_no_total():
    cells = {"A": 12, "B": 60, "C": 14}
    assert answer({"cells": cells, "threshold": 15})["masked"] == ["A", "C"]
    assert answer({"cells": cells, "threshold": 13, "total": False})["masked"] == ["A"]


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        ({}, "Give the counts"),
        ({"cells": []}, "Give the counts"),
        ({"cells": {}}, "Give the counts"),
        ({"cells": "A=1"}, "Give the counts"),
        ({"cells": {"A": "7"}}, "A: '7' is not a whole number"),
        ({"cells": {"A": 7.5}}, "not a whole number"),
        ({"cells": {"A": True}}, "not a whole number"),
        ({"cells": {"A": None}}, "not a whole number"),
        ({"cells": {"A": -1}}, "A: a count is from 0"),
        ({"cells": {"A": 10**13}}, "a count is from 0"),
        ({"cells": {"TOTAL": 7}}, "Leave the cell TOTAL out"),
        ({"cells": [1, [2]]}, "Row 1 does not have as many"),
        ({"cells": [[1, 2], [3]]}, "Row 2 does not have as many"),
        ({"cells": [[]]}, "Row 1"),
        ({"cells": {"x": {"a": 1}, "y": {"b": 1}}}, "'y' does not have the same columns"),
        ({"cells": {"x": {"a": 1}, "y": 2}}, "'y' does not have the same columns"),
        ({"cells": {"x": 2, "y": {"a": 1}}}, "'x' does not have the same columns"),
        ({"cells": {"x": {}}}, "'x' does not have"),
        ({"cells": [50] * 10_001}, "10000 at most"),
        ({"cells": [50], "total": "yes"}, "`total` is true or false"),
        ({"cells": [50], "threshold": 1}, "from 2 to 1000"),
        ({"cells": [50], "threshold": 11.0}, "from 2 to 1000"),
        ({"cells": [50], "colour": "red"}, "'colour' is not known"),
    ],
)
def test_what_is_no_table_is_refused_with_what_is_wrong(request_, said):
    with pytest.raises(BadTable, match=said):
        answer(request_)
