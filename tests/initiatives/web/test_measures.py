"""Measures on pages: the list, defining one, changing what it is."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from initiatives.base import clock
from initiatives.history.models import Event
from initiatives.measures.models import Measure
from initiatives.measures.services import record_observations, revise_measure
from tests.factories import make_initiative
from tests.initiatives.measures.making import (
    make_measure,
    make_stratification,
    month,
)
from tests.initiatives.web.forms import fields_of, fill_in
from tests.initiatives.web.who import EVERYONE, those_let_in

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


def in_march(day=16):
    return clock.at(datetime(2026, 3, day, 20, tzinfo=clock.now().tzinfo))


def test_everyone_opens_the_list_and_sees_what_they_may(cast, browse):
    made = make_measure(cast)
    assert those_let_in(cast, browse, URL) == set(EVERYONE)
    seen = {
        name
        for name in EVERYONE
        if at("measure", made) in text(browse(getattr(cast, name)).get(URL))
    }
    assert seen == set(EVERYONE) - {"charlie", "nobody"}


def test_an_empty_list_says_why_and_what_to_do(cast, browse):
    assert "Define a measure" in text(browse(cast.bob).get(URL))
    page = text(browse(cast.nobody).get(URL))
    assert "No measures that you may see" in page
    assert NEW not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_one_and_three_take_the_same_queries(cast, browse, count_queries, rows):
    for number in range(rows):
        made = make_measure(cast, name=f"Measure {number}", owner=cast.bob)
        entry = month(1, numerator=40, denominator=200)
        record_observations(actor=cast.bob, measure=made, entries=[entry])
    assert count_queries(browse(cast.lee), URL) == 12


@pytest.mark.parametrize(
    ("day", "months", "says"),
    [(15, 1, "Jan 2026"), (16, 1, "since <time"), (16, 2, "Feb 2026"), (16, 0, "No data yet")],
)
def test_the_list_says_since_when_data_are_overdue(cast, browse, day, months, says):
    with clock.at(datetime(2026, 1, 9, tzinfo=clock.now().tzinfo)):
        made = make_measure(cast)
    with in_march(day):
        entries = [month(n + 1, numerator=40, denominator=200) for n in range(months)]
        if entries:
            record_observations(actor=cast.bob, measure=made, entries=entries)
        page = text(browse(cast.lee).get(URL))
    assert says in page
    late = date(2026, 2, 15) if not months else date(2026, 3, 15)
    assert (f'since <time datetime="{late}"' in page) == (day == 16 and months < 2)


def test_a_measure_without_an_owner_or_a_definition_is_unknown_and_not_fine(cast, browse):
    make_measure(cast, approved=False, owner=None)
    page = text(browse(cast.lee).get(URL))
    for said in ("No owner", "None in force", "No data yet", "A draft waits for approval"):
        assert said in page
    assert "circle-check" not in page.split("<tbody>")[1].split("</tbody>")[0]


def test_the_list_is_filtered_sorted_and_kept_as_a_view(cast, browse):
    for name, kind in (("Bee", "process"), ("Ant", "outcome")):
        make_measure(cast, name=name, kind=kind)
    browser = browse(cast.lee)

    def names(query):
        return [row.measure.name for row in browser.get(f"{URL}?{query}").context["listed"]]

    assert names("ordering=-name") == ["Bee", "Ant"]
    assert names("kind=process") == ["Bee"]
    assert names(f"initiative={cast.initiative.pk}&q=ant") == ["Ant"]
    assert browser.get(f"{URL}?kind=guess").status_code == 400
    saved = {"list_name": "measures", "name": "Ours", "query": "kind=process"}
    assert browser.post(reverse("saved_view_save"), saved).status_code == 302
    assert "Ours" in text(browser.get(URL))


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
    assert "An administrator loads them with load_stratifications" in page
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


def test_who_may_change_a_measure(cast, browse):
    made = make_measure(cast)
    assert those_let_in(cast, browse, at("measure_edit", made)) == {
        *("alice", "bob", "sam", "lee", "root")
    }


def test_a_measure_is_changed_and_vocabularies_are_added(cast, browse):
    origin, tongue = make_stratification(), make_stratification("tongue")
    made = make_measure(cast, stratifications=[origin])
    url = at("measure_edit", made)
    page = browse(cast.bob).get(url)
    assert [one for _, one in page.context["form"]["stratifications"].field.choices] == [
        "Tongue (edition 1): 3 groups"
    ]
    answer = fill_in(
        browse(cast.bob), url, name="Better named", owner="", stratifications=[tongue.pk]
    )
    assert answer.url == at("measure", made)
    made.refresh_from_db()
    assert (made.name, made.owner) == ("Better named", None)
    assert set(made.stratifications.all()) == {origin, tongue}
    assert "It has all vocabularies" in text(browse(cast.bob).get(url))


def test_two_who_change_it_at_once_do_not_write_over_each_other(cast, browse):
    made = make_measure(cast)
    browser, url = browse(cast.bob), at("measure_edit", made)
    sent = fields_of(browser.get(url)) | {"name": "Mine"}
    revise_measure(actor=cast.alice, measure=made, name="Hers")
    answer = browser.post(url, sent)
    assert answer.status_code == 409
    assert 'value="Mine"' in text(answer)
    again = browser.post(url, fields_of(answer))
    assert again.status_code == 302
    assert Event.objects.filter(verb="revised", subject_kind="measure").count() == 2


def test_an_initiative_shows_what_it_measures(cast, browse):
    url = reverse("initiative", args=[cast.initiative.pk])
    page = text(browse(cast.bob).get(url))
    assert "Nothing is measured yet" in page
    assert new_for(cast.initiative) in page
    made = make_measure(cast)
    page = text(browse(cast.erin).get(url))
    assert at("measure", made) in page
    assert NEW not in page
