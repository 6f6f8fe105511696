"""The page of the switches, and what becomes of the pages of a part that is off."""

import pytest
from django.urls import get_resolver, reverse

from initiatives.community.models import Feedback
from initiatives.switches.choices import Feature
from initiatives.switches.models import Switch
from initiatives.switches.queries import is_on
from initiatives.web.switched import PAGES, feature_of, is_among
from tests.initiatives.community.voices import hear
from tests.initiatives.switches.turning import switch_of, turn
from tests.initiatives.web.forms import fields_of, fill_in
from tests.initiatives.web.who import those_let_in
from tests.qi_tracker.every_url import filled

pytestmark = pytest.mark.django_db
URL = "/administration/switches/"


def pages():
    """Each page behind sign-in, by its name."""
    topics = get_resolver("initiatives.web.urls").url_patterns
    return {one.name: f"/{filled(str(one.pattern))}" for two in topics for one in two.url_patterns}


def text(answer):
    return answer.content.decode()


def test_administrators_and_auditors_read_them(cast, browse, client):
    assert those_let_in(cast, browse, URL) == {"root", "ada"}
    assert client.get(URL).status_code == 302
    assert "Switch off<" in text(browse(cast.root).get(URL))
    assert "Switch off<" not in text(browse(cast.ada).get(URL))


def test_administrators_turn_one_with_a_reason(cast, browse):
    url = reverse("switch_turn", args=[switch_of("workforce").pk])
    assert those_let_in(cast, browse, url) == {"root"}
    root = browse(cast.root)
    assert fill_in(root, url, reason="").status_code == 422
    assert is_on(Feature.WORKFORCE)
    assert fill_in(root, url, reason="We count nobody yet.").status_code == 302
    assert not is_on(Feature.WORKFORCE)
    page = text(root.get(URL))
    assert "We count nobody yet." in page
    assert "Switch on<" in page
    assert "switched off" in text(root.get(url))
    assert fill_in(root, url, reason="Now we do.").status_code == 302
    assert is_on(Feature.WORKFORCE)


def test_a_form_that_comes_late_turns_nothing_back(cast, browse):
    url = reverse("switch_turn", args=[switch_of("chat").pk])
    root = browse(cast.root)
    late = fields_of(root.get(url)) | {"reason": "I was slow."}
    turn(cast, "chat", False)
    assert root.post(url, late).status_code == 409
    assert not is_on(Feature.CHAT)
    assert Switch.objects.get(feature="chat").version == 2


@pytest.mark.parametrize("pk", ["0", "999999", "9" * 30])
def test_there_is_no_other_switch(cast, browse, pk):
    assert browse(cast.root).get(f"{URL}{pk}/").status_code == 404


def test_it_takes_the_same_queries_however_many_are_off(cast, browse, count_queries):
    root = browse(cast.root)
    none_off = count_queries(root, URL)
    for feature in ("chat", "webhooks", "exports"):
        turn(cast, feature, False)
    assert count_queries(root, URL) == none_off == 7


@pytest.mark.parametrize("feature", list(PAGES))
def test_every_page_of_a_part_that_is_off_says_so(cast, browse, feature):
    turn(cast, feature, False)
    own = {name: path for name, path in pages().items() if feature_of(name) == feature}
    assert own
    for viewer in (cast.root, cast.nobody):
        client = browse(viewer)
        for name, path in own.items():
            post_only = name == "export_ask"
            answer = client.post(path) if post_only else client.get(path)
            assert answer.status_code == 404, name
            assert f"“{feature.label}” is switched off" in text(answer), name


def test_every_name_of_a_page_that_can_be_off_is_one_of_a_page():
    names = set(pages())
    for listed in PAGES.values():
        for one in listed:
            assert any(is_among(name, [one]) for name in names), one


def test_every_page_of_the_parts_is_among_them():
    """A new page of these belongs to its part without anybody thinking of it."""
    for topic, feature in {
        "workforce": "workforce",
        "exports": "exports",
        "webhooks": "webhooks",
    }.items():
        module = get_resolver(f"initiatives.web.urls.{topic}")
        names = {pattern.name for pattern in module.url_patterns}
        assert {feature_of(name) for name in names - {"workforce_export"}} == {feature}, topic


def test_other_pages_are_there_as_ever(cast, browse):
    for feature in Feature:
        turn(cast, feature, False)
    root = browse(cast.root)
    for name in ("status", "initiative_list", "profile", "reminding", "principle_list", "home"):
        assert root.get(reverse(name), follow=True).status_code == 200, name


LINKS = {
    Feature.WORKFORCE: ("/profile/", "/workforce/"),
    Feature.EXPORTS: ("/initiatives/", "/exports/ask/"),
    Feature.WEBHOOKS: ("/profile/", "/webhooks/"),
    Feature.MONTHLY_MAIL: ("/mine/reminding/", "/mine/monthly/"),
    Feature.CHAT: ("/mine/reminding/", "/mine/reminding/chat/"),
    Feature.PUBLIC_FORM: ("/community/", 'href="/feedback/"'),
}


@pytest.mark.parametrize("feature", list(Feature))
def test_nothing_leads_to_a_part_that_is_off(cast, browse, feature):
    page, link = LINKS[feature]
    lee = browse(cast.lee)
    assert link in text(lee.get(page))
    turn(cast, feature, False)
    assert link not in text(lee.get(page))
    assert text(lee.get(page)).count("<h1") == 1


def test_the_sign_in_page_leads_to_the_public_form_while_it_is_on(cast, client):
    assert 'href="/feedback/"' in text(client.get(reverse("account_login")))


def test_the_sign_in_page_does_not_lead_to_a_form_that_is_off(cast, client):
    turn(cast, "public_form", False)
    assert 'href="/feedback/"' not in text(client.get(reverse("account_login")))


@pytest.mark.parametrize("language", ["en", "ar", "am"])
def test_the_public_form_is_closed_kindly_and_takes_nothing(cast, client, language):
    sent = fields_of(client.get("/feedback/")) | {"said": "The ramp is broken."}
    code, _ = hear()
    turn(cast, "public_form", False)
    before = Feedback.objects.count()
    for answer in (client.get(f"/feedback/?lang={language}"), client.post("/feedback/", sent)):
        assert answer.status_code == 404
        assert "<form" not in text(answer)
        assert 'href="/feedback/answer/' in text(answer)
    assert Feedback.objects.count() == before
    found = client.post("/feedback/answer/", {"code": str(code)})
    assert found.status_code == 200
    assert client.get("/feedback/answers/").status_code == 200
    assert 'href="/feedback/?' not in text(client.get("/feedback/answer/"))
