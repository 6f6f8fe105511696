"""How groups compare on the pages of a measure: windows, verdicts, summary measures."""

from dataclasses import replace

import pytest

from initiatives.measures.services import (
    choose_reference,
    record_observations,
)
from tests.initiatives.measures.making import (
    TERMS,
    groups_of,
    make_measure,
    make_stratification,
    month,
)
from tests.initiatives.measures.queries.making import fill, filled
from tests.initiatives.web.measuring import COUNTS, crossed_measure, groups_page, measured, page_of
from tests.initiatives.web.saying import said_in

pytestmark = pytest.mark.django_db


def test_a_good_average_does_not_hide_that_groups_are_behind(cast, browse):
    measure, _ = measured(cast)
    answer = browse(cast.bob).get(page_of(measure))
    assert answer.context["behind"] == 2
    assert "2 groups behind" in said_in(answer)


def test_less_than_80_percent_known_is_marked(cast, browse):
    measure, _ = measured(cast, counts={"a": (400, 600), "b": (100, 200), "unknown": (300, 400)})
    assert "Groups known for under 80 %" in said_in(browse(cast.bob).get(page_of(measure)))


def test_windows_offer_sums_that_are_over_and_to_holders_the_last_year(cast, browse):
    measure, _ = measured(cast)
    offered = {
        who: [
            one.key
            for one in browse(getattr(cast, who)).get(page_of(measure)).context["read"].windows
            if one.is_sum
        ]
        for who in ("bob", "erin")
    }
    assert offered == {"bob": ["recent", "year-2025"], "erin": ["year-2025"]}
    text = said_in(browse(cast.bob).get(page_of(measure, "?window=year-2025")))
    assert "57,732 of 72,084" in text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?window=recent", "The time that was asked for is not shown here"),
        ("?window=%00", "The time that was asked for is not shown here"),
        ("?by=payer", "not told apart by the groups"),
        ("?by=%3Cscript%3E", "not told apart by the groups"),
        ("?by=" + "x" * 5000, "not told apart by the groups"),
    ],
)
@pytest.mark.parametrize("page", [page_of, groups_page])
def test_what_is_not_there_gives_way_to_what_is_and_that_is_said(cast, browse, page, query, said):
    measure, _ = measured(cast)
    answer = browse(cast.erin).get(page(measure, query))
    assert answer.status_code == 200
    assert said in said_in(answer)
    assert answer.context["disparities"].window.label == "Dec 2025"


def test_one_chooses_among_vocabularies_and_the_first_with_figures_is_shown(cast, browse):
    empty = make_stratification("age", "xy", title="Age")
    origin = make_stratification(codes="abc")
    measure = make_measure(cast, stratifications=[empty, origin])
    fill(cast, measure, origin, COUNTS)
    answer = browse(cast.bob).get(page_of(measure))
    assert [(tab["label"], tab["current"]) for tab in answer.context["tabs"]] == [
        ("Age", False),
        ("Origin", True),
    ]
    other = said_in(browse(cast.bob).get(page_of(measure, "?by=age")))
    assert "Nothing was recorded by age yet" in other


def test_a_measure_without_groups_says_that_nobody_can_say(cast, browse):
    measure = make_measure(cast)
    record_observations(
        actor=cast.bob, measure=measure, entries=[month(1, numerator=30, denominator=90)]
    )
    assert "Nobody can say" in said_in(browse(cast.bob).get(page_of(measure)))


def test_what_is_no_share_of_people_is_shown_by_its_charts(cast, browse):
    terms = replace(TERMS, chart="u", multiplier=1000, unit="per 1,000 days")
    measure, _ = measured(cast, terms=terms)
    answer = browse(cast.bob).get(page_of(measure))
    assert "compare the charts of its groups" in said_in(answer)
    assert answer.context["group_rows"][0].rate.value == "800.9"
    assert len(answer.context["small"]) == 3


def test_values_without_people_have_no_completeness(cast, browse):
    terms = replace(TERMS, chart="i", multiplier=1, unit="days")
    origin = make_stratification(codes="ab")
    measure = make_measure(cast, terms, stratifications=[origin])
    keys = groups_of(origin)
    entries = [month(number, value=4.5 + number) for number in (1, 2)]
    entries += [month(number, stratum=keys["a"], value=5.5) for number in (1, 2)]
    record_observations(actor=cast.bob, measure=measure, entries=entries)
    answer = browse(cast.bob).get(page_of(measure))
    assert answer.context["known"] == ""
    assert answer.context["absent"] == ["Group b"]


def test_where_two_vocabularies_meet_is_a_table_for_whole_years(cast, browse):
    measure = crossed_measure(cast)
    for who, there in (("bob", "24 of 240"), ("erin", "24 of 240")):
        text = said_in(browse(getattr(cast, who)).get(page_of(measure, "?window=year-2025")))
        assert "Origin by tongue" in text
        assert there in text
    assert "Where both meet is shown for years that are over" in said_in(
        browse(cast.erin).get(page_of(measure))
    )


def test_a_frozen_reference_is_named_with_the_reason(cast, browse):
    measure, origin = measured(cast)
    choose_reference(
        actor=cast.lee,
        measure=measure,
        stratification=origin,
        stratum=origin.strata.get(code="b"),
        because="The insurer's largest.",
    )
    text = said_in(browse(cast.bob).get(page_of(measure)))
    assert "Compared with Group b: The insurer's largest." in text
    assert "How far each group is behind Group b" in text


def test_the_full_comparison_names_every_summary_measure_and_the_six_choices(cast, browse):
    measure, _ = measured(cast)
    answer = browse(cast.bob).get(groups_page(measure, "?window=year-2025"))
    labels = [row.label for row in answer.context["summary"]]
    assert len(labels) == len(set(labels)) == 22
    assert not [label for label in labels if "_" in label]
    assert not [label for label in labels if "lope" in label]
    text = said_in(answer)
    for words in ("Theil index", "Between-group variance", "Taylor series", "Standard error"):
        assert words in text
    assert len(answer.context["disparities"].choices) == 6
    assert "The groups have no order" in text


def test_ordered_measures_come_with_ordered_groups_alone(cast, browse):
    age = make_stratification("age", "abc", title="Age", ordered=True)
    measure = make_measure(cast, stratifications=[age])
    fill(cast, measure, age, {"a": (400, 600), "b": (100, 200), "c": (60, 200)})
    labels = [row.label for row in browse(cast.bob).get(groups_page(measure)).context["summary"]]
    assert "Slope index of inequality, linear" in labels


def test_reasons_stand_where_there_is_no_figure(cast, browse):
    measure, _ = measured(cast, counts={"a": (400, 600), "b": (100, 200)})
    rows = {row.label: row for row in browse(cast.bob).get(groups_page(measure)).context["summary"]}
    assert rows["Theil index"].value == "\N{EN DASH}"
    assert "their difference and their ratio say it all" in rows["Theil index"].why


def test_groups_of_which_nothing_is_recorded_are_named_and_not_drawn(cast, browse):
    measure, _ = filled(cast, {"a": (400, 600), "b": (100, 200)})
    answer = browse(cast.bob).get(page_of(measure))
    assert "Nothing was recorded of Group c." in said_in(answer)
    assert [row.label for row in answer.context["plot"].rows] == ["Group a", "Group b"]
