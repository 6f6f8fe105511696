"""A choice among very many, drawn at once: as Django would draw it."""

import re

import pytest
from django import forms

from initiatives.web.frame.offered import Offered, drawn

HOSTILE = "<script>\"x\"</script> & 'co'"
CHOICES = [("", "Any"), (1, "Ana"), (2, HOSTILE), ("a&b", "Bo (Nurse)")]


def options(html):
    return re.findall(r"<option value=\"([^\"]*)\"( selected)?>([^<]*)</option>", html)


@pytest.mark.parametrize("value", [None, "", 1, "2", "a&b", "unknown"])
def test_it_draws_what_a_select_draws(value):
    ours, theirs = (
        kind(choices=CHOICES).render("who", value, {"id": "id_who"})
        for kind in (Offered, forms.Select)
    )
    assert options(ours) == options(theirs)
    assert len(options(ours)) == len(CHOICES)
    assert 'name="who" id="id_who"' in ours


def test_what_a_name_says_is_text_and_not_markup():
    html = drawn(CHOICES, [])
    assert "<script" not in html
    assert "&lt;script&gt;&quot;x&quot;" in html


def test_no_choices_are_no_options():
    assert drawn([], [""]) == ""
