from datetime import timedelta

import pytest
from django.urls import reverse

from initiatives.base import clock
from initiatives.framework.services import approve_definition
from initiatives.measures.services import define_measure
from initiatives.portfolio.rules.charter import Charter
from initiatives.portfolio.services import assess, create_initiative
from tests.factories import make_initiative, make_promise, make_shortfall
from tests.initiatives.measures.making import TERMS
from tests.initiatives.web.forms import fill_in


def page_of(initiative):
    return reverse("initiative", args=[initiative.pk])


def approve(cast, text="Fairness.", term="equity"):
    return approve_definition(
        actor=cast.lee,
        term=term,
        text=text,
        source="A source",
        source_url="",
        approver="The council",
        approved_on=clock.today(),
    )


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("alice", 200),
        ("bob", 200),
        ("sam", 200),
        ("lee", 200),
        ("root", 200),
        ("erin", 200),
        ("ada", 200),
        ("charlie", 404),
        ("nobody", 404),
    ],
)
def test_who_sees_it(cast, browse, name, status):
    answer = browse(getattr(cast, name)).get(page_of(cast.initiative))
    assert answer.status_code == status


def test_missing_parts_of_the_aim_link_to_where_they_are_written(cast, browse):
    edit = reverse("initiative_edit", args=[cast.initiative.pk])
    assert (
        f"{edit}#id_aim_measure" in browse(cast.bob).get(page_of(cast.initiative)).content.decode()
    )
    auditor = browse(cast.ada).get(page_of(cast.initiative)).content.decode()
    assert "what is measured" in auditor
    assert edit not in auditor


def test_the_gate_names_what_is_missing_and_where_to_add_it(cast, browse):
    bare = make_initiative(cast.lee, cast.hospital)
    text = browse(cast.lee).get(page_of(bare)).content.decode()
    assert "Name an accountable owner." in text
    assert reverse("initiative_edit", args=[bare.pk]) + "#id_owner" in text
    assert reverse("initiative_align", args=[bare.pk]) in text


def test_it_shows_its_promises_shortfalls_and_history(cast, browse):
    promise = make_promise(cast.lee, cast.alice, initiative=cast.initiative, title="Hire two")
    found = make_shortfall(
        cast.lee,
        cast.hospital,
        cast.principles[0],
        "Letters in English",
        initiative=cast.initiative,
    )
    text = browse(cast.alice).get(page_of(cast.initiative)).content.decode()
    assert reverse("commitment", args=[promise.pk]) in text
    assert reverse("shortfall", args=[found.pk]) in text
    assert "Letters in English" in text
    assert "chartered" in text.lower()


@pytest.mark.parametrize("rows", [1, 3])
def test_one_of_each_and_three_of_each_take_the_same_queries(cast, browse, count_queries, rows):
    whole = make_initiative(cast.lee, cast.hospital, principles=cast.principles[:rows])
    for number in range(rows):
        make_promise(cast.lee, cast.alice, initiative=whole)
        make_shortfall(cast.lee, cast.hospital, cast.principles[0], initiative=whole)
        assess(
            actor=cast.lee,
            alignment=whole.alignments.first(),
            checkpoint="charter",
            rating="met",
            evidence=f"Evidence {number}",
        )
        define_measure(
            actor=cast.lee, initiative=whole, name=f"Measure {number}", kind="process", terms=TERMS
        )
    assert count_queries(browse(cast.lee), page_of(whole)) == 38


def test_the_latest_assessment_of_a_checkpoint_stands_and_earlier_ones_stay_readable(cast, browse):
    alignment = cast.initiative.alignments.first()
    for rating, evidence in (("not_met", "No plan."), ("partly", "A draft plan.")):
        assess(
            actor=cast.bob,
            alignment=alignment,
            checkpoint="charter",
            rating=rating,
            evidence=evidence,
        )
    answer = browse(cast.alice).get(page_of(cast.initiative))
    first = answer.context["alignments"][0]
    assert [one.latest.rating for one in first.judged] == ["partly"]
    assert [one.rating for one in first.judged[0].earlier] == ["not_met"]
    assert first.unjudged == ["Measurement plan", "Test review", "Closure"]
    assert "No plan." in answer.content.decode()


def test_a_newer_definition_is_pointed_at_and_cited_at_a_click(cast, browse):
    old = approve(cast)
    fresh = make_initiative(cast.lee, cast.hospital)
    newer = approve(cast, "Fairness, and repair.")
    client = browse(cast.lee)
    shown = client.get(page_of(fresh))
    assert [(one.definition, one.newer) for one in shown.context["cited"]] == [(old, newer)]

    answer = fill_in(client, reverse("initiative_cite", args=[fresh.pk]))

    assert answer.status_code == 302
    assert list(fresh.definitions.all()) == [newer]
    assert not client.get(page_of(fresh)).context["uncited"]


def test_markup_in_any_text_is_shown_as_text(cast, browse):
    hostile = "<img src=x onerror=alert(1)>"
    made = create_initiative(
        actor=cast.lee,
        charter=Charter(
            title=hostile,
            entity=cast.hospital,
            problem=hostile,
            aim_summary=hostile,
            target_note=hostile,
            notes=hostile,
        ),
        alignments=[(cast.principles[0], hostile)],
    )
    text = browse(cast.lee).get(page_of(made)).content.decode()
    assert "<img" not in text
    assert text.count("&lt;img") >= 6


def test_overdue_promises_are_counted_above_the_fold(cast, browse):
    with clock.at(clock.now() - timedelta(days=9)):
        make_promise(cast.lee, cast.alice, due_in=2, initiative=cast.initiative)
    page = browse(cast.erin).get(page_of(cast.initiative)).content.decode()
    assert "1 commitment overdue" in page
