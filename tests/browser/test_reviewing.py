"""The pages of scores, for those who may give them."""

import pytest

from tests.browser.looking import problems


@pytest.mark.parametrize(("name", "side"), [("owner", "team"), ("lead", "adviser")])
def test_the_page_of_a_score_is_well(window, first, name, side):
    key = first("reviews/?apart=true")
    assert problems(window(name), f"/reviews/{key}/score/{side}/") == []
