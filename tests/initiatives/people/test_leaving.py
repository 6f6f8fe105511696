"""People leave by the nightly file: closed the day after the last one, at once and with all."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from initiatives.base import clock
from initiatives.history.models import Event
from initiatives.people.models import User
from initiatives.people.services import issue_token


@pytest.fixture
def took(tmp_path, capsys):
    """Take a file of leavers; what was said of its rows."""

    def take(*rows, header="E-mail,last_day", **options):
        file = tmp_path / "leavers.csv"
        file.write_text("\n".join([header, *rows]))
        try:
            call_command("import_leavers", str(file), **options)
        except CommandError as error:
            return f"{capsys.readouterr().out}{error}"
        return capsys.readouterr().out

    return take


def days_ago(days):
    return (clock.today() - timedelta(days=days)).isoformat()


def is_open(person):
    return User.objects.get(pk=person.pk).is_active


@pytest.mark.parametrize(("days", "remains"), [(1, False), (0, True), (-30, True)])
def test_an_account_is_open_to_the_end_of_the_last_day(cast, took, days, remains):
    said = took(f"{cast.alice.email.upper()},{days_ago(days)}")
    assert is_open(cast.alice) is remains
    assert ("open" if remains else "closed") in said


def test_sessions_and_tokens_end_at_once(cast, took):
    client = Client()
    client.force_login(cast.alice)
    _, secret = issue_token(user=cast.alice, name="x")
    bearer = {"Authorization": f"Bearer {secret}"}
    assert client.get(reverse("profile")).status_code == 200
    assert Client().get("/api/v1/me/", headers=bearer).status_code == 200
    took(f"{cast.alice.email},{days_ago(1)}")
    assert client.get(reverse("profile")).status_code == 302
    assert Client().get("/api/v1/me/", headers=bearer).status_code == 401
    User.objects.filter(pk=cast.alice.pk).update(is_active=True)
    assert Client().get("/api/v1/me/", headers=bearer).status_code == 401


def test_every_night_anew_changes_nothing_more(cast, took):
    row = f"{cast.alice.email},{days_ago(1)}"
    took(row)
    assert "Closed already" in took(row)
    closed = Event.objects.filter(subject_kind="user", verb="deactivated")
    assert [event.reason for event in closed] == [f"Left on {days_ago(1)}, by the file of leavers."]


def test_a_dry_run_writes_nothing(cast, took):
    assert "closed" in took(f"{cast.alice.email},{days_ago(1)}", dry_run=True)
    assert is_open(cast.alice)


def test_the_last_administrator_leaves_as_well(cast, took):
    took(f"{cast.root.email},{days_ago(1)}")
    assert not is_open(cast.root)


def test_an_account_for_emergencies_is_closed_by_hand_alone(cast, took):
    User.objects.filter(pk=cast.root.pk).update(break_glass=True)
    assert "by hand alone" in took(f"{cast.root.email},{days_ago(1)}")
    assert is_open(cast.root)


def test_bad_rows_are_refused_and_the_others_taken(cast, took):
    said = took(
        f"noone@example.org,{days_ago(1)}",
        f"{cast.bob.email},31/03/2027",
        cast.bob.email,
        f"{cast.alice.email},{days_ago(1)}",
    )
    assert "Rows refused: 3" in said
    assert (is_open(cast.bob), is_open(cast.alice)) == (True, False)


@pytest.mark.parametrize("header", ["email", "name,day", ""])
def test_a_file_of_something_else_is_refused(cast, took, header):
    took(f"{cast.alice.email},{days_ago(1)}", header=header)
    assert is_open(cast.alice)


def test_no_such_file_is_said():
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_leavers", "nowhere.csv")
