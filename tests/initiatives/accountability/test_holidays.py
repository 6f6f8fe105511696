"""The organisation's days off, and what they do to digests."""

from datetime import date

import pytest

from initiatives.accountability import queries
from initiatives.accountability.models import Holiday
from initiatives.accountability.services import (
    add_holiday,
    countries,
    fill_holidays,
    remove_holiday,
    subdivisions,
    sweep,
)
from initiatives.base import clock
from initiatives.base.errors import Invalid, NotAllowed
from initiatives.history.models import Event
from tests.initiatives.accountability.noon import promise

pytestmark = pytest.mark.django_db
DAY = date(2027, 6, 18)


@pytest.mark.parametrize("name", ["alice", "bob", "charlie", "erin", "ada", "lee", "nobody"])
def test_only_administrators_keep_them(cast, name):
    person = getattr(cast, name)
    made = add_holiday(actor=cast.root, day=DAY, name="Juneteenth")
    with pytest.raises(NotAllowed):
        add_holiday(actor=person, day=date(2027, 7, 5), name="Independence Day")
    with pytest.raises(NotAllowed):
        fill_holidays(actor=person, year=2027, country="US")
    with pytest.raises(NotAllowed):
        remove_holiday(actor=person, holiday=made)
    assert list(Holiday.objects.all()) == [made]


def test_on_a_holiday_no_digest_goes(cast):
    promise(cast, -1)
    today = add_holiday(actor=cast.root, day=clock.today(), name="Founders' day")
    assert sweep().sent == 0
    remove_holiday(actor=cast.root, holiday=today)
    assert sweep().sent == 1


def test_each_change_is_one_event_about_the_policy_of_the_system(cast):
    made = add_holiday(actor=cast.root, day=DAY, name=" Juneteenth ")
    remove_holiday(actor=cast.root, holiday=made)
    remove_holiday(actor=cast.root, holiday=made)
    fill_holidays(actor=cast.root, year=2027, country="US", subdivision="WA")
    fill_holidays(actor=cast.root, year=2027, country="US", subdivision="WA")
    told = Event.objects.filter(subject_kind="policy", subject_id=queries.system_policy().pk)
    assert list(told.order_by("id").values_list("verb", flat=True)) == [
        "added a holiday to",
        "removed a holiday from",
        "added holidays to",
    ]
    assert told.order_by("id")[0].after == {"day": "2027-06-18", "name": "Juneteenth"}


def test_a_year_is_filled_and_what_was_there_keeps_its_name(cast):
    add_holiday(actor=cast.root, day=date(2027, 7, 5), name="Picnic")
    fresh = fill_holidays(actor=cast.root, year=2027, country="US", subdivision="WA")
    names = dict(Holiday.objects.values_list("day", "name"))
    assert names[date(2027, 7, 5)] == "Picnic"
    assert names[date(2027, 11, 26)] == "Native American Heritage Day"
    assert len(names) == len(fresh) + 1
    assert {day.year for day in names} == {2027}
    assert queries.years_of_holidays() == [2027]


def test_a_part_of_a_country_may_have_days_of_its_own(cast):
    fill_holidays(actor=cast.root, year=2027, country="US")
    assert date(2027, 11, 26) not in set(queries.holidays())


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"day": DAY, "name": " "}, "name"),
        ({"day": date(1999, 1, 1), "name": "Old"}, "day"),
        ({"day": date(2101, 1, 1), "name": "Far"}, "day"),
    ],
)
def test_a_day_that_cannot_be_is_refused(cast, values, field):
    with pytest.raises(Invalid) as refused:
        add_holiday(actor=cast.root, **values)
    assert set(refused.value.errors) == {field}
    assert not Holiday.objects.exists()


def test_a_day_is_there_once(cast):
    add_holiday(actor=cast.root, day=DAY, name="Juneteenth")
    with pytest.raises(Invalid, match="there already: Juneteenth"):
        add_holiday(actor=cast.root, day=DAY, name="Again")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"year": 0, "country": "US"}, "year"),
        ({"year": 10**9, "country": "US"}, "year"),
        ({"year": 2027, "country": "Atlantis"}, "country"),
        ({"year": 2027, "country": ""}, "country"),
        ({"year": 2027, "country": "US", "subdivision": "ZZ"}, "subdivision"),
    ],
)
def test_a_year_that_cannot_be_filled_is_refused(cast, values, field):
    with pytest.raises(Invalid) as refused:
        fill_holidays(actor=cast.root, **values)
    assert set(refused.value.errors) == {field}


def test_countries_have_names_and_parts():
    assert ("US", "United States") in countries()
    assert "WA" in subdivisions("US")
    assert subdivisions("Atlantis") == []
