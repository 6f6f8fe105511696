from datetime import timedelta

import pytest
from django.urls import reverse

from initiatives.base import clock
from initiatives.framework.models import Expectation, Framework
from initiatives.portfolio.services import assess
from tests.factories import make_initiative, make_promise, make_shortfall

LIST = "/principles/"


def page_of(principle):
    return reverse("principle", args=[principle.pk])


def test_the_list_shows_purpose_mission_values_and_each_principle(cast, browse):
    Framework.objects.update(purpose="Be fair.", mission=["Teach."], values=["Kindness."])
    text = browse(cast.nobody).get(LIST).content.decode()
    for words in ("Be fair.", "Teach.", "Kindness.", "We live principle 2."):
        assert words in text


def test_a_principle_shows_its_statement_and_what_counts_as_evidence(cast, browse):
    first = cast.principles[0]
    Expectation.objects.create(principle=first, position=1, text="Letters in ten languages")
    text = browse(cast.lee).get(page_of(first)).content.decode()
    assert "We live principle 1." in text
    assert "Letters in ten languages" in text


def test_every_number_is_the_length_of_the_list_that_it_links_to(cast, browse):
    first = cast.principles[0]
    make_initiative(cast.lee, cast.clinic, principles=[first])
    make_shortfall(cast.lee, cast.hospital, first, initiative=cast.initiative)
    make_shortfall(cast.lee, cast.clinic, first)
    make_shortfall(cast.lee, cast.clinic, cast.principles[1])
    with clock.at(clock.now() - timedelta(days=9)):
        make_promise(cast.lee, cast.alice, due_in=1, initiative=cast.initiative)
    for person in (cast.lee, cast.alice, cast.charlie, cast.nobody):
        client = browse(person)
        context = client.get(page_of(first)).context
        links = [(tile.count, tile.url) for tile in context["tiles"]]
        for cell in context["cells"]:
            links += [
                (cell.initiatives, f"/initiatives/?{cell.initiatives_query}"),
                (cell.overdue, f"/commitments/?{cell.overdue_query}"),
                (cell.open_shortfalls, f"/shortfalls/?{cell.shortfalls_query}"),
            ]
        for number, url in links:
            assert client.get(url).context["count"] == number, (person.name, url)
    assert [tile.count for tile in browse(cast.lee).get(page_of(first)).context["tiles"]] == [
        2,
        2,
        1,
    ]


def test_the_summary_counts_the_latest_assessment_of_each_alignment(cast, browse):
    first = cast.principles[0]
    other = make_initiative(cast.lee, cast.clinic, principles=[first])
    make_initiative(cast.lee, cast.clinic, principles=[first])
    for alignment, ratings in (
        (cast.initiative.alignments.get(principle=first), ("not_met", "met")),
        (other.alignments.get(), ("partly",)),
    ):
        for rating in ratings:
            assess(
                actor=cast.lee,
                alignment=alignment,
                checkpoint="charter",
                rating=rating,
                evidence="Seen.",
            )
    answer = browse(cast.lee).get(page_of(first))
    assert dict(answer.context["ratings"]) == {
        "Met": 1,
        "Partly": 1,
        "Not met": 0,
        "Not applicable": 0,
        "Not assessed": 1,
    }


def test_a_stranger_reads_the_principle_and_nothing_of_others_work(cast, browse):
    answer = browse(cast.nobody).get(page_of(cast.principles[0]))
    assert answer.status_code == 200
    assert "Better interpreters" not in answer.content.decode()
    assert answer.context["total"] == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_one_initiative_and_three_take_the_same_queries(cast, browse, count_queries, rows):
    third = cast.principles[2]
    for _ in range(rows):
        made = make_initiative(cast.lee, cast.hospital, principles=[third])
        make_shortfall(cast.lee, cast.hospital, third, initiative=made)
    assert count_queries(browse(cast.lee), page_of(third)) == 21


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_for_one_principle_and_three(
    cast, browse, count_queries, rows
):
    cast.framework.principles.filter(number__gt=3).delete()
    keep = [principle.pk for principle in cast.principles[:rows]]
    cast.initiative.alignments.all().delete()
    cast.framework.principles.exclude(pk__in=keep).delete()
    assert count_queries(browse(cast.nobody), LIST) == 13


@pytest.mark.parametrize("path", ["/principles/0/", "/principles/99999999999999999999/"])
def test_a_principle_that_there_is_not(cast, browse, path):
    assert browse(cast.lee).get(path).status_code == 404
