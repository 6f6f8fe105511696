"""Passwords where institutions sign people in, the account for emergencies, and guessing."""

import logging

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse

from initiatives.history.models import Event
from initiatives.people.models import User
from tests.factories import make_user
from tests.initiatives.web.signing.test_factors import set_up

PASSWORD = "three long plain words"
HOSPITAL = {
    "key": "hospital",
    "protocol": "openid",
    "name": "Example Health",
    "domains": ["example.org"],
    "server": "https://provider.example",
    "client": "qi",
}


@pytest.fixture
def person(db):
    return make_user("Amina Diallo", password=PASSWORD)


@pytest.fixture
def glass(cast):
    call_command("create_administrator", "glass@example.org", "--break-glass", verbosity=0)
    made = User.objects.get(email="glass@example.org")
    made.set_password(PASSWORD)
    made.save()
    return made


@pytest.fixture
def no_passwords(institutions, settings):
    institutions(HOSPITAL)
    settings.LOCAL_SIGN_IN = "break-glass"


def sign_in(client, person, **more):
    given = {"login": person.email, "password": PASSWORD}
    return client.post(reverse("account_login"), given | more)


def events_of(person, verb):
    return Event.objects.filter(subject_kind="user", subject_id=person.pk, verb=verb)


def test_where_passwords_are_off_they_let_nobody_in(client, person, no_passwords):
    answer = sign_in(client, person)
    assert answer.url == reverse("account_login")
    assert "Sign in through your institution" in client.get(answer.url).content.decode()
    assert "_auth_user_id" not in client.session


def test_the_account_for_emergencies_still_gets_in_and_everyone_hears(
    client, glass, cast, no_passwords, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        sign_in(client, glass)
    assert client.session["_auth_user_id"] == str(glass.pk)
    assert [sent.to for sent in mail.outbox] == [[cast.root.email]]
    assert "Emergency sign-in" in mail.outbox[0].subject
    assert events_of(glass, "signed in by break-glass").get().after == {"address": "127.0.0.1"}


def test_the_account_for_emergencies_needs_a_second_step_whatever_the_roles(
    client, glass, settings
):
    settings.SECOND_FACTOR_ROLES = []
    sign_in(client, glass)
    assert client.get(reverse("status")).url == reverse("mfa_index")


def test_guessing_is_in_the_history_once_and_says_what_to_do(client, person):
    for _ in range(8):
        page = sign_in(client, person, password="guess").content.decode()
    assert "Wait five minutes" in page
    assert events_of(person, "slowed down sign-in to").count() == 1


def test_no_password_and_nothing_typed_is_in_the_log(client, person, caplog):
    caplog.set_level(logging.DEBUG)
    sign_in(client, person, login="my secret pass phrase")
    sign_in(client, person, login="oops@secret.example", password="hunter2hunter2")
    sign_in(client, person)
    for secret in (PASSWORD, "secret", "hunter2", person.email):
        assert secret not in caplog.text
    assert f"{person.reference} signed in by password or passkey" in caplog.text
    assert "A sign-in to an unknown account failed" in caplog.text


def test_who_lost_everything_sets_up_a_new_second_step(client, person):
    sign_in(client, person)
    set_up(client)
    call_command("remove_second_factors", person.email, verbosity=0)
    client.post(reverse("account_logout"))
    sign_in(client, person)
    assert client.get(reverse("profile")).status_code == 200
    assert events_of(person, "removed a second factor of").get().actor is None
    with pytest.raises(CommandError, match="has no second factor"):
        call_command("remove_second_factors", person.email)
