"""Choosing the monthly mail on its page, which shows what it would say today."""

import pytest
from django.urls import reverse

from initiatives.exports.models import MonthlyMail
from tests.factories import make_shortfall
from tests.initiatives.web.forms import fill_in

pytestmark = pytest.mark.django_db
URL = "/mine/monthly/"


@pytest.mark.parametrize(
    ("name", "status"),
    [("erin", 200), ("lee", 200), ("ada", 200), ("root", 200), ("charlie", 200)]
    + [(name, 403) for name in ("alice", "bob", "sam", "nobody")],
)
def test_who_may_choose_it(cast, browse, name, status):
    assert browse(getattr(cast, name)).get(URL).status_code == status


def test_it_is_chosen_changed_and_ended_by_a_plain_form(cast, browse):
    client = browse(cast.erin)
    assert fill_in(client, URL, when="day", day="5", entity=cast.clinic.pk).url == URL
    chosen = MonthlyMail.objects.get()
    assert (chosen.person, chosen.when, chosen.day, chosen.entity) == (
        cast.erin,
        "day",
        5,
        cast.clinic,
    )
    fill_in(client, URL, when="working_day", day="")
    assert MonthlyMail.objects.get().when == "working_day"
    assert fill_in(client, URL, when="").url == reverse("reminding")
    assert not MonthlyMail.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {"when": "day", "day": ""},
        {"when": "day", "day": "29"},
        {"when": "day", "day": "five"},
        {"when": "weekly"},
        {"when": "working_day", "entity": "999999"},
        {"when": "working_day", "entity": "x"},
    ],
)
def test_what_cannot_be_is_said(cast, browse, sent):
    assert fill_in(browse(cast.erin), URL, **sent).status_code == 422
    assert not MonthlyMail.objects.exists()


def test_an_entity_out_of_sight_is_not_offered(cast, browse):
    client = browse(cast.charlie)
    assert "Hospital" not in client.get(URL).content.decode()
    sent = fill_in(client, URL, when="working_day", entity=cast.hospital.pk)
    assert sent.status_code == 422


def test_the_page_shows_what_it_would_say_today(cast, browse):
    make_shortfall(
        cast.lee, cast.hospital, cast.principles[0], "<i>No</i> signs", severity="severe"
    )
    text = browse(cast.erin).get(URL).content.decode()
    assert "Of 3 principles: 1 off track" in text
    assert "&lt;i&gt;No&lt;/i&gt; signs" in text
    assert "<i>No" not in text
