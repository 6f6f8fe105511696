import re
from datetime import timedelta

import pytest
from django.core import mail
from django.template.loader import render_to_string
from django.utils import translation

from initiatives.accountability.services import choose_preferences
from initiatives.base import clock
from initiatives.people.services import issue_token
from tests.initiatives.web.forms import fields_of, fill_in

URL = "/mine/reminding/"
RESET = "/accounts/password/reset/"
SPANISH = {"Accept-Language": "es-MX,es;q=0.9"}


def told(answer):
    """The language and the direction of a page, and what its header says of it."""
    page = re.search(r'<html lang="([^"]*)" dir="([^"]*)">', answer.content.decode())
    assert page
    assert answer["Content-Language"] == page[1]
    return page.groups()


@pytest.fixture
def spanish(cast):
    """Alice, who chose Spanish."""
    chosen = choose_preferences(
        actor=cast.alice, digest_at=clock.now().time(), digests=True, language="es"
    )
    return chosen.person


@pytest.mark.parametrize("url", ["/", URL, "/initiatives/", "/commitments/", "/nothing/"])
def test_who_chose_spanish_has_pages_in_spanish_whatever_the_browser_asks(spanish, browse, url):
    answer = browse(spanish).get(url, headers={"Accept-Language": "en"}, follow=True)
    assert told(answer) == ("es", "ltr")


def test_who_chose_none_reads_english_whatever_the_browser_asks(cast, browse):
    assert told(browse(cast.bob).get(URL, headers=SPANISH)) == ("en-us", "ltr")


def test_the_next_page_is_in_the_language_that_was_chosen(cast, browse):
    browser = browse(cast.alice)
    assert told(browser.get(URL)) == ("en-us", "ltr")
    assert fill_in(browser, URL, language="es").status_code == 302
    assert told(browser.get(URL)) == ("es", "ltr")


def test_a_form_keeps_what_programs_read_whatever_the_language(spanish, browse):
    browser = browse(spanish)
    day = (clock.today() + timedelta(days=9)).isoformat()
    answer = fill_in(browser, URL, away_from=day, away_until=day, digest_at="16:30")
    assert answer.status_code == 302
    shown = fields_of(browser.get(URL))
    assert (shown["away_from"], shown["digest_at"]) == ([day], ["16:30"])


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("es-MX,es;q=0.9,en;q=0.8", "es"),
        ("en-GB", "en-us"),
        ("tlh", "en-us"),
        ("\xff;q=;", "en-us"),
    ],
)
def test_before_sign_in_a_page_follows_the_browser(client, db, asked, answered):
    page = client.get("/accounts/login/", headers={"Accept-Language": asked})
    assert told(page) == (answered, "ltr")


def test_a_program_with_a_token_hears_what_it_asks_for(spanish, client):
    _, token = issue_token(user=spanish, name="A program")
    headers = {"Authorization": f"Bearer {token}"}
    assert client.get("/api/v1/me/", headers=headers)["Content-Language"] == "en-us"
    assert client.get("/api/v1/me/", headers=headers | SPANISH)["Content-Language"] == "es"


def test_the_language_of_a_page_ends_with_it(spanish, browse):
    browse(spanish).get(URL)
    assert translation.get_language() == "en-us"


def test_the_language_costs_no_query(spanish, cast, browse, count_queries):
    assert count_queries(browse(spanish), URL) == count_queries(browse(cast.bob), URL)


SPOKEN = "{% load i18n %}{% get_current_language as language %}{{ language }}"


@pytest.fixture
def subjects_name_their_language(settings, tmp_path):
    """Subjects of account mails that are the language in which they are written."""
    for name in ("password_reset_key", "unknown_account"):
        path = tmp_path / f"account/email/{name}_subject.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(SPOKEN)
    (engine,) = settings.TEMPLATES
    settings.TEMPLATES = [engine | {"DIRS": [tmp_path, *engine["DIRS"]]}]


@pytest.mark.usefixtures("subjects_name_their_language")
def test_a_mail_about_an_account_is_in_the_language_of_its_reader(spanish, cast, client):
    def language_of_the_mail_to(address, asked):
        mail.outbox.clear()
        client.post(RESET, {"email": address}, headers={"Accept-Language": asked})
        return mail.outbox[0].subject

    assert language_of_the_mail_to(spanish.email, asked="en") == "es"
    assert language_of_the_mail_to(cast.bob.email, asked="es") == "en-us"
    assert language_of_the_mail_to("nobody@else.example", asked="es") == "es"


@pytest.mark.parametrize("template", ["base_root.html", "500.html", "503.html"])
def test_a_page_in_arabic_runs_from_right_to_left(template):
    with translation.override("ar"):
        assert '<html lang="ar" dir="rtl">' in render_to_string(template)
