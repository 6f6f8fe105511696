"""Days and months in the language of who reads."""

from datetime import date

import pytest
from django.utils import translation

from initiatives.base import days
from initiatives.measures.rules.periods import in_words, label_of

DAY = date(2026, 11, 17)


@pytest.mark.parametrize(
    ("say", "english", "spanish"),
    [
        (days.full_day, "17 November 2026", "17 de noviembre de 2026"),
        (days.short_day, "17 Nov 2026", "17 Nov 2026"),
        (days.full_month, "November 2026", "noviembre de 2026"),
        (days.month_name, "November", "noviembre"),
        (days.weekday, "Tuesday", "martes"),
    ],
)
def test_a_day_is_said_in_the_language_of_the_reader(say, english, spanish):
    assert say(DAY) == english
    with translation.override("es"):
        assert say(DAY).lower() == spanish.lower()


def test_the_label_of_a_period_is_kept_for_each_language_apart():
    january, quarter = date(2026, 1, 1), date(2026, 7, 1)
    assert (label_of(january, "month"), label_of(quarter, "quarter")) == ("Jan 2026", "Q3 2026")
    with translation.override("es"):
        assert label_of(january, "month").lower() == "ene 2026"
        assert label_of(quarter, "quarter") == "T3 2026"
        assert in_words(quarter, "quarter") == "julio a septiembre de 2026"
    assert label_of(january, "month") == "Jan 2026"
