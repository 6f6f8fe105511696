"""The page of a measure: who sees what of it, what it says, and what it never tells."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from initiatives.base import clock
from initiatives.history.models import Event
from initiatives.measures.models import Intersection, Measure
from initiatives.measures.rules.figures import Entry
from initiatives.measures.services import (
    add_annotation,
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
from tests.initiatives.measures.queries.making import fill, filled, starts_of
from tests.initiatives.web.measuring import COUNTS, HIDDEN, PAGES, measured
from tests.initiatives.web.saying import said_in
from tests.initiatives.web.who import those_let_in

pytestmark = pytest.mark.django_db
HOLDERS = {"alice", "bob", "sam", "lee", "root"}
OTHERS = {"erin", "ada"}
HOSTILE = "<script>alert(1)</script>\"'&"


def page_of(measure, query=""):
    return reverse("measure", args=[measure.pk]) + query


def groups_page(measure, query=""):
    return reverse("measure_groups", args=[measure.pk]) + query


def has(text, number):
    """Whether a number stands in a text by itself, not as a part of another."""
    return re.search(rf"(?<![\d.,]){re.escape(number)}(?![\d]|[.,]\d)", text) is not None


@pytest.mark.parametrize("page", ["", "groups/"])
def test_who_may_open_it(cast, browse, page):
    measure, _ = measured(cast)
    assert those_let_in(cast, browse, page_of(measure) + page) == HOLDERS | OTHERS


def test_who_holds_the_data_role_sees_the_counts_and_others_the_masks(cast, browse):
    measure, _ = measured(cast)
    for who in sorted(HOLDERS | OTHERS):
        text = said_in(browse(getattr(cast, who)).get(page_of(measure)))
        assert ("7 of 613" in text) is (who in HOLDERS), who
        assert ("you do not hold the data role" in text) is (who in OTHERS), who


@pytest.mark.parametrize("path", PAGES)
def test_nothing_tells_a_masked_count_or_what_follows_from_it(cast, browse, path):
    measure, _ = measured(cast)
    url = "/" + path.format(measure.pk)
    text = said_in(browse(cast.erin).get(url))
    secrets = [number for number in HIDDEN if "%" not in number or "year-" not in path]
    assert [number for number in secrets if has(text, number)] == []
    if "group=a" not in path and path != PAGES[5]:
        told = said_in(browse(cast.bob).get(url))
        assert any(has(told, number) for number in HIDDEN), "nothing would have been found"


def test_what_is_masked_for_itself_and_for_another_looks_the_same(cast, browse):
    measure, _ = measured(cast, counts={"a": (480, 600), "b": (150, 220), "c": (7, 60)})
    rows = browse(cast.erin).get(page_of(measure)).context["group_rows"]
    masked = [row for row in rows if row.masked]
    assert [row.label for row in masked] == ["Group b", "Group c"]
    assert len({row._replace(label="") for row in masked}) == 1
    assert masked[0].verdict == "Masked"


def test_that_counts_were_seen_is_noted_once_a_view(cast, browse):
    measure, _ = measured(cast)
    browse(cast.erin).get(page_of(measure))
    browse(cast.bob).head(page_of(measure))
    browse(cast.bob).get(page_of(measure))
    browse(cast.sam).get(groups_page(measure))
    seen = Event.objects.filter(verb="saw counts of", subject_id=measure.pk).order_by("pk")
    assert [event.actor for event in seen] == [cast.bob, cast.sam]


def test_where_nothing_is_recorded_no_view_is_noted(cast, browse):
    browse(cast.bob).get(page_of(make_measure(cast)))
    assert not Event.objects.filter(verb="saw counts of").exists()


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


def test_a_good_average_does_not_hide_that_groups_are_behind(cast, browse):
    measure, _ = measured(cast)
    answer = browse(cast.bob).get(page_of(measure))
    assert answer.context["behind"] == 2
    assert "2 groups behind" in said_in(answer)


def test_less_than_80_percent_known_is_marked(cast, browse):
    measure, _ = measured(cast, counts={"a": (400, 600), "b": (100, 200), "unknown": (300, 400)})
    assert "Groups known for under 80 %" in said_in(browse(cast.bob).get(page_of(measure)))


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
    assert "Where both meet is shown for whole years" in said_in(
        browse(cast.erin).get(page_of(measure))
    )


def crossed_measure(cast):
    """A measure by origin and by tongue, with the figures where they meet."""
    origin, tongue = make_stratification(codes="ab"), make_stratification("tongue", "xy")
    measure = make_measure(cast, stratifications=[origin, tongue])
    ones, others = groups_of(origin), groups_of(tongue)
    Intersection.objects.create(measure=measure, one=origin, other=tongue, chosen_by=cast.lee)
    entries = []
    for starts in starts_of():
        entries.append(Entry(starts, numerator=80, denominator=800))
        entries += [
            Entry(starts, stratum=key, numerator=40, denominator=400)
            for key in (ones["a"], ones["b"], others["x"], others["y"])
        ]
        entries += [
            Entry(
                starts,
                stratum=ones[one],
                other_stratum=others[other],
                numerator=2 if one + other == "ax" else 20,
                denominator=20 if one + other == "ax" else 200,
            )
            for one in "ab"
            for other in "xy"
        ]
    record_observations(actor=cast.bob, measure=measure, entries=entries)
    return measure


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


def test_hostile_words_stay_words(cast, browse):
    terms = replace(TERMS, text=HOSTILE, unit=HOSTILE[:8], source=HOSTILE)
    origin = make_stratification(codes="ab", title=HOSTILE)
    measure = make_measure(cast, terms, name=HOSTILE, why=HOSTILE, stratifications=[origin])
    counts = {"a": (400, 600), "b": (100, 200), "unknown": (30, 40)}
    fill(cast, measure, origin, counts)
    add_annotation(actor=cast.bob, measure=measure, on=date(2025, 3, 1), text=HOSTILE)
    for url in (page_of(measure), groups_page(measure), page_of(measure) + "chart.svg"):
        html = browse(cast.bob).get(url).content.decode()
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert(1)" in html


@pytest.mark.parametrize(
    ("codes", "who", "number"), [("a", "bob", 21), ("abc", "bob", 21), ("abc", "erin", 23)]
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


def test_it_keeps_to_the_policy_without_styles_and_scripts_in_line(cast, browse):
    measure, _ = measured(cast)
    html = browse(cast.bob).get(page_of(measure)).content.decode()
    assert " style=" not in html
    assert not re.search(r"<script(?![^>]* src=)", html)


def test_it_is_sent_compressed(cast, browse):
    measure, _ = measured(cast)
    answer = browse(cast.bob).get(page_of(measure), headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert len(answer.content) < 40_000


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


def test_an_owner_from_elsewhere_may_open_their_measure(cast, browse):
    measure, _ = measured(cast)
    Measure.objects.filter(pk=measure.pk).update(owner=cast.charlie)
    assert browse(cast.charlie).get(page_of(measure)).status_code == 200


def test_groups_of_which_nothing_is_recorded_are_named_and_not_drawn(cast, browse):
    measure, _ = filled(cast, {"a": (400, 600), "b": (100, 200)})
    answer = browse(cast.bob).get(page_of(measure))
    assert "Nothing was recorded of Group c." in said_in(answer)
    assert [row.label for row in answer.context["plot"].rows] == ["Group a", "Group b"]
