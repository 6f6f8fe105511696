"""Marks, days, numbers and nouns in another language than English, without any real catalogue."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from initiatives.accountability.rules.steps import Step
from initiatives.base import clock
from initiatives.web import words
from initiatives.web.figures import told
from initiatives.web.marks import due_mark, mark_of
from initiatives.web.nouns import NOUNS
from initiatives.web.numbers import localized
from initiatives.web.policy_words import when
from tests.translated import write_catalogue

ROOT = Path(django_settings.BASE_DIR)
IN_TEMPLATES = re.compile(r'\|counted:"([^"]*)"')
IN_PYTHON = re.compile(r"""\bcounted\([^"'\n]*["']([^"'\n]*,[^"'\n]*)["']""")
TEXTS = {
    "On track": "En marcha",
    "Due today": "Vence hoy",
    "Overdue %(n)d day\0Overdue %(n)d days": "uno %(n)d\0dos %(n)d\0varios %(n)d",
    "%(number)s figure\0%(number)s figures": "cifra %(number)s\0par %(number)s\0cifras %(number)s",
    "no figures": "ninguna cifra",
    "today": "hoy",
    "j M Y": "j/n/Y",
    "%(first)s and %(last)s": "%(first)s y %(last)s",
    "%(part)s of %(whole)s": "%(part)s de %(whole)s",
    "Severity": "Gravedad",
    "Target date": "Meta",
    "Yes": "Sí",
    "on its date": "en su fecha",
    "No owner": "Sin dueño",
}


@pytest.fixture
def spanish(tmp_path, settings):
    settings.LOCALE_PATHS = [write_catalogue(tmp_path, "es", TEXTS)]
    with translation.override("es"):
        yield


@given(st.integers(-(10**12), 10**12))
def test_whole_numbers_in_english_have_commas(number):
    with translation.override("en-us"):
        assert localized(number) == f"{number:,}"


@given(st.floats(-1e9, 1e9), st.integers(1, 6))
def test_and_so_have_others_with_a_point(number, places):
    with translation.override("en-us"):
        assert localized(f"{number:.{places}f}") == f"{number:,.{places}f}"


@pytest.mark.parametrize(("given", "said"), [("1234.5", "1\xa0234,5"), ("1e+20", "1e+20")])
def test_numbers_are_written_as_the_language_does(spanish, given, said):
    assert localized(given) == said


def test_marks_speak_it_and_keep_a_word_that_was_given(spanish):
    assert mark_of("on_track").word == "En marcha"
    assert mark_of("on_track", "All well").word == "All well"
    assert due_mark(0).word == "Vence hoy"
    assert [due_mark(-days).word for days in (1, 2, 5)] == ["uno 1", "dos 2", "varios 5"]
    assert words.text_shown("on_track") == "En marcha"


def test_nouns_take_the_plurals_of_the_language(spanish):
    said = [words.counted(number, "figure,figures") for number in (0, 1, 2, 1200)]
    assert said == ["ninguna cifra", "cifra 1", "par 2", "cifras 1\xa0200"]


def test_days_are_written_as_the_language_does(spanish):
    assert words.day_in_words(date(2026, 11, 17)) == "17/11/2026"
    with clock.at(datetime(2026, 11, 17, 20, tzinfo=UTC)):
        assert words.since_in_words(date(2026, 11, 17)) == "hoy"


def test_months_come_with_the_language():
    with translation.override("ar"):
        assert words.day_in_words(date(2026, 9, 17)) == "17 سبتمبر 2026"


def test_lists_and_parts_of_a_whole(spanish):
    assert words.listed(["14", "3", "1"]) == "14, 3 y 1"
    assert told(1048, 2600, None) == "1\xa0048 de 2\xa0600"
    assert when([Step("owner", 0)], "calendar") == "en su fecha"


def test_what_the_history_kept_is_named_in_it(spanish):
    said = words.changes({"severity": True}, {"target_on": None})
    assert said == [("Gravedad", "Sí", ""), ("Meta", "", "")]


def test_a_text_given_to_a_tag_is_translated(spanish):
    page = Template('{% load ui %}{% person None _("No owner") %}{% person None %}')
    assert page.render(Context()).count("Sin dueño") == 2


def test_every_noun_that_is_counted_is_known():
    templates = (path.read_text() for path in (ROOT / "templates").rglob("*.html"))
    python = (path.read_text() for path in (ROOT / "initiatives" / "web").rglob("*.py"))
    used = {forms for text in templates for forms in IN_TEMPLATES.findall(text)}
    used |= {forms for text in python for forms in IN_PYTHON.findall(text)}
    assert len(used) > 15
    for forms in used:
        one, many = forms.split(",")
        said = [words.counted(number, forms) for number in (0, 1, 2)]
        assert said == [f"no {many}", f"1 {one}", f"2 {many}"]
    assert {forms.partition(",")[0] for forms in used} <= set(NOUNS)
