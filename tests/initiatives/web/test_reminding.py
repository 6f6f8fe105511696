from datetime import timedelta

import pytest

from initiatives.accountability import chat, queries
from initiatives.accountability.models import ChatAddress, Preference
from initiatives.accountability.services import digest_of, open_calendar
from initiatives.base import clock
from initiatives.base.errors import Invalid
from tests.initiatives.web.forms import fields_of, fill_in
from tests.initiatives.web.who import EVERYONE, those_let_in

URL = "/mine/reminding/"
CHAT, NO_CHAT = f"{URL}chat/", f"{URL}chat/off/"
CALENDAR, NO_CALENDAR = f"{URL}calendar/", f"{URL}calendar/off/"
HOOK = "https://chat.example.org/hooks/secret-1"


@pytest.fixture
def known_chat(monkeypatch):
    """One service; which addresses are taken is asked in accountability/test_chat."""

    def service_of(address):
        if "chat.example.org" not in address:
            raise Invalid({"address": "This address cannot be reached from here."})
        return "Slack"

    monkeypatch.setattr(chat, "service_of", service_of)


def text(answer):
    return answer.content.decode()


@pytest.mark.parametrize("url", [URL, CHAT, NO_CHAT, CALENDAR, NO_CALENDAR])
def test_everyone_has_their_own_settings_and_nobody_elses(cast, browse, client, url):
    assert those_let_in(cast, browse, url) == set(EVERYONE)
    assert client.get(url).status_code == 302


def test_the_form_starts_from_the_defaults_and_keeps_what_is_chosen(cast, browse):
    browser = browse(cast.alice)
    assert fields_of(browser.get(URL)) | {"once": [], "csrfmiddlewaretoken": []} == {
        "once": [],
        "csrfmiddlewaretoken": [],
        "digests": ["on"],
        "digest_at": ["07:00"],
        "language": ["en-us"],
        "away_from": [""],
        "away_until": [""],
    }
    day = (clock.today() + timedelta(days=9)).isoformat()
    answer = fill_in(
        browser, URL, digest_at="16:30", language="es", away_from=day, away_until=day, digests=[]
    )
    assert answer.status_code == 302
    kept = queries.preference(cast.alice)
    assert (f"{kept.digest_at:%H:%M}", kept.language, kept.digests) == ("16:30", "es", False)
    assert kept.away_from.isoformat() == kept.away_until.isoformat() == day
    assert "digests" not in fields_of(browser.get(URL))


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"digest_at": "noon"}, "digest_at"),
        ({"digest_at": "25:00"}, "digest_at"),
        ({"language": "tlh"}, "language"),
        ({"away_from": "2030-01-01"}, "away_until"),
        ({"away_from": "2030-01-02", "away_until": "2030-01-01"}, "away_until"),
        ({"away_from": "2020-01-02", "away_until": "2020-01-03"}, "away_until"),
        ({"away_from": "someday"}, "away_from"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(cast, browse, sent, field):
    answer = fill_in(browse(cast.alice), URL, **sent)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Preference.objects.exists()


def test_it_shows_when_one_works_and_where_that_is_changed(cast, browse):
    page = text(browse(cast.alice).get(URL))
    for words in ("Monday to Friday", "America/Los Angeles", 'href="/profile/"'):
        assert words in page


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([1], "Monday"),
        ([1, 2], "Monday and Tuesday"),
        ([1, 3, 7], "Monday, Wednesday and Sunday"),
        ([5, 6, 7], "Friday to Sunday"),
        ([], "None"),
    ],
)
def test_working_days_are_said_in_words(cast, browse, days, said):
    cast.alice.working_days = days
    cast.alice.save()
    assert f"<dd>{said}</dd>" in text(browse(cast.alice).get(URL))


