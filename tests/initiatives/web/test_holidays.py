"""The pages of the organisation's days off."""

from datetime import date

import pytest
from django.urls import reverse

from initiatives.accountability.models import Holiday
from initiatives.accountability.services import add_holiday
from initiatives.base import clock
from tests.initiatives.web.forms import fill_in
from tests.initiatives.web.who import EVERYONE, those_let_in

URL = "/policies/holidays/"
ADD, FILL = f"{URL}new/", f"{URL}fill/"
DAY = date(2027, 6, 18)


@pytest.fixture
def juneteenth(cast):
    return add_holiday(actor=cast.root, day=DAY, name="Juneteenth <observed>")


def text(answer):
    return answer.content.decode()


def remove(holiday):
    return reverse("holiday_remove", args=[holiday.pk])


def test_everyone_reads_them_and_administrators_keep_them(cast, browse, client, juneteenth):
    assert those_let_in(cast, browse, URL) == set(EVERYONE)
    assert client.get(URL).status_code == 302
    for url in (ADD, FILL, remove(juneteenth)):
        assert those_let_in(cast, browse, url) == {"root"}
        assert browse(cast.lee).post(url, {}).status_code == 403


def test_they_are_listed_by_year(cast, browse, juneteenth):
    page = browse(cast.alice).get(f"{URL}?year=2027")
    assert "Juneteenth &lt;observed&gt;" in text(page)
    assert remove(juneteenth) not in text(page)
    assert "No holiday of 2028" in text(browse(cast.alice).get(f"{URL}?year=2028"))
    assert remove(juneteenth) in text(browse(cast.root).get(f"{URL}?year=2027"))


@pytest.mark.parametrize("year", ["", "x", "0", "-1", "10000", "9" * 30, "%00"])
def test_an_odd_year_is_this_one(cast, browse, year):
    answer = browse(cast.alice).get(f"{URL}?year={year}")
    assert answer.status_code == 200
    assert answer.context["year"] == clock.today().year


def test_one_is_added(cast, browse):
    answer = fill_in(browse(cast.root), ADD, day="2027-06-18", name="Juneteenth")
    assert answer.url == f"{URL}?year=2027"
    assert Holiday.objects.get().day == DAY


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"day": "2027-02-30", "name": "Leap"}, "Give a day"),
        ({"day": "2027-06-18", "name": ""}, "This cannot be empty"),
        ({"day": "1995-01-01", "name": "Old"}, "from 2000 to 2100"),
        ({"day": "2027-06-18", "name": "Again"}, "there already"),
    ],
)
def test_what_cannot_be_added_is_said_beside_its_field(cast, browse, juneteenth, changes, says):
    answer = fill_in(browse(cast.root), ADD, **changes)
    assert answer.status_code == 422
    assert says in text(answer)
    assert Holiday.objects.count() == 1


def test_one_is_removed_after_a_question(cast, browse, juneteenth):
    answer = fill_in(browse(cast.root), remove(juneteenth))
    assert answer.url == f"{URL}?year=2027"
    assert not Holiday.objects.exists()
    assert browse(cast.root).get(remove(juneteenth)).status_code == 404


def test_a_year_is_filled_for_washington_unless_another_place_is_chosen(cast, browse):
    browser = browse(cast.root)
    answer = fill_in(browser, FILL, year="2027")
    assert answer.url == f"{URL}?year=2027"
    assert Holiday.objects.filter(name="Native American Heritage Day").exists()
    page = text(browser.get(f"{FILL}?country=CA"))
    assert "Canada</h2>" in page
    assert '<option value="BC">BC</option>' in page


def test_of_a_country_that_is_not_known_the_usual_one_is_offered(cast, browse):
    assert "United States</h2>" in text(browse(cast.root).get(f"{FILL}?country=%00"))


@pytest.mark.parametrize(
    "changes", [{"year": "1900"}, {"year": "x"}, {"country": "XX"}, {"subdivision": "ZZ"}]
)
def test_a_year_that_cannot_be_filled_is_refused(cast, browse, changes):
    answer = fill_in(browse(cast.root), FILL, **({"year": "2027"} | changes))
    assert answer.status_code == 422
    assert not Holiday.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_one_holiday_and_three_take_the_same_queries(cast, browse, count_queries, rows):
    for day in range(1, rows + 1):
        add_holiday(actor=cast.root, day=date(2027, 6, day), name="Rest")
    assert count_queries(browse(cast.alice), f"{URL}?year=2027") == 5
