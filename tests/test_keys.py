"""The keys of records are told from figures."""

import pytest

from tests.keys import tells


@pytest.mark.parametrize("text", ["242", "fell to 242 of 400", "<td>242</td>", '"numerator": 242,'])
def test_a_figure_is_found(text):
    assert tells(text, "242")


@pytest.mark.parametrize(
    "text",
    [
        *('{"id": 242}', "{'id': 242}", "/measures/242/", "SF-242", "?measure=242"),
        *('value="242"', "a242f", "1,242", "24.2"),
    ],
)
def test_a_key_or_a_part_of_something_is_none(text):
    assert not tells(text, "242")
