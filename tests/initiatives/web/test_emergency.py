"""The emergency pages: off unless switched on, for superusers, read only but for two things."""

import logging

import pytest
from django.test import Client, modify_settings, override_settings
from django.urls import clear_url_caches, get_resolver, include, path, reverse

from initiatives.history.models import Event
from initiatives.history.queries.verifying import verify
from initiatives.people.models import Token, User
from initiatives.people.services import issue_token
from tests.factories import make_user

pytestmark = pytest.mark.django_db
ADMIN = "django.contrib.admin.apps.SimpleAdminConfig"


class Addresses:
    """All addresses, with these pages among them."""

    def __init__(self):
        from initiatives.web.emergency import make_site

        self.urlpatterns = [
            path("emergency/", make_site().urls),
            path("", include("qi_tracker.urls")),
        ]


@pytest.fixture
def switched_on():
    with modify_settings(INSTALLED_APPS={"append": ADMIN}):
        clear_url_caches()
        with override_settings(ROOT_URLCONF=Addresses()):
            yield
    clear_url_caches()
    get_resolver()


@pytest.fixture
def above_all(switched_on):
    return make_user("Above All", is_superuser=True)


def browse(person):
    client = Client()
    client.force_login(person)
    return client


def test_it_is_off_unless_it_is_switched_on(cast):
    cast.root.is_superuser = True
    cast.root.save()
    assert browse(cast.root).get("/emergency/").status_code == 404


def test_only_who_is_above_all_roles_gets_in(cast, above_all):
    for name in ("root", "lee", "erin", "ada", "alice", "nobody"):
        assert browse(getattr(cast, name)).get("/emergency/").status_code in {302, 403}, name
        login = browse(getattr(cast, name)).get("/emergency/", follow=True)
        assert login.status_code == 403, name
    stranger = Client().get("/emergency/", follow=True)
    assert stranger.redirect_chain[-1][0].startswith(reverse("account_login"))
    assert browse(above_all).get("/emergency/").status_code == 200


def test_every_table_can_be_read_and_none_added_to_or_deleted_from(cast, above_all, caplog):
    client = browse(above_all)
    caplog.set_level(logging.WARNING)
    index = client.get("/emergency/").content.decode()
    assert "go past the rules and services" in index
    for model in ("user", "event", "commitment", "shortfall", "initiative", "retentionterm"):
        base = f"/emergency/initiatives/{model}/"
        assert client.get(base).status_code == 200, model
        assert client.get(f"{base}add/").status_code == 403, model
        key = Event.objects.first().pk if model == "event" else cast.alice.pk
        if model in {"user", "event"}:
            shown = client.get(f"{base}{key}/change/")
            assert shown.status_code == 200, model
            assert client.post(f"{base}{key}/delete/", {"post": "yes"}).status_code == 403
    assert f"Emergency pages: {above_all.reference}, GET /emergency/" in caplog.text
    opened = Event.objects.filter(verb="opened the emergency pages")
    assert [one.actor for one in opened] == [above_all]


def test_no_secret_and_no_protected_word_is_shown(cast, above_all):
    token, _ = issue_token(user=cast.alice, name="Laptop", days=30)
    client = browse(above_all)
    said = client.get(f"/emergency/initiatives/token/{token.pk}/change/").content.decode()
    assert "Laptop" in said
    assert Token.objects.get().digest not in said
    person = client.get(f"/emergency/initiatives/user/{cast.alice.pk}/change/").content.decode()
    assert cast.alice.password not in person
    for model in ("feedback", "feedbackcontact", "chataddress", "answeredrequest"):
        assert client.get(f"/emergency/initiatives/{model}/").status_code == 404, model


def test_an_account_is_opened_again_and_history_says_by_whom(cast, above_all):
    User.objects.filter(pk=cast.root.pk).update(is_active=False)
    page = f"/emergency/initiatives/user/{cast.root.pk}/change/"
    sent = {"is_active": "on", "is_superuser": "on", "name": "Hacked", "email": "x@y.example"}
    assert browse(above_all).post(page, sent).status_code == 302
    found = User.objects.get(pk=cast.root.pk)
    assert (found.is_active, found.is_superuser, found.name) == (True, True, "Root")
    event = Event.objects.filter(verb="changed in an emergency").get()
    assert (event.actor, event.subject_id) == (above_all, cast.root.pk)
    assert event.after == {"is_active": True, "is_superuser": True}
    assert verify().intact


def test_nothing_on_it_needs_a_hole_in_the_policy(cast, above_all):
    client = browse(above_all)
    for address in ("", "initiatives/user/", f"initiatives/user/{cast.alice.pk}/change/"):
        answer = client.get(f"/emergency/{address}")
        text = answer.content.decode()
        assert "'unsafe" not in answer["Content-Security-Policy"]
        assert " style=" not in text
        assert "<style" not in text
        assert "<script>" not in text
        assert " onclick=" not in text
