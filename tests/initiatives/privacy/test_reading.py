"""What is kept about a person is theirs to read and to take along."""

import json

import pytest
from django.core.management import call_command
from django.urls import reverse

from initiatives.accountability.models import ChatAddress
from initiatives.base.errors import NotAllowed
from initiatives.history.models import Event
from initiatives.people.services import issue_token
from initiatives.privacy.queries import exported, held
from tests.factories import make_promise

pytestmark = pytest.mark.django_db


def test_the_file_has_profile_own_records_and_work_but_no_secret(cast, client):
    token, secret = issue_token(user=cast.alice, name="Laptop", days=30)
    ChatAddress.objects.create(
        person=cast.alice, address="https://chat.example/T0KEN", service="slack"
    )
    promise = make_promise(cast.alice, cast.alice, title="Call Bob", initiative=cast.initiative)
    client.force_login(cast.alice)
    answer = client.get(reverse("my_data_file"))
    assert answer["Content-Disposition"].startswith('attachment; filename="about-me-')
    assert "no-store" in answer["Cache-Control"]
    text = answer.content.decode()
    for hidden in (secret, token.digest, "T0KEN", cast.alice.password, "Call Bob", "Bob"):
        assert hidden not in text
    found = json.loads(text)
    assert found["person"]["email"] == cast.alice.email
    tables = {(one["table"], one["named_as"]): one for one in found["records"]}
    assert tables["initiatives.token", "user"]["rows"][0]["name"] == "Laptop"
    work = tables["initiatives.commitment", "owner"]["rows"]
    assert promise.reference in [one["reference"] for one in work]
    assert all(one["count"] == len(one["rows"]) for one in found["records"])


def test_taking_it_is_in_the_history(cast, client):
    client.force_login(cast.alice)
    client.get(reverse("my_data_file"))
    event = Event.objects.latest("pk")
    assert (event.actor, event.verb, event.subject_id) == (
        cast.alice,
        "exported the data of",
        cast.alice.pk,
    )


@pytest.mark.parametrize("name", ["bob", "lee", "erin", "ada", "charlie", "nobody"])
def test_nobody_reads_what_is_kept_about_somebody_else(cast, name):
    with pytest.raises(NotAllowed):
        exported(getattr(cast, name), cast.alice)
    assert held(cast.root, cast.alice)


def test_the_page_says_where_one_stands(cast, client):
    issue_token(user=cast.nobody, name="Laptop", days=30)
    client.force_login(cast.nobody)
    said = client.get(reverse("my_data")).content.decode()
    assert "Tokens: 1" in said
    assert cast.nobody.email in said


def test_the_command_writes_a_file_that_only_its_owner_reads(cast, tmp_path, capsys):
    file = tmp_path / "alice.json"
    call_command("export_person", cast.alice.email, "--output", str(file))
    assert json.loads(file.read_text())["person"]["name"] == "Alice"
    assert file.stat().st_mode & 0o077 == 0
    assert Event.objects.latest("pk").actor == cast.root
    call_command("export_person", cast.alice.email)
    assert json.loads(capsys.readouterr().out.partition("json.\n")[2])["person"]["name"] == "Alice"
