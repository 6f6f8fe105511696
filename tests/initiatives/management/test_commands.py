import json
import re
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from initiatives.accountability.models import Reminder
from initiatives.accountability.services import stop_engine
from initiatives.base import clock
from initiatives.people.models import Entity, User
from initiatives.people.rules import seats
from initiatives.people.services import find_token
from initiatives.portfolio.models import Initiative, RegisterImport
from tests.factories import Cast, make_promise

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_work")]
PASSWORD = "nine-lively-otters"
REGISTER = Path(__file__).parents[2] / "data" / "equity_register.csv"


@pytest.fixture
def cast():
    return Cast()


def run(*arguments, **options):
    said = StringIO()
    call_command(*arguments, stdout=said, **options)
    return said.getvalue()


def test_a_token_is_printed_once_and_works(cast):
    secret = run("issue_token", cast.alice.email, "--scope", "read", "--expires", "3").strip()
    token = find_token(secret)
    assert (token.user, token.scope) == (cast.alice, "read")


def test_a_service_is_added_with_its_role_and_has_a_token_by_its_address(cast):
    about = ("--purpose", "Writes figures", "--answers", cast.lee.email)
    address = run("create_service", "Loader", *about, "--role", "team_member").strip()
    token = find_token(run("issue_token", address, "--scope", "write:observations").strip())
    assert (token.user.answered_by, token.scope) == (cast.lee, "write:observations")
    assert [seat.role for seat in seats(token.user)] == ["team_member"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("Loader", "--purpose", "x", "--answers", "nobody@nowhere.example"),
        ("Loader", "--purpose", " ", "--answers", "lee@example.org"),
        (
            *("Loader", "--purpose", "x", "--answers", "lee@example.org"),
            *("--role", "team_member", "--entity", "999999"),
        ),
    ],
)
def test_a_service_that_cannot_be_is_refused_whole(cast, arguments):
    with pytest.raises(CommandError):
        run("create_service", *arguments)
    assert not User.objects.exclude(answered_by=None).exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("nobody@nowhere.example",),
        ("alice@example.org", "--expires", "0"),
        ("alice@example.org", "--scope", "read:unicorns"),
    ],
)
def test_a_token_for_nobody_or_for_no_time_is_refused(cast, arguments):
    with pytest.raises(CommandError):
        run("issue_token", *arguments)


def test_who_would_be_reminded_is_told_and_nothing_is_sent(cast):
    make_promise(cast.lee, cast.alice, -1, "Publish it", initiative=cast.initiative)
    report = json.loads(run("send_reminders", "--dry-run", "--format", "json"))
    (person,) = report["recipients"]
    assert person["email"] == cast.alice.email
    assert (person["items"][0]["title"], person["items"][0]["step"]) == ("Publish it", "T+0")
    assert person["items"][0]["why"]
    assert report["dry_run"] is True
    assert mail.outbox == []
    assert not Reminder.objects.exists()


def test_any_day_of_the_future_can_be_asked_about(cast):
    make_promise(cast.lee, cast.alice, 20, "Later", initiative=cast.initiative)
    assert "0 would get a mail" in run("send_reminders", "--dry-run")
    day = make_promise(cast.lee, cast.bob, 20, initiative=cast.initiative).due_on
    day += timedelta(days=(2 - day.weekday()) % 7)  # a Wednesday
    for as_of in (f"{day}", f"{day}T12:00"):
        assert "2 would get a mail" in run("send_reminders", "--dry-run", "--as-of", as_of)


def test_what_waits_is_told_with_the_reason(cast):
    make_promise(cast.lee, cast.alice, -1, "Publish it", initiative=cast.initiative)
    night = f"{clock.today() + timedelta(days=1)}T03:00"
    as_of = ("--dry-run", "--as-of", night)
    report = json.loads(run("send_reminders", *as_of, "--format", "json"))
    assert report["recipients"] == []
    assert report["waiting"][0]["items"][0]["waits"] == "The digest goes at 07:00."
    assert "Not now: The digest goes at 07:00." in run("send_reminders", *as_of)


def test_what_came_too_late_for_the_digest_of_the_day_is_told(cast):
    make_promise(cast.lee, cast.alice, -1, initiative=cast.initiative)
    run("send_reminders")
    make_promise(cast.lee, cast.alice, -1, "Late comer", initiative=cast.initiative)
    assert "digest of that day has gone" in run("send_reminders", "--dry-run")


def test_a_day_of_the_past_is_explained_from_the_books(cast):
    make_promise(cast.lee, cast.alice, -1, "Publish it", initiative=cast.initiative)
    run("send_reminders")
    day = clock.today().isoformat()
    with clock.at(clock.now() + timedelta(days=30)):
        report = json.loads(run("send_reminders", "--dry-run", "--as-of", day, "--format", "json"))
    assert [person["email"] for person in report["sent"]] == [cast.alice.email]
    assert report["sent"][0]["items"][0]["title"] == "Publish it"


