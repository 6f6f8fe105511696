"""Measures on pages: the list, defining one, changing what it is."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from initiatives.base import clock
from initiatives.history.models import Event
from initiatives.measures.services import record_observations, revise_measure
from tests.initiatives.measures.making import (
    make_measure,
    make_stratification,
    month,
)
from tests.initiatives.web.forms import fields_of, fill_in
from tests.initiatives.web.who import EVERYONE, those_let_in

URL = "/measures/"
NEW = f"{URL}new/"


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
    assert count_queries(browse(cast.lee), URL) == 10


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
