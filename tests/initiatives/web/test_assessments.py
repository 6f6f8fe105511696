"""Assessing on a page, the list of assessments, and a principle's assessments over time."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from initiatives.base import clock
from initiatives.measures.services import define_measure
from initiatives.portfolio.models import Assessment
from initiatives.portfolio.services import carry_alignments_over
from initiatives.web.views.assessments import days_of, quarter_in_words
from tests.factories import make_initiative
from tests.initiatives.measures.making import TERMS
from tests.initiatives.portfolio.test_editions import second_edition
from tests.initiatives.portfolio.walking import expect, judge
from tests.initiatives.web.forms import fields_of, fill_in

LIST = "/assessments/"


@pytest.fixture
def alignment(cast):
    served = cast.initiative.alignments.get(principle=cast.principles[0])
    expect(served.principle, "an owner is named", "a sponsor clears the way")
    return served


def url_of(alignment):
    return reverse("alignment_assess", args=[alignment.pk])


def answers(alignment, *ratings):
    asked = alignment.principle.expectations.order_by("position")
    return {f"answer_{one.pk}": rating for one, rating in zip(asked, ratings, strict=False)}


def test_the_expectations_are_the_questions(cast, browse, alignment):
    client = browse(cast.bob)
    text = client.get(url_of(alignment)).content.decode()
    assert "an owner is named" in text
    assert "a sponsor clears the way" in text
    said = {"checkpoint": "charter", "rating": "partly", "evidence": "Seen."}
    second = alignment.principle.expectations.get(position=2)
    note = {f"note_{second.pk}": "Nobody was asked."}
    answer = fill_in(
        client, url_of(alignment), **said, **answers(alignment, "met", "not_met"), **note
    )
    assert answer.status_code == 302
    made = Assessment.objects.get()
    assert [(one.rating, one.note) for one in made.answers.all()] == [
        ("met", ""),
        ("not_met", "Nobody was asked."),
    ]
    page = client.get(answer.url).content.decode()
    assert "A shortfall is proposed for it within a minute." in page
    assert "Nobody was asked." in page


def test_an_expectation_left_out_is_said_beside_it_and_nothing_typed_is_lost(
    cast, browse, alignment
):
    said = {"checkpoint": "charter", "rating": "met", "evidence": "All of this was typed."}
    answer = fill_in(browse(cast.bob), url_of(alignment), **said, **answers(alignment, "met"))
    second = alignment.principle.expectations.get(position=2)
    assert answer.status_code == 422
    assert f"answer_{second.pk}" in answer.context["form"].errors
    assert fields_of(answer)["evidence"] == ["All of this was typed."]
    assert not Assessment.objects.exists()


def test_a_whole_better_than_its_parts_is_refused_beside_the_rating(cast, browse, alignment):
    said = {"checkpoint": "charter", "rating": "met", "evidence": "Seen."}
    answer = fill_in(
        browse(cast.bob), url_of(alignment), **said, **answers(alignment, "met", "partly")
    )
    assert answer.status_code == 422
    assert "rating" in answer.context["form"].errors


def test_what_does_not_apply_needs_no_answers(cast, browse, alignment):
    said = {"checkpoint": "charter", "rating": "not_applicable", "reason": "One ward."}
    assert fill_in(browse(cast.bob), url_of(alignment), **said).status_code == 302


def test_the_first_checkpoint_that_nobody_judged_is_chosen(cast, browse, alignment):
    client = browse(cast.bob)
    assert client.get(url_of(alignment)).context["form"].initial["checkpoint"] == "charter"
    judge(cast, alignment, "charter")
    assert client.get(url_of(alignment)).context["form"].initial["checkpoint"] == "measurement"
    for asked, shown in (("closure", "closure"), ("someday", "measurement")):
        form = client.get(f"{url_of(alignment)}?checkpoint={asked}").context["form"]
        assert form.initial["checkpoint"] == shown


def test_records_of_the_initiative_can_be_linked_and_are_shown(cast, browse, alignment):
    measure = define_measure(
        actor=cast.lee, initiative=cast.initiative, name="Used", kind="process", terms=TERMS
    )
    client = browse(cast.bob)
    said = {"checkpoint": "charter", "rating": "met", "evidence": "Seen."}
    said |= answers(alignment, "met", "met")
    refused = fill_in(client, url_of(alignment), **said, links=["measure:999999"])
    assert refused.status_code == 422
    answer = fill_in(
        client,
        url_of(alignment),
        **said,
        links=[f"measure:{measure.pk}", f"entity:{cast.hospital.pk}"],
    )
    text = client.get(answer.url).content.decode()
    assert reverse("measure", args=[measure.pk]) in text
    assert f"{measure.reference} Used" in text


def test_under_a_later_edition_only_what_changed_is_asked(cast, browse, alignment):
    judge(cast, alignment, "charter")
    later = second_edition(cast, "an owner is named", "a plan to spread")
    carry_alignments_over(framework=later)
    new = cast.initiative.alignments.get(carried_from=alignment)
    text = browse(cast.bob).get(f"{url_of(new)}?checkpoint=charter").content.decode()
    asked = [
        f"answer_{one.pk}" in text for one in later.principles.get(number=1).expectations.all()
    ]
    assert asked == [False, True]
    assert "Answered under the former edition" in text
    page = browse(cast.lee).get(reverse("initiative", args=[cast.initiative.pk])).content.decode()
    assert "Of a former edition, 1." in page


def test_the_list_is_filtered_and_each_number_of_a_principle_is_its_length(cast, browse, alignment):
    other = make_initiative(cast.lee, cast.clinic, "Letters", principles=[cast.principles[0]])
    with clock.at(datetime(2026, 5, 3, 12, tzinfo=UTC)):
        judge(cast, alignment, "charter", "not_met")
    with clock.at(datetime(2026, 8, 3, 12, tzinfo=UTC)):
        judge(cast, alignment, "measurement", "partly")
        judge(cast, other.alignments.get(), "charter", actor=cast.lee)
    for person, total in ((cast.lee, 3), (cast.charlie, 1), (cast.nobody, 0)):
        client = browse(person)
        assert client.get(LIST).context["count"] == total
        page = client.get(reverse("principle", args=[cast.principles[0].pk]))
        for table in page.context["assessed"]:
            for _, numbers in table.rows:
                assert sum(one.number for one in numbers[:-1]) == numbers[-1].number
                for one in numbers:
                    assert client.get(one.url).context["count"] == one.number, one.url
    rows = browse(cast.lee).get(reverse("principle", args=[cast.principles[0].pk]))
    over_time, places = rows.context["assessed"]
    assert [label for label, _ in over_time.rows] == ["Quarter 3 of 2026", "Quarter 2 of 2026"]
    assert [(label, numbers[-1].number) for label, numbers in places.rows] == [
        ("Clinic", 1),
        ("Hospital", 1),
    ]


@pytest.mark.parametrize(
    ("first", "name", "last"),
    [
        (date(2026, 1, 1), "Quarter 1 of 2026", date(2026, 3, 31)),
        (date(2026, 4, 1), "Quarter 2 of 2026", date(2026, 6, 30)),
        (date(2026, 7, 1), "Quarter 3 of 2026", date(2026, 9, 30)),
        (date(2026, 10, 1), "Quarter 4 of 2026", date(2026, 12, 31)),
        (date(2024, 1, 1), "Quarter 1 of 2024", date(2024, 3, 31)),
    ],
)
def test_a_quarter_has_a_name_and_two_ends(first, name, last):
    assert quarter_in_words(first) == name
    assert days_of(first) == {"after": first, "before": last}


@pytest.mark.parametrize("query", ["principle=x", "rating=fine", "after=soon", "entity=%00"])
def test_what_cannot_be_filtered_by_is_said(cast, browse, query):
    assert browse(cast.lee).get(f"{LIST}?{query}").status_code == 400


@pytest.mark.parametrize("rows", [1, 3])
def test_one_assessment_and_three_take_the_same_queries(
    cast, browse, count_queries, alignment, rows
):
    for checkpoint in ("charter", "measurement", "closure")[:rows]:
        judge(cast, alignment, checkpoint, links=[("entity", cast.hospital.pk)])
    assert count_queries(browse(cast.lee), LIST) == 10
    principle = reverse("principle", args=[cast.principles[0].pk])
    assert count_queries(browse(cast.lee), principle) == 25
