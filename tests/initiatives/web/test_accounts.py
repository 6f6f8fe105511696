"""Sign-in, sign-out, closed sign-up and the reset mail, as this product has them."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from initiatives.people.models import User
from tests.factories import make_user

PASSWORD = "three long plain words"


@pytest.fixture
def person(db):
    return make_user("Amina Diallo", password=PASSWORD)


def sign_in(client, **sent):
    given = {"login": "amina.diallo@example.org", "password": PASSWORD}
    return client.post(reverse("account_login"), given | sent)


def test_sign_in_leads_to_the_page_of_ones_role(client, cast):
    cast.erin.set_password(PASSWORD)
    cast.erin.save()
    answer = sign_in(client, login=cast.erin.email)
    assert (answer.status_code, answer.url) == (302, reverse("status"))


def test_sign_in_goes_on_to_the_page_that_was_asked_for(client, person):
    assert sign_in(client, next="/history/").url == "/history/"


def test_sign_in_never_leads_out_of_the_house(client, person):
    assert sign_in(client, next="https://elsewhere.example/").url == reverse("my_accountability")


def test_an_address_is_the_same_in_capitals(client, person):
    assert sign_in(client, login="AMINA.Diallo@example.org").status_code == 302


def test_a_wrong_password_is_refused_and_says_nothing_of_the_account(client, person):
    wrong = sign_in(client, password="guess").content.decode()
    unknown = sign_in(client, login="noone@example.org", password="guess").content.decode()
    for text in (wrong, unknown):
        assert "You are not signed in" in text
        assert "not correct" in text


def test_guesses_are_slowed_down(client, person):
    for _ in range(5):
        sign_in(client, password="guess")
    answer = sign_in(client)
    assert "_auth_user_id" not in client.session
    assert "Too many" in answer.content.decode()


def test_a_closed_account_cannot_sign_in(client, person):
    User.objects.filter(pk=person.pk).update(is_active=False)
    sign_in(client)
    assert "_auth_user_id" not in client.session


def test_sign_out_takes_a_post(client, person):
    sign_in(client)
    client.get(reverse("account_logout"))
    assert "_auth_user_id" in client.session
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up(client, db):
    url = reverse("account_signup")
    sent = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    for answer in (client.get(url), client.post(url, sent)):
        assert "no public sign-up" in answer.content.decode().lower()
    assert not User.objects.filter(email=sent["email"]).exists()


def test_a_reset_mail_links_to_the_systems_own_address_and_works_once(client, person, settings):
    settings.ALLOWED_HOSTS = ["*"]
    settings.SITE_URL = "https://qi.example.org"
    client.post(
        reverse("account_reset_password"), {"email": person.email}, HTTP_HOST="evil.example"
    )
    (sent,) = mail.outbox
    assert sent.to == [person.email]
    assert "evil.example" not in sent.body
    link = re.search(r"https://qi\.example\.org(/\S+)", sent.body)
    form = client.get(link[1], follow=True)
    new = {"password1": "four other plain words", "password2": "four other plain words"}
    client.post(form.request["PATH_INFO"], new)
    assert sign_in(client, password="four other plain words").status_code == 302
    again = client.get(link[1], follow=True).content.decode()
    assert "password1" not in again


def test_asking_for_an_unknown_address_answers_the_same(client, person):
    url = reverse("account_reset_password")
    known = client.post(url, {"email": person.email})
    unknown = client.post(url, {"email": "noone@example.org"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
