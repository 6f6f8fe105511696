"""The pages of a measure never tell what is masked, nor take a word for a command."""

import re
from dataclasses import replace
from datetime import date

import pytest

from initiatives.history.models import Event
from initiatives.measures.models import Measure
from initiatives.measures.services import (
    add_annotation,
)
from tests.initiatives.measures.making import (
    TERMS,
    make_measure,
    make_stratification,
)
from tests.initiatives.measures.queries.making import fill
from tests.initiatives.web.measuring import HIDDEN, PAGES, groups_page, measured, page_of
from tests.initiatives.web.saying import said_in
from tests.initiatives.web.who import those_let_in
from tests.keys import tells

pytestmark = pytest.mark.django_db
HOLDERS = {"alice", "bob", "sam", "lee", "root"}
OTHERS = {"erin", "ada"}
HOSTILE = "<script>alert(1)</script>\"'&"


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
    assert [number for number in secrets if tells(text, number)] == []
    if "group=a" not in path and path != PAGES[5]:
        told = said_in(browse(cast.bob).get(url))
        assert any(tells(told, number) for number in HIDDEN), "nothing would have been found"


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


def test_it_keeps_to_the_policy_without_styles_and_scripts_in_line(cast, browse):
    measure, _ = measured(cast)
    html = browse(cast.bob).get(page_of(measure)).content.decode()
    assert " style=" not in html
    assert not re.search(r"<script(?![^>]* src=)", html)


def test_an_owner_from_elsewhere_may_open_their_measure(cast, browse):
    measure, _ = measured(cast)
    Measure.objects.filter(pk=measure.pk).update(owner=cast.charlie)
    assert browse(cast.charlie).get(page_of(measure)).status_code == 200
