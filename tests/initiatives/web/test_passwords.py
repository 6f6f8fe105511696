"""Which passwords are taken, and what a session is."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from initiatives.people.passwords import told_apart
from tests.factories import make_entity, make_user

pytestmark = pytest.mark.django_db
PASSWORD = "three long plain words"


@pytest.fixture
def person():
    return make_user("Amina Diallo", password=PASSWORD)


def sign_in(person, password=PASSWORD, client=None):
    client = client or Client()
    client.post(reverse("account_login"), {"login": person.email, "password": password})
    return client


def is_in(client):
    return client.get(reverse("profile")).status_code == 200


@pytest.mark.parametrize("password", ["short words", "q1w2e3r4t5y6", "1q2w3e4r5t6y", "a" * 11])
def test_short_and_common_ones_are_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize(
    "password",
    [
        *("Welcome12345!", "P@ssw0rd-2027", "passwordpassword", "equity-equity"),
        *("QI-Tracker-2027", "shortfall_99", "Harbor-View-1", "harborview2027", "HV Medical 27"),
    ],
)
def test_words_of_the_place_are_refused(password):
    make_entity("Harborview")
    make_entity("HV Medical")
    with pytest.raises(ValidationError, match=r"word of this place|short"):
        validate_password(password)


def test_a_word_of_the_place_among_others_is_fine():
    make_entity("Harborview")
    validate_password("the gulls over harborview at noon")


@pytest.mark.parametrize(
    "password",
    [
        "947261850374",
        "plain lower letters",
        "ワンタイムパスワード守る猫",
        "  blanks  count  ",
        "x!" * 100,
    ],
)
def test_any_characters_will_do_and_many_of_them(person, password):
    validate_password(password, person)
    person.set_password(password)
    person.save()
    assert is_in(sign_in(person, password))
    if password != password.strip():
        assert not is_in(sign_in(person, password.strip()))


@given(st.text(max_size=60))
def test_any_text_is_judged_without_a_fault(text):
    assert set(told_apart(text)) <= {one for one in told_apart(text) if one.isalpha()}
    try:
        validate_password(text)
    except ValidationError as refusal:
        assert refusal.messages


def test_the_field_hides_it_and_helps_a_password_manager(client):
    said = client.get(reverse("account_login")).content.decode()
    field = said.partition('name="password"')
    field = field[0].rpartition("<input")[2] + field[2].partition(">")[0]
    assert 'type="password"' in field
    assert 'autocomplete="current-password"' in field


def test_changing_it_takes_the_present_one_and_ends_other_sessions(person):
    here, elsewhere = sign_in(person), sign_in(person)
    page, new = reverse("account_change_password"), "four other plain words"
    sent = {"oldpassword": "a guess of somebody", "password1": new, "password2": new}
    assert here.post(page, sent).status_code == 200
    assert is_in(elsewhere)
    assert here.post(page, sent | {"oldpassword": PASSWORD}).status_code == 302
    assert not is_in(elsewhere)
    assert is_in(sign_in(person, new))


def test_signing_in_makes_a_new_session(person):
    client = Client()
    client.get(reverse("account_login"))
    session = client.session
    session["was"] = "here"
    session.save()
    client.cookies["sessionid"] = before = session.session_key
    sign_in(person, client=client)
    after = client.cookies["sessionid"].value
    assert is_in(client)
    assert after != before
    assert len(after) == 32
    assert len({sign_in(person).cookies["sessionid"].value for _ in range(5)}) == 5


def test_a_session_that_was_signed_out_is_of_no_use(person):
    client = sign_in(person)
    former = client.cookies["sessionid"].value
    client.post(reverse("account_logout"))
    thief = Client()
    thief.cookies["sessionid"] = former
    assert not is_in(thief)
