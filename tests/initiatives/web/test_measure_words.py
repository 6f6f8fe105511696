"""Periods, numbers and vocabularies as people read them."""

from datetime import date

import pytest

from initiatives.measures.choices import Chart
from initiatives.measures.models import OperationalDefinition, Stratification
from initiatives.web.measure_words import (
    CHART_GROUPS,
    differences,
    facts_of,
    period_in_words,
    vocabulary_name,
)


def definition(**said):
    start = {"text": "Adults.", "direction": "increase", "frequency": "month", "due_days": 15}
    return OperationalDefinition(**start | {"chart": "p"} | said)


@pytest.mark.parametrize(
    ("frequency", "said"),
    [
        ("week", "Week of 1 Oct 2026"),
        ("month", "Oct 2026"),
        ("quarter", "Q4 2026"),
        ("year", "2026"),
    ],
)
def test_a_period_is_said_by_how_often_it_comes(frequency, said):
    assert period_in_words(date(2026, 10, 1), frequency) == said


def test_every_chart_of_a_measure_is_offered_once():
    offered = [key for _, choices in CHART_GROUPS for key, _ in choices]
    assert sorted(offered) == sorted(Chart)


@pytest.mark.parametrize(("edition", "said"), [("1", "Age (edition 1)"), ("OMB", "Age (OMB)")])
def test_an_edition_that_is_a_number_is_called_one(edition, said):
    assert vocabulary_name(Stratification(title="Age", edition=edition)) == said


def test_what_a_definition_leaves_open_is_not_said():
    facts = dict(facts_of(definition(target=0, unit="%", rules="gone")))
    assert facts["Target"] == "0 %"
    assert facts["Rules for signals"] == "gone, version 1"
    assert not {"Baseline", "Numerator", "Target date", "Wild moving ranges"} & set(facts)
    assert dict(facts_of(definition(chart="i")))["Wild moving ranges"] == "Left out once"


def test_only_what_differs_is_told():
    was, now = definition(target=85, due_days=2), definition(target=90, due_days=1)
    assert differences(was, now) == [
        ("Target", "85", "90"),
        ("Data are due", "2 days after the end of a period", "1 day after the end of a period"),
    ]
    assert differences(None, now) == []