def test_an_engine_that_is_held_or_stopped_says_so(cast):
    make_promise(cast.lee, cast.alice, -1, initiative=cast.initiative)
    stop_engine(actor=cast.root, reason="Moving house.")
    with pytest.raises(CommandError, match="Nothing was sent: reminders are stopped"):
        run("send_reminders")
    run("send_reminders", "--dry-run")


def test_mail_that_came_back_is_noted_and_what_is_owed_goes_to_the_lead(cast):
    make_promise(cast.lee, cast.alice, -1, initiative=cast.initiative)
    assert "held back" in run("note_bounce", cast.alice.email, "550 Mailbox is closed")
    run("send_reminders")
    assert [message.to for message in mail.outbox] == [[cast.lee.email]]


def test_a_bounce_of_nobody_is_refused(cast):
    with pytest.raises(CommandError, match="Nobody here"):
        run("note_bounce", "nobody@nowhere.example", "550")


def test_what_is_owed_is_sent(cast):
    make_promise(cast.lee, cast.alice, -1, initiative=cast.initiative)
    assert "Mails sent: 1" in run("send_reminders")
    assert len(mail.outbox) == 1
    assert "Mails sent: 0" in run("send_reminders")


def test_an_instant_that_is_none_is_refused(cast):
    with pytest.raises(CommandError, match="no date or instant"):
        run("send_reminders", "--as-of", "someday")


def choose_password(client, link):
    form = client.get(link, follow=True)
    asked = {"password1": PASSWORD, "password2": PASSWORD}
    assert client.post(form.request["PATH_INFO"], asked).status_code == 302


def test_the_first_administrator_chooses_a_password_by_a_link_that_works_once(client):
    with pytest.raises(CommandError, match="--system"):
        run("create_administrator", "root@example.org")
    said = run("create_administrator", "root@example.org", "--system", "General Health")
    root = User.objects.get()
    assert not root.has_usable_password()
    assert root.memberships.get().entity == Entity.objects.get(name="General Health")
    (link,) = re.findall(r"https?://[^/]+(/accounts/password/reset/key/\S+)", said)
    choose_password(client, link)
    root.refresh_from_db()
    assert root.check_password(PASSWORD)
    spent = client.get(link, follow=True)
    assert b'name="password1"' not in spent.content
    with pytest.raises(CommandError, match="already"):
        run("create_administrator", "root@example.org")


def test_a_dry_run_of_a_register_leaves_nothing_behind(cast):
    report = json.loads(run("import_register", str(REGISTER), "--dry-run", "--format", "json"))
    assert len(report["rows"]) == 14
    assert {row["row"] for row in report["rows"]} == set(range(2, 16))
    assert set(report) == {"rows"}
    assert {key for row in report["rows"] for key in row} == {
        *("row", "verdict", "reference", "reasons")
    }
    assert {tuple(reason) for row in report["rows"] for reason in row["reasons"]} == {
        ("field", "message")
    }
    assert not RegisterImport.objects.exists()
    assert Initiative.objects.count() == 1


def register_at(folder, *rows):
    """A register of these rows, as a file."""
    path = folder / "register.csv"
    header = "Title,Site,Accountable,Status,Guiding principles"
    path.write_text("\n".join([header, *rows, ""]))
    return path


def test_a_register_says_how_many_initiatives_it_added_and_the_second_time_none(cast, tmp_path):
    path = register_at(
        tmp_path,
        "One,Hospital,Alice,testing,1",
        "Two,Hospital,Alice,testing,2",
        "Three,Hospital,Alice,testing,99",
    )
    said = [run("import_register", str(path), email=cast.lee.email) for _ in range(2)]
    assert [text.splitlines()[-1].partition("refused. ")[2] for text in said] == [
        "Initiatives added: 2.",
        "Initiatives added: 0.",
    ]
    assert Initiative.objects.count() == 3


def test_a_file_that_looks_like_it_held_a_patient_writes_nothing_and_says_so(cast, tmp_path):
    path = register_at(
        tmp_path, "MRN 12345678 waited,Hospital,Alice,testing,1", "Fine,Hospital,Alice,testing,1"
    )
    said = run("import_register", str(path), email=cast.lee.email)
    assert "Nothing was written." in said
    assert "12345678" not in said
    remarks = StringIO()
    report = run("import_register", str(path), "--format", "json", stderr=remarks)
    assert [row["verdict"] for row in json.loads(report)["rows"]] == ["refused", "accepted"]
    assert "not kept" in remarks.getvalue()
    assert Initiative.objects.count() == 1


def test_a_file_that_cannot_be_read_fails_loudly(cast, tmp_path):
    junk = tmp_path / "junk.xlsx"
    junk.write_bytes(b"PK\x03\x04 no workbook")
    endless = tmp_path / "endless.csv"
    endless.symlink_to("/dev/zero")
    for path in (junk, endless, tmp_path, tmp_path / "missing.csv"):
        with pytest.raises(CommandError):
            run("import_register", str(path))


def test_a_register_needs_somebody_who_may(cast):
    with pytest.raises(CommandError, match="equity lead"):
        run("import_register", str(REGISTER), "--as", cast.alice.email)
    with pytest.raises(CommandError, match="Nobody here"):
        run("import_register", str(REGISTER), "--as", "x@example.org")
