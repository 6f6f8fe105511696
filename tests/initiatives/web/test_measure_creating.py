"""Defining a measure on a page: for whom it is open, what it takes, what comes back."""

import pytest
from django.urls import reverse

from initiatives.measures.models import Measure
from tests.factories import make_initiative
from tests.initiatives.measures.making import make_stratification
from tests.initiatives.web.forms import fields_of, fill_in
from tests.initiatives.web.who import those_let_in

URL = "/measures/"
NEW = f"{URL}new/"
HOSTILE = "<script>alert(1)</script>"
FILLED = {
    "name": "Screened for needs",
    "kind": "process",
    "text": "Adults who were asked all five questions at a visit.",
    "chart": "p",
    "direction": "increase",
    "numerator": "Adults asked",
    "denominator": "Adults seen",
}


def at(name, record):
    return reverse(name, args=[record.pk])


def text(answer):
    return answer.content.decode()


def new_for(initiative):
    return f"{NEW}?initiative={initiative.pk}"


def test_who_may_define_for_an_initiative(cast, browse):
    url = new_for(cast.initiative)
    assert those_let_in(cast, browse, url) == {"alice", "bob", "sam", "lee", "root"}
    assert those_let_in(cast, browse, NEW) == {"alice", "bob", "sam", "lee", "root"}


def test_whoever_is_on_no_initiative_is_told_what_to_do(cast, browse):
    answer = browse(cast.charlie).get(NEW)
    assert answer.status_code == 403
    assert "Charter one" in text(answer)


def test_a_measure_is_defined_from_the_page_of_its_initiative(cast, browse):
    origin = make_stratification()
    answer = fill_in(
        browse(cast.bob), new_for(cast.initiative), stratifications=[origin.pk], **FILLED
    )
    made = Measure.objects.get()
    assert answer.url == at("measure", made)
    assert (made.initiative, made.owner, made.threshold) == (cast.initiative, cast.bob, 11)
    assert made.stratifications.get() == origin
    draft = made.definitions.get()
    assert (draft.multiplier, draft.unit, draft.rules, draft.screen) == (100, "%", "anhoej", True)
    assert (draft.due_days, draft.frequency, draft.approved_at) == (15, "month", None)


@pytest.mark.parametrize(
    ("said", "multiplier", "unit"),
    [
        ({"multiplier": "1000"}, 1000, ""),
        ({"unit": "percent"}, 100, "percent"),
        ({"chart": "u", "unit": "falls"}, 1, "falls"),
        ({"chart": "run", "numerator": "", "denominator": ""}, 1, ""),
    ],
)
def test_what_is_left_empty_is_filled_in_by_the_kind_of_chart(cast, browse, said, multiplier, unit):
    fill_in(browse(cast.bob), new_for(cast.initiative), **FILLED | said)
    draft = Measure.objects.get().definitions.get()
    assert (draft.multiplier, draft.unit) == (multiplier, unit)


def test_without_an_initiative_one_chooses_among_ones_own(cast, browse):
    other = make_initiative(cast.lee, cast.clinic, "Of the clinic")
    page = browse(cast.bob).get(NEW)
    assert "Better interpreters" in text(page)
    assert "Of the clinic" not in text(page)
    for key in ("", str(other.pk), "x", "9" * 30):
        answer = fill_in(browse(cast.bob), NEW, initiative=key, **FILLED)
        assert answer.status_code == 422
        assert "initiative" in answer.context["form"].errors
    fill_in(browse(cast.bob), NEW, initiative=str(cast.initiative.pk), **FILLED)
    assert Measure.objects.get().initiative == cast.initiative


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"name": "a\x00b"}, "name"),
        ({"kind": ""}, "kind"),
        ({"kind": "guess"}, "kind"),
        ({"text": ""}, "text"),
        ({"text": "MRN 1234567 was seen"}, "text"),
        ({"chart": ""}, "chart"),
        ({"chart": "xbar"}, "chart"),
        ({"direction": ""}, "direction"),
        ({"numerator": ""}, "numerator"),
        ({"denominator": ""}, "denominator"),
        ({"multiplier": "-1"}, "multiplier"),
        ({"multiplier": "nan"}, "multiplier"),
        ({"target": "1e999"}, "target"),
        ({"target": "high"}, "target"),
        ({"target_on": "soon"}, "target_on"),
        ({"frequency": "hourly"}, "frequency"),
        ({"due_days": "-1"}, "due_days"),
        ({"due_days": "9" * 40}, "due_days"),
        ({"due_days": ""}, "due_days"),
        ({"rules": "astrology"}, "rules"),
        ({"freeze": "1"}, "freeze"),
        ({"threshold": "1"}, "threshold"),
        ({"threshold": "100000"}, "threshold"),
        ({"floor": "0"}, "floor"),
        ({"owner": "999999"}, "owner"),
        ({"stratifications": "999999"}, "stratifications"),
    ],
)
def test_what_cannot_be_measured_comes_back_with_what_is_wrong_beside_it(cast, browse, said, field):
    make_stratification()
    answer = fill_in(browse(cast.bob), new_for(cast.initiative), **FILLED | said)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert f'href="#id_{field}' in text(answer)
    assert not Measure.objects.exists()


def test_all_that_is_wrong_is_said_at_one_go(cast, browse):
    wrong = {"name": "MRN 1234567", "text": "MRN 1234567", "numerator": "", "threshold": "1"}
    answer = fill_in(
        browse(cast.bob), new_for(cast.initiative), **FILLED | wrong | {"floor": "0", "freeze": "1"}
    )
    assert set(answer.context["form"].errors) == {*wrong, "floor", "freeze"}


def test_without_vocabularies_the_form_says_who_loads_them(cast, browse):
    page = text(browse(cast.bob).get(new_for(cast.initiative)))
    assert "There are no vocabularies yet." in page
    assert 'name="stratifications"' not in page


def test_a_form_that_was_sent_twice_defines_once(cast, browse):
    browser, url = browse(cast.bob), new_for(cast.initiative)
    sent = fields_of(browser.get(url)) | FILLED
    first, second = browser.post(url, sent), browser.post(url, sent)
    assert first.url == second.url
    assert Measure.objects.count() == 1


@pytest.mark.parametrize("key", ["x", "0", "999999", "9" * 30])
def test_an_initiative_that_is_none_is_not_found(cast, browse, key):
    assert browse(cast.bob).get(f"{NEW}?initiative={key}").status_code == 404


def test_what_people_type_is_shown_and_never_run(cast, browse):
    fill_in(
        browse(cast.bob),
        new_for(cast.initiative),
        **FILLED | {"name": HOSTILE, "text": HOSTILE, "numerator": HOSTILE},
    )
    made, browser = Measure.objects.get(), browse(cast.sam)
    names = ("measure_edit", "measure_definitions", "measure_draft", "measure_approve")
    charts = ("measure_phases", "measure_annotate", "measure_comparison")
    for url in (URL, *(at(name, made) for name in (*names, *charts))):
        page = text(browser.get(url))
        assert HOSTILE not in page
        assert "&lt;script&gt;" in page or url == at("measure_annotate", made)
