"""The page of a measure: what it says to whom, and when there is nothing to say."""

import re
from dataclasses import replace
from datetime import date

import pytest

from initiatives.base import clock
from initiatives.measures.rules.figures import Entry
from initiatives.measures.services import (
    record_observations,
)
from tests.initiatives.measures.making import (
    TERMS,
    make_measure,
    make_signal,
    make_stratification,
)
from tests.initiatives.measures.queries.making import fill, starts_of
from tests.initiatives.web.measuring import COUNTS, groups_page, measured, page_of
from tests.initiatives.web.saying import said_in

pytestmark = pytest.mark.django_db


def test_it_says_what_is_counted_how_it_goes_and_how_it_is_judged(cast, browse):
    measure, _ = measured(cast, terms=replace(TERMS, target=30, baseline=75, source="The registry"))
    text = said_in(browse(cast.bob).get(page_of(measure)))
    for words in (
        "Adults with diabetes whose last HbA1c was over 9 %.",
        "12 points, centre 68.4 %",
        "Lower is better",
        "Target 30 %",
        "The registry",
        "Judged by the Anhøj rules, version 1.",
        "Drawn as a proportions chart (p)",
        "approved by Sam",
        "Behind Group c: Group a, Group b.",
        "The group is known for 95.1 % of 9,280: not recorded 457.",
    ):
        assert words in text, words


def test_few_points_say_nothing_at_a_glance(cast, browse):
    measure, _ = measured(cast, periods=starts_of()[:9])
    answer = browse(cast.bob).get(page_of(measure))
    assert answer.context["at_a_glance"] == ("", "")
    assert "too few to judge" in said_in(answer)
    assert answer.context["facts"].limits == ""


def test_a_shift_is_shown_at_a_glance_and_offered_as_a_phase_to_who_may_propose_one(cast, browse):
    measure, origin = measured(cast)
    lower = {code: (x // 2 + 9, n) for code, (x, n) in COUNTS.items()}
    fill(cast, measure, origin, lower, periods=starts_of(2026)[:10])
    for who, offered in (("bob", True), ("erin", False)):
        answer = browse(getattr(cast, who)).get(page_of(measure))
        assert answer.context["at_a_glance"] == ("improving", "Sign of improvement")
        assert ("It has shifted since Jan 2026" in said_in(answer)) is offered


def test_phases_are_told_with_who_approved_them_and_why(cast, browse):
    measure, _ = measured(cast)
    measure.phases.create(
        starts=date(2025, 7, 1),
        different=True,
        known=True,
        wanted=True,
        lasting=True,
        reason="Interpreters on all wards.",
        proposed_by=cast.bob,
        approved_by=cast.sam,
        approved_at=clock.now(),
    )
    text = said_in(browse(cast.erin).get(page_of(measure)))
    assert "New centre and limits since Jul 2025: Interpreters on all wards." in text
    assert "Proposed by Bob, approved by Sam." in text


def test_the_table_shows_the_latest_periods_and_all_of_them_when_asked(cast, browse):
    measure = make_measure(cast)
    days = [date(year, number, 1) for year in (2023, 2024, 2025) for number in range(1, 13)]
    record_observations(
        actor=cast.bob,
        measure=measure,
        entries=[Entry(day, numerator=30, denominator=100) for day in days],
    )
    client = browse(cast.bob)
    some, every = (client.get(page_of(measure, query)) for query in ("", "?periods=all"))
    assert [len(answer.context["points"]) for answer in (some, every)] == [24, 36]
    assert some.context["points"][0].label == "Dec 2025"
    assert "Show all 36 periods" in said_in(some)
    assert "Show all" not in said_in(every)


def test_next_data_are_due_after_the_latest_and_never_from_before_there_was_a_measure(cast, browse):
    measure, _ = measured(cast)
    created = clock.today().replace(day=1)
    answer = browse(cast.bob).get(page_of(measure))
    assert answer.context["facts"].next_due.period == f"{created:%b %Y}"
    record_observations(
        actor=cast.bob, measure=measure, entries=[Entry(created, numerator=3, denominator=9)]
    )
    after = browse(cast.bob).get(page_of(measure)).context["facts"].next_due
    assert after.on > answer.context["facts"].next_due.on


def test_before_a_definition_is_approved_it_says_what_is_missing(cast, browse):
    measure = make_measure(cast, approved=False)
    assert "Its definition waits for approval" in said_in(browse(cast.bob).get(page_of(measure)))
    assert browse(cast.sam).get(page_of(measure)).context["may_approve"]
    assert not browse(cast.lee).get(page_of(measure)).context["may_approve"]
    assert browse(cast.lee).get(groups_page(measure)).status_code == 200


def test_before_the_first_figure_it_says_why_limits_need_points(cast, browse):
    text = said_in(browse(cast.bob).get(page_of(make_measure(cast))))
    assert "No figures yet" in text
    assert "about 12 points" in text
    assert "<svg" not in text


@pytest.mark.parametrize(
    ("codes", "who", "number"), [("a", "bob", 20), ("abc", "bob", 20), ("abc", "erin", 22)]
)
def test_more_groups_take_no_more_queries(cast, browse, count_queries, codes, who, number):
    origin = make_stratification(codes=codes)
    measure = make_measure(cast, stratifications=[origin])
    fill(cast, measure, origin, dict.fromkeys(codes, (300, 500)))
    assert count_queries(browse(getattr(cast, who)), page_of(measure)) == number


def test_ids_are_unique_on_the_page(cast, browse):
    measure, _ = measured(cast)
    html = browse(cast.bob).get(page_of(measure)).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_it_is_sent_compressed(cast, browse):
    measure, _ = measured(cast)
    answer = browse(cast.bob).get(page_of(measure), headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert len(answer.content) < 40_000


def test_signals_that_wait_for_an_answer_stand_above_the_chart(cast, browse):
    measure, _ = measured(cast)
    waiting = make_signal(measure, "Group a gets worse")
    make_signal(measure, "It was over", month=2, state="over")
    answer = browse(cast.erin).get(page_of(measure))
    assert list(answer.context["signals"]) == [waiting]
    html = answer.content.decode()
    assert html.index("Group a gets worse") < html.index("Everybody, over time")
    assert "It was over" not in html
