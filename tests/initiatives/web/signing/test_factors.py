"""The second step of a sign-in: set up by real codes, asked for, and enforced by role."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.urls import reverse

from tests.factories import make_user

PASSWORD = "three long plain words"
ACTIVATE, AUTHENTICATE = reverse("mfa_activate_totp"), reverse("mfa_authenticate")


@pytest.fixture
def person(cast):
    cast.root.set_password(PASSWORD)
    cast.root.save()
    return cast.root


@pytest.fixture
def required(settings):
    settings.SECOND_FACTOR_ROLES = ["system_administrator"]


def sign_in(client, person, **more):
    given = {"login": person.email, "password": PASSWORD}
    return client.post(reverse("account_login"), given | more)


def code_of(secret):
    """What an authenticator app shows for this key now (RFC 6238)."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def set_up(client):
    """Set up an app as a person does; its key."""
    secret = client.get(ACTIVATE).context["form"].secret
    answer = client.post(ACTIVATE, {"code": code_of(secret)})
    assert (answer.status_code, answer.url) == (302, reverse("mfa_view_recovery_codes"))
    return secret


def is_in(client):
    return client.get(reverse("profile")).status_code == 200


def test_an_app_is_set_up_by_its_first_code_and_asked_for_from_then_on(client, person):
    sign_in(client, person)
    secret = set_up(client)
    client.post(reverse("account_logout"))
    assert sign_in(client, person).url == AUTHENTICATE
    assert not is_in(client)
    wrong = client.post(AUTHENTICATE, {"code": "000000"})
    assert "You are not signed in yet" in wrong.content.decode()
    assert not is_in(client)
    assert client.post(AUTHENTICATE, {"code": code_of(secret)}).status_code == 302
    assert is_in(client)


def test_a_wrong_first_code_sets_up_nothing(client, person):
    sign_in(client, person)
    client.get(ACTIVATE)
    assert client.post(ACTIVATE, {"code": "000000"}).status_code == 200
    assert not Authenticator.objects.exists()


def test_a_code_works_once(client, person):
    sign_in(client, person)
    code = code_of(set_up(client))
    for expected in (True, False):
        client.post(reverse("account_logout"))
        sign_in(client, person)
        client.post(AUTHENTICATE, {"code": code})
        assert is_in(client) is expected


def test_a_recovery_code_works_once(client, person):
    sign_in(client, person)
    set_up(client)
    code = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"][0]
    for expected in (True, False):
        client.post(reverse("account_logout"))
        sign_in(client, person)
        client.post(AUTHENTICATE, {"code": code})
        assert is_in(client) is expected


def test_guessing_codes_is_slowed_down(client, person):
    sign_in(client, person)
    secret = set_up(client)
    client.post(reverse("account_logout"))
    sign_in(client, person)
    for _ in range(10):
        client.post(AUTHENTICATE, {"code": "000000"})
    answer = client.post(AUTHENTICATE, {"code": code_of(secret)})
    assert "Too many" in answer.content.decode()
    assert not is_in(client)


def test_the_key_lies_sealed_and_nowhere_in_the_open(client, person):
    sign_in(client, person)
    secret = set_up(client)
    kept = Authenticator.objects.get(type="totp")
    assert secret not in str(kept.data)


def test_whose_role_asks_for_one_can_do_nothing_else_without(client, person, required):
    sign_in(client, person)
    for url in (reverse("status"), reverse("person_list"), reverse("profile")):
        assert client.get(url).url == reverse("mfa_index")
    assert client.post(reverse("token_list"), {"name": "x"}).url == reverse("mfa_index")
    assert client.get("/api/v1/me/").status_code == 401
    page = client.get(reverse("mfa_index")).content.decode()
    assert "Your role asks for a second step at sign-in" in page
    set_up(client)
    assert client.get(reverse("status")).status_code == 200
    assert client.get("/api/v1/me/").status_code == 200


def test_whose_role_asks_for_one_keeps_the_last(client, person, required):
    sign_in(client, person)
    set_up(client)
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(type="totp").exists()


def test_others_are_not_asked(client, cast, required):
    cast.alice.set_password(PASSWORD)
    cast.alice.save()
    sign_in(client, cast.alice)
    assert is_in(client)


def test_the_picture_to_scan_needs_no_hole_in_the_policy(client, person):
    sign_in(client, person)
    page = client.get(ACTIVATE).content.decode()
    assert "<svg" in page
    assert "data:" not in page


def test_some_minutes_after_sign_in_the_password_is_asked_again(client, person, working_hour):
    from datetime import timedelta

    from initiatives.base import clock

    sign_in(client, person)
    assert client.get(ACTIVATE).status_code == 200
    with clock.at(working_hour + timedelta(minutes=6)):
        assert client.get(ACTIVATE).url.startswith(reverse("account_reauthenticate"))
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        assert client.get(ACTIVATE).status_code == 200


def test_who_has_no_password_signs_in_again_and_comes_back(client, cast, working_hour):
    from datetime import timedelta

    from initiatives.base import clock

    client.force_login(cast.alice)
    assert client.get(ACTIVATE).status_code == 200
    with clock.at(working_hour + timedelta(minutes=6)):
        asked = client.get(ACTIVATE)
        assert (
            asked.url == f"{reverse('account_sign_in_again')}?next={ACTIVATE.replace('/', '%2F')}"
        )
        page = client.get(asked.url)
        assert page.status_code == 200
        left = client.post(reverse("account_logout"), {"next": page.context["next"]})
        assert left.url == f"{reverse('account_login')}?next={ACTIVATE.replace('/', '%2F')}"
        assert not is_in(client)
        client.force_login(cast.alice)
        assert client.get(ACTIVATE).status_code == 200


@pytest.mark.parametrize(
    "hostile", ["https://example.net/", "//example.net", "javascript:alert(1)"]
)
def test_signing_in_again_leads_nowhere_else(client, cast, person, hostile):
    client.force_login(cast.alice)
    page = client.get(reverse("account_sign_in_again"), {"next": hostile})
    left = client.post(reverse("account_logout"), {"next": page.context["next"]})
    assert left.url.startswith(reverse("account_login"))
    assert "example.net" not in sign_in(client, person, next=hostile).url


def test_a_code_never_opens_the_account_of_somebody_else(client, person):
    sign_in(client, person)
    secret = set_up(client)
    client.post(reverse("account_logout"))
    other = make_user("Amina Diallo", password=PASSWORD)
    client.post(AUTHENTICATE, {"code": code_of(secret)})
    assert not is_in(client)
    sign_in(client, other)
    assert is_in(client)
