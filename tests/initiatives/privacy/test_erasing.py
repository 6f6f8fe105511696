"""A person who left is erased: what is theirs goes, what they did stays, and history holds."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.urls import reverse

from initiatives.accountability.models import Commitment, Delivery, Preference
from initiatives.base.errors import Invalid, NotAllowed, Stale
from initiatives.history.models import Event
from initiatives.history.queries.verifying import verify
from initiatives.history.services import seal
from initiatives.people.choices import Role
from initiatives.people.models import Cover, SavedView, Token, User
from initiatives.people.services import deactivate_person, issue_token
from initiatives.privacy.parts import OWN, parts
from initiatives.privacy.queries import mentions
from initiatives.privacy.rules import may_erase
from initiatives.privacy.services import erase_person
from initiatives.webhooks.models import Webhook
from tests.factories import make_promise, make_user, seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def walter(cast):
    """Somebody who worked here, left, and whose account is closed."""
    person = seat(make_user("Walter Quince"), Role.MEMBER, cast.hospital)
    make_promise(person, person, title="Ask Walter Quince for the forms", entity=cast.hospital)
    issue_token(user=person, name="Laptop", days=30)
    SavedView.objects.create(user=person, list_name="initiatives", name="Mine")
    Preference.objects.create(person=person)
    Cover.objects.create(
        person=person,
        stand_in=cast.bob,
        starts="2027-01-01",
        ends="2027-01-02",
        reason="Surgery",
        created_by=person,
    )
    Delivery.objects.create(
        recipient=person, key="digest/1", day="2027-01-01", address=person.email, body="Walter, …"
    )
    session = SessionStore()
    session["_auth_user_id"] = str(person.pk)
    session.save()
    deactivate_person(actor=cast.root, user=person, reason="Left.")
    return User.objects.get(pk=person.pk)


def erase(cast, person, **changed):
    values = {"reason": "They asked for it.", "confirm": person.email} | changed
    return erase_person(actor=cast.root, person=person, **values)


def test_what_is_theirs_goes_and_what_they_did_stays(cast, walter):
    other = SessionStore()
    other["_auth_user_id"] = str(cast.bob.pk)
    other.save()
    erased = erase(cast, walter)
    assert (erased.name, erased.email) == (
        f"Former person {walter.pk}",
        f"former-{walter.pk}@erased.invalid",
    )
    assert not erased.has_usable_password()
    assert not erased.is_active
    for model, column in ((Token, "user"), (SavedView, "user"), (Preference, "person")):
        assert not model.objects.filter(**{column: walter}).exists()
    assert [one.pk for one in Session.objects.all()] == [other.session_key]
    delivery = Delivery.objects.get(recipient=walter)
    assert (delivery.address, delivery.body) == ("", "")
    assert Cover.objects.get(person=walter).reason == ""
    assert Commitment.objects.get(owner=walter).owner.name == erased.name
    assert not Webhook.objects.filter(owner=walter).exists()


def test_history_verifies_before_and_after_and_is_not_rewritten(cast, walter):
    seal(intact=True)
    before = list(Event.objects.order_by("pk").values_list("pk", "subject_label", "hash"))
    erased = erase(cast, walter)
    verdict = verify()
    assert verdict.intact, verdict.breaks
    after = Event.objects.order_by("pk").values_list("pk", "subject_label", "hash")
    assert [row for row in after if row[0] <= before[-1][0]] == before
    assert Event.objects.filter(actor=walter).first().actor.name == erased.name
    last = Event.objects.order_by("-pk").first()
    assert (last.verb, last.subject_label, last.reason) == (
        "erased",
        erased.name,
        "They asked for it.",
    )
    assert "Walter" not in str(last.after) + str(last.before)


def test_where_texts_name_them_is_listed_and_left(cast, walter):
    found = {one.kind: one for one in mentions(cast.root, walter)}
    promise = Commitment.objects.get(owner=walter)
    assert found["Commitments"].records == (promise.reference,)
    assert found["Events"].hashed
    erase(cast, walter)
    promise.refresh_from_db()
    assert promise.title == "Ask Walter Quince for the forms"


@pytest.mark.parametrize("name", ["alice", "bob", "charlie", "erin", "ada", "lee", "nobody"])
def test_nobody_else_erases(cast, walter, name):
    actor = getattr(cast, name)
    with pytest.raises(NotAllowed):
        erase_person(actor=actor, person=walter, reason="So.", confirm=walter.email)


def test_who_cannot_be_erased(cast, walter):
    assert "Close the account first" in may_erase(cast.root, cast.bob).why
    assert "yourself" in may_erase(cast.root, cast.root).why
    assert "already" in may_erase(cast.root, erase(cast, walter)).why
    local = seat(make_user("Local"), Role.ADMINISTRATOR, cast.hospital)
    assert "whole system" in may_erase(local, walter).why


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"confirm": "walter"}, Invalid),
        ({"confirm": ""}, Invalid),
        ({"reason": " "}, Invalid),
        ({"version": 1}, Stale),
    ],
)
def test_without_care_nothing_is_erased(cast, walter, changed, error):
    with pytest.raises(error):
        erase(cast, walter, **changed)
    walter.refresh_from_db()
    assert walter.name == "Walter Quince"
    assert Token.objects.filter(user=walter).exists()


def test_the_page_shows_what_goes_and_asks_for_the_address(cast, walter, client):
    client.force_login(cast.root)
    page = reverse("person_erase", args=[walter.pk])
    shown = client.get(page).content.decode()
    assert "Saved views: 1" in shown
    assert Commitment.objects.get(owner=walter).reference in shown
    sent = {"version": str(walter.version), "reason": "Asked.", "confirm": "someone@else.org"}
    assert client.post(page, sent).status_code == 422
    done = client.post(page, sent | {"confirm": walter.email}, follow=True)
    assert f"Former person {walter.pk}" in done.content.decode()
    assert client.get(page).status_code == 403


def test_the_command_says_what_it_would_do_and_then_does_it(cast, walter, capsys):
    call_command("erase_person", walter.email, "--dry-run")
    said = capsys.readouterr().out
    assert "Saved views (user): 1, deleted" in said
    assert "Nothing was changed." in said
    assert User.objects.filter(email=walter.email).exists()
    with pytest.raises(CommandError, match="reason"):
        call_command("erase_person", walter.email)
    call_command("erase_person", walter.email, "--reason", "Asked.")
    assert not User.objects.filter(email=walter.email).exists()
    with pytest.raises(CommandError, match="Nobody here"):
        call_command("erase_person", walter.email)


def test_every_table_of_ones_own_is_there_and_every_deleting_one_is_listed():
    known = {part.label for part in parts()}
    assert known >= OWN
    # What the database deletes with a person is theirs; nothing else may go with them.
    cascades = {
        part.label
        for part in parts()
        if part.model._meta.get_field(part.column).remote_field.on_delete.__name__ == "CASCADE"
    }
    assert cascades == OWN