def test_who_cannot_be_reached_learns_of_it_and_what_to_do(cast, browse):
    assert "None was refused" in text(browse(cast.alice).get(URL))
    Preference.objects.create(
        person=cast.alice,
        unreachable_address=cast.alice.email,
        unreachable_since=clock.now(),
        unreachable_because="550 <No> such user.",
    )
    page = text(browse(cast.alice).get(URL))
    assert "No mail reaches you" in page
    assert "550 &lt;No&gt; such user." in page
    cast.alice.email = "new@example.org"
    cast.alice.save()
    assert "No mail reaches you" not in text(browse(cast.alice).get(URL))


def test_a_chat_is_connected_and_its_address_never_shown_again(cast, browse, known_chat):
    browser = browse(cast.alice)
    answer = fill_in(browser, CHAT, address=HOOK, place="instead", follow=True)
    assert answer.url == URL
    page = text(browser.get(URL))
    assert "Slack" in page
    assert "instead of e-mail" in page
    assert "secret-1" not in page + text(browser.get(CHAT))
    assert ChatAddress.objects.get().instead_of_email


def test_a_chat_that_refuses_says_since_when_and_why(cast, browse, known_chat):
    browser = browse(cast.alice)
    fill_in(browser, CHAT, address=HOOK)
    ChatAddress.objects.update(broken_at=clock.now(), broken_because="404 Not Found.")
    page = text(browser.get(URL))
    assert "404 Not Found." in page
    assert "Connect it again" in page


@pytest.mark.parametrize(
    "sent",
    [
        {"address": ""},
        {"address": "https://10.0.0.1/hook"},
        {"address": "x" * 1001},
        {"address": HOOK, "place": "elsewhere"},
    ],
)
def test_a_chat_that_cannot_be_connected(cast, browse, known_chat, sent):
    answer = fill_in(browse(cast.alice), CHAT, **sent)
    assert answer.status_code == 422
    assert not ChatAddress.objects.exists()


def test_a_chat_is_disconnected_by_its_owner_alone(cast, browse, known_chat):
    fill_in(browse(cast.alice), CHAT, address=HOOK)
    fill_in(browse(cast.root), NO_CHAT)
    assert ChatAddress.objects.exists()
    assert fill_in(browse(cast.alice), NO_CHAT).url == URL
    assert not ChatAddress.objects.exists()


def test_the_address_of_a_calendar_is_shown_once_and_is_not_kept_in_between(cast, browse):
    browser = browse(cast.alice)
    sent = fields_of(browser.get(CALENDAR))
    made = browser.post(CALENDAR, sent)
    assert (made.status_code, made["Referrer-Policy"]) == (200, "same-origin")
    assert "no-store" in made["Cache-Control"]
    address = made.context["address"]
    assert address in text(made)
    secret = address.rpartition("/")[2].removesuffix(".ics")
    assert queries.calendar_feed(digest_of(secret)).person == cast.alice
    assert secret not in text(browser.get(URL)) + text(browser.get(CALENDAR))
    assert browser.post(CALENDAR, sent).status_code == 302  # a double click makes one address
    assert queries.calendar_feed(digest_of(secret))


def test_a_calendar_is_renewed_and_closed(cast, browse, client):
    browser = browse(cast.alice)
    first, second = (fill_in(browser, CALENDAR).context["address"] for _ in range(2))
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    page = text(browser.get(URL))
    assert "Last fetched" in page
    assert fill_in(browser, NO_CALENDAR).url == URL
    assert client.get(second).status_code == 404


def test_the_page_takes_the_same_queries_whatever_is_connected(
    cast, browse, count_queries, known_chat
):
    browser = browse(cast.alice)
    assert count_queries(browser, URL) == 6
    fill_in(browser, CHAT, address=HOOK)
    fill_in(browser, URL)
    open_calendar(actor=cast.alice)
    browser.get(URL)  # reads the messages of what was saved
    assert count_queries(browser, URL) == 6


@pytest.mark.parametrize("page", ["/mine/", "/profile/"])
def test_pages_lead_there(cast, browse, page):
    assert f'href="{URL}"' in text(browse(cast.alice).get(page))
