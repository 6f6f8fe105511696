"""Texts that are looked up when they are shown, and plain data for which they are said."""

import json
from typing import NamedTuple

from django.utils import translation

from initiatives.base.lazy import format_lazy, gettext_lazy, said


class Pair(NamedTuple):
    name: str
    text: str


def test_a_text_is_in_the_language_of_whoever_reads_it():
    text = gettext_lazy("Initiatives")
    with translation.override("es"):
        assert str(text) == "Iniciativas"
    assert str(text) == "Initiatives"


def test_plain_data_keep_their_shape_and_say_their_texts():
    text = gettext_lazy("Initiatives")
    data = {
        "a": [text, 1, None],
        "b": (text, Pair("x", text)),
        "c": format_lazy("{text}!", text=text),
    }
    with translation.override("es"):
        found = said(data)
    assert found["b"][1] == Pair("x", "Iniciativas")
    assert json.loads(json.dumps(found)) == {
        "a": ["Iniciativas", 1, None],
        "b": ["Iniciativas", ["x", "Iniciativas"]],
        "c": "Iniciativas!",
    }
