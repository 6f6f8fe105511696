"""Whatever somebody sends, no secret of it is in the log."""

import logging

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from initiatives.people.services import issue_token
from qi_tracker.logs import Json, Line
from tests.factories import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "three long plain words"


@pytest.fixture(params=[Line, Json])
def logged(caplog, request):
    """All that any part says, at any level, as its lines stand in the log."""
    caplog.set_level(logging.DEBUG)
    line = request.param()

    def lines():
        return [line.format(one) for one in caplog.records]

    return lines


def test_no_secret_of_a_request_is_logged(logged):
    person = make_user("Amina Diallo", password=PASSWORD)
    _, token = issue_token(user=person, name="Laptop", days=30)
    wrong = "Zq8-this-is-a-guess"
    client = Client(raise_request_exception=False)
    page = reverse("account_login")
    client.post(page, {"login": person.email, "password": wrong})
    client.post(page, {"login": person.email, "password": PASSWORD})
    session = client.cookies["sessionid"].value
    client.get("/nowhere/", {"token": token})
    change = {"oldpassword": wrong, "password1": "another plain phrase", "password2": "x"}
    client.post(reverse("account_change_password"), change)
    api = Client(raise_request_exception=False)
    for secret in (token, token[:-1] + "x"):
        for path in ("me/", "nowhere/", "initiatives/?stage=none"):
            api.get(f"/api/v1/{path}", headers={"Authorization": f"Bearer {secret}"})
    api.post("/api/v1/me/", token, content_type="application/json")
    client.get(reverse("my_data_file"))
    said = "\n".join(logged())
    assert "nowhere" in said
    hidden = (token, token[:-1], wrong, PASSWORD, session, "another plain phrase", person.password)
    assert [one for one in (*hidden, settings.SECRET_KEY) if one in said] == []


def test_refusals_are_logged(cast, logged):
    client = Client(enforce_csrf_checks=True)
    client.get("/api/v1/me/")
    client.force_login(cast.nobody)
    client.get(reverse("retention"))
    client.post(reverse("account_logout"))
    said = "\n".join(logged())
    assert "Unauthorized: /api/v1/me/" in said
    assert "Forbidden (Permission denied): /administration/retention/" in said
    assert "CSRF" in said


def test_a_line_break_in_an_address_makes_no_line_of_its_own(client, logged):
    client.get("/nowhere%0A2027-01-01%20INFO%20root:%20forged%0D/")
    lines = [line for line in logged() if "forged" in line]
    assert lines
    assert not [line for line in lines if "\n" in line or "\r" in line]
