"""How long a sign-in lasts, and that nothing is lost when it ends."""

from datetime import timedelta

import pytest
from django.urls import reverse

from initiatives.base import clock
from tests.factories import make_user

LOGIN = reverse("account_login")
PASSWORD = "three long plain words"


@pytest.fixture
def person(db):
    return make_user("Amina Diallo", password=PASSWORD)


@pytest.fixture
def idle(settings):
    settings.IDLE_MINUTES = 30


@pytest.fixture
def at(working_hour):
    return lambda minutes: clock.at(working_hour + timedelta(minutes=minutes))


def sign_in(client, person, back=""):
    given = {"login": person.email, "password": PASSWORD, "next": back}
    return client.post(LOGIN, given)


def profile_with(name):
    return {"name": name, "time_zone": "UTC", "working_days": ["1"], "version": "1", "once": ""}


def test_a_session_lasts_while_it_is_used(client, person, idle, at):
    sign_in(client, person)
    for minutes in (29, 58, 87):
        with at(minutes):
            assert client.get(reverse("profile")).status_code == 200


def test_idle_it_asks_to_sign_in_again_and_leads_back(client, person, idle, at):
    sign_in(client, person)
    with at(32):
        answer = client.get(f"{reverse('history')}?q=x")
        assert answer.url == f"{LOGIN}?next=%2Fhistory%2F%3Fq%3Dx"
        assert "Nothing was done for 30 minutes" in client.get(answer.url).content.decode()
        assert sign_in(client, person, "/history/?q=x").url == "/history/?q=x"
        assert client.get(reverse("profile")).status_code == 200


def test_however_busy_it_ends_after_its_hours(client, person, settings, at):
    settings.SESSION_HOURS = 2
    sign_in(client, person)
    with at(119):
        assert client.get(reverse("profile")).status_code == 200
    with at(121):
        assert client.get(reverse("profile")).url.startswith(LOGIN)


def test_a_session_that_began_elsewhere_has_an_end_too(client, person, settings, at):
    settings.SESSION_HOURS = 2
    client.force_login(person)
    assert client.get(reverse("profile")).status_code == 200
    with at(121):
        assert client.get(reverse("profile")).url.startswith(LOGIN)


def test_the_api_finds_nobody_signed_in(client, person, idle, at):
    sign_in(client, person)
    with at(32):
        assert client.get("/api/v1/me/").status_code == 401


def test_a_part_of_a_page_is_not_answered_by_a_sign_in_page(client, person, idle, at):
    sign_in(client, person)
    with at(32):
        headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/exports/?page=2"}
        answer = client.get(reverse("export_list"), headers=headers)
        assert answer.headers["HX-Redirect"] == f"{LOGIN}?next=%2Fexports%2F%3Fpage%3D2"


def test_what_was_sent_is_kept_and_sent_again_by_the_same_person(client, person, idle, at):
    sign_in(client, person)
    with at(32):
        answer = client.post(reverse("profile"), profile_with("Amina <Keita>"))
        assert answer.url == f"{LOGIN}?next=%2Fkept%2F"
        person.refresh_from_db()
        assert person.name == "Amina Diallo"
        sign_in(client, person)
        page = client.get(reverse("kept_form"))
        assert "Amina &lt;Keita&gt;" in page.content.decode()
        sent = profile_with("Amina <Keita>") | {"working_days": "1"}
        assert dict(page.context["hidden"]) == sent
        client.post(page.context["path"], dict(page.context["hidden"]))
        person.refresh_from_db()
        assert person.name == "Amina <Keita>"
        assert client.get(reverse("kept_form")).url == reverse("home")


def test_nobody_else_sees_what_was_sent(client, person, idle, at):
    other = make_user("Ben Okafor", password=PASSWORD)
    sign_in(client, person)
    with at(32):
        client.post(reverse("profile"), profile_with("Amina Keita"))
        sign_in(client, other)
        assert client.get(reverse("kept_form")).url == reverse("home")


def test_passwords_are_not_kept(client, person, idle, at):
    sign_in(client, person)
    with at(32):
        sent = {"oldpassword": PASSWORD, "password1": "four plain long words"}
        answer = client.post(reverse("account_change_password"), sent)
        assert "next=%2Faccounts%2Fpassword%2Fchange%2F" in answer.url
        assert "kept_form" not in client.session


def test_what_is_huge_is_not_kept(client, person, idle, at):
    sign_in(client, person)
    with at(32):
        client.post(reverse("profile"), profile_with("x" * 70_000))
        assert "kept_form" not in client.session


def test_it_costs_no_query_a_page(client, person, idle, django_assert_num_queries):
    sign_in(client, person)
    client.get(reverse("profile"))
    with django_assert_num_queries(4):
        client.get(reverse("profile"))
