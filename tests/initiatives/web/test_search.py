"""The page of search, and the box that leads to it from every page."""

import pytest
from django.utils.html import escape

from initiatives.portfolio.models import Handover, Initiative
from initiatives.status.search import finding
from tests.factories import make_initiative, make_promise, make_shortfall
from tests.initiatives.community.voices import hear, themed
from tests.initiatives.web.who import EVERYONE

pytestmark = pytest.mark.django_db


def page(browse, who, query=""):
    """The page as text, by plain HTML."""
    response = browse(who).get(f"/search/{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_one_has_to_sign_in(client):
    assert client.get("/search/?q=care").status_code == 302


@pytest.mark.parametrize("name", EVERYONE)
def test_everybody_may_search(cast, browse, name):
    assert "What are you looking for?" in page(browse, getattr(cast, name))


def test_every_page_has_the_box(cast, browse):
    text = browse(cast.bob).get("/initiatives/").content.decode()
    assert text.count('action="/search/"') == 2  # in the bar, and in the menu of a phone


def test_what_is_found_is_marked_linked_and_says_why(cast, browse):
    text = page(browse, cast.bob, "?q=interpreter")
    assert f'href="/initiatives/{cast.initiative.pk}/"' in text
    assert "Better <mark>interpreters</mark>" in text
    assert "Found in its title." in text
    assert "1 found." in text
    assert cast.initiative.reference in text
    assert "Better" not in page(browse, cast.charlie, "?q=interpreter")


def test_html_in_titles_and_texts_and_in_the_box_is_shown_as_typed(cast, browse):
    attack = "<img src=x onerror=alert(1)> care"
    make_initiative(cast.lee, cast.hospital, attack, owner=cast.alice, problem=f"{attack} plan")
    text = page(browse, cast.lee, "?q=plan+care")
    assert "<img" not in text
    assert "&lt;img src=x onerror=alert(1)&gt; <mark>care</mark>" in text
    hostile = page(browse, cast.lee, "?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in hostile
    assert escape('"><script>alert(1)</script>') in hostile


def test_a_reference_goes_straight_to_its_record(cast, browse):
    reference = cast.initiative.reference
    response = browse(cast.bob).get(f"/search/?q={reference}")
    assert response.status_code == 302
    assert response["Location"] == f"/initiatives/{cast.initiative.pk}/"
    for who, what in ((cast.charlie, reference), (cast.bob, "QI-999999")):
        assert "There is no such record that you may see" in page(browse, who, f"?q={what}")


def test_each_kind_leads_to_its_page(cast, browse):
    shortfall = make_shortfall(cast.lee, cast.hospital, cast.principles[0], "Okapi")
    promise = make_promise(cast.lee, cast.bob, 7, "Okapi", initiative=cast.initiative)
    themed(cast.lee, hear()[1], "Okapi")
    text = page(browse, cast.lee, "?q=okapi")
    assert f'href="/shortfalls/{shortfall.pk}/"' in text
    assert f'href="/commitments/{promise.pk}/"' in text
    assert 'href="/community/?theme=' in text


def test_a_misspelt_word_asks_what_was_meant(cast, browse):
    text = page(browse, cast.bob, "?q=interpeters")
    assert "Nothing is called exactly so. Did you mean one of these?" in text
    assert "Better interpreters" in text


def test_nothing_found_says_what_to_try(cast, browse):
    text = page(browse, cast.bob, f"?q=quokka&kind=measures&entity={cast.clinic.pk}")
    assert "Try fewer words" in text
    assert 'href="/search/?q=quokka"' in text
    assert "Very common words" in page(browse, cast.bob, "?q=the")


def test_closed_work_says_how_it_ended_and_whether_that_lasted(cast, browse):
    Initiative.objects.filter(pk=cast.initiative.pk).update(stage="closed")
    Handover.objects.create(
        initiative=cast.initiative,
        outcome="met",
        summary="All wards do it.",
        lessons="Start with the night shift.",
        closed_by=cast.lee,
        closed_at=cast.initiative.created_at,
    )
    text = page(browse, cast.bob, "?q=night+shift")
    assert "<strong>Aim met.</strong> Nobody has looked yet whether it lasted." in text
    assert "<mark>night</mark> <mark>shift</mark>" in text


def test_more_than_is_shown_has_pages_that_keep_the_question(cast, browse, monkeypatch):
    monkeypatch.setattr(finding, "MOST", 30)
    for number in range(33):
        make_promise(cast.lee, cast.bob, 7, f"Gnu {number}", initiative=cast.initiative)
    assert "More than 30 found" in page(browse, cast.bob, "?q=gnu")
    first = page(browse, cast.bob, "?q=gnu&kind=commitments")
    assert 'href="/search/?q=gnu&amp;kind=commitments&amp;page=2"' in first
    second = page(browse, cast.bob, "?q=gnu&kind=commitments&page=2")
    assert second.count("<li>\n      <h3>") == 5
    assert 'rel="next"' not in second


@pytest.mark.parametrize(
    ("query", "says"),
    [
        (f"?q={'x' * 201}", "Keep this within 200 characters"),
        ("?q=a%00b", "cannot be searched for"),
        ("?q=care&kind=users", "no such kind"),
        ("?q=care&entity=x", "no such entity"),
        ("?q=care&entity=999999", "no such entity"),
    ],
)
def test_what_cannot_be_asked_says_why(cast, browse, query, says):
    response = browse(cast.lee).get(f"/search/{query}")
    assert response.status_code == 400
    assert says in response.content.decode()
    assert "\x00" not in response.content.decode()


@pytest.mark.parametrize("number", ["0", "-1", "x", "99999999999999999999"])
def test_a_page_that_is_none_is_the_first_or_the_last(cast, browse, number):
    page(browse, cast.lee, f"?q=care&kind=initiatives&page={number}")


def test_the_box_costs_the_same_at_one_row_and_at_three(cast, browse, count_queries):
    def fill(number):
        make_initiative(cast.lee, cast.hospital, f"Okapi {number}")
        make_promise(cast.lee, cast.bob, 7, f"Okapi {number}", initiative=cast.initiative)

    counted = []
    for number in range(3):
        fill(number)
        if number != 1:
            counted.append(count_queries(browse(cast.lee), "/search/?q=okapi&kind=initiatives"))
    assert counted == [9, 9]
