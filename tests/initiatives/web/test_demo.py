import pytest
from django.urls import reverse

from initiatives.people.choices import Role
from initiatives.people.models import User
from tests.factories import make_entity, make_user, seat

URL = "/demo/"
NAMES = ("member", "owner", "executive", "lead", "auditor", "admin")


@pytest.fixture
def loaded(settings, db):
    """The six people of the demonstration."""
    settings.DEMO = True
    place = make_entity("Demonstration")
    made = {name: make_user(name.title(), email=f"{name}@demo.example") for name in NAMES}
    seat(made["executive"], Role.EXECUTIVE, place)
    return made


def is_signed_in(client):
    return "_auth_user_id" in client.session


def test_six_people_are_offered_with_what_to_try(client, loaded):
    text = client.get(URL).content.decode()
    for name in NAMES:
        assert f"Sign in as {name.title()}" in text
    assert text.count("<article") == 6


def test_one_click_signs_in_and_leads_to_the_page_of_the_role(client, loaded):
    answer = client.post(URL, {"email": "executive@demo.example"})
    assert answer.url == reverse("status")
    assert client.session["_auth_user_id"] == str(loaded["executive"].pk)


def test_one_can_go_on_as_somebody_else(client, loaded):
    client.post(URL, {"email": "executive@demo.example"})
    client.post(URL, {"email": "owner@demo.example"})
    assert client.session["_auth_user_id"] == str(loaded["owner"].pk)


def test_a_look_at_the_page_signs_nobody_in(client, loaded):
    client.get(URL, {"email": "executive@demo.example"})
    assert not is_signed_in(client)


def test_a_click_from_another_site_is_refused(loaded):
    from django.test import Client

    careful = Client(enforce_csrf_checks=True)
    answer = careful.post(URL, {"email": "admin@demo.example"})
    assert answer.status_code == 403
    assert not is_signed_in(careful)


@pytest.mark.parametrize(
    "email",
    ["", "someone@demo.example", "admin@example.org", "ADMIN@demo.example\x00", "%", "admin"],
)
def test_nobody_else_can_be_signed_in_as(client, loaded, email):
    make_user("Someone", email="someone@demo.example")
    make_user("Real", email="admin@example.org")
    assert client.post(URL, {"email": email}).status_code == 404
    assert not is_signed_in(client)


def test_a_closed_account_is_not_offered(client, loaded):
    User.objects.filter(email="admin@demo.example").update(is_active=False)
    assert client.post(URL, {"email": "admin@demo.example"}).status_code == 404
    assert "Sign in as Admin" not in client.get(URL).content.decode()


def test_it_is_never_there_when_the_demonstration_is_off(client, loaded, settings):
    settings.DEMO = False
    assert client.get(URL).status_code == 404
    for name in NAMES:
        assert client.post(URL, {"email": f"{name}@demo.example"}).status_code == 404
    assert not is_signed_in(client)


def test_it_is_not_there_before_the_demonstration_is_loaded(client, cast, settings):
    settings.DEMO = True
    assert client.get(URL).status_code == 404
    assert client.post(URL, {"email": "admin@demo.example"}).status_code == 404


def test_the_sign_in_page_links_to_it_only_where_it_is(client, loaded, settings):
    login = reverse("account_login")
    link = f'href="{URL}"'
    assert link in client.get(login).content.decode()
    settings.DEMO = False
    assert link not in client.get(login).content.decode()
    settings.DEMO = True
    User.objects.update(is_active=False)
    assert link not in client.get(login).content.decode()
