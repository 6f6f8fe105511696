"""The page that says how the system is, what waits for whom, and where all is looked after."""

from datetime import timedelta

import pytest
from django.urls import reverse

from initiatives.accountability.models import Delivery, Engine
from initiatives.accountability.queries import EngineFigures
from initiatives.accountability.services import stop_engine
from initiatives.base import clock
from initiatives.exports.models import Export
from initiatives.people.models import Token, User
from initiatives.people.services import deactivate_person, issue_token
from initiatives.portfolio.models import RegisterImport
from initiatives.web.upkeep import mail, webhooks
from initiatives.web.views.administration import TASKS
from initiatives.webhooks.queries import WebhookFigures
from qi_tracker import heartbeat
from tests.factories import make_user
from tests.initiatives.web.who import those_let_in

pytestmark = pytest.mark.django_db
URL = "/administration/"
LONG_AGO = timedelta(days=400)


@pytest.fixture
def root(cast, browse):
    return browse(cast.root)


def waiting(answer):
    return {one.label: one for one in answer.context["waiting"]}


def state_of(answer):
    return {part.label: part.well for part in answer.context["parts"]}


def long_here(name, **fields):
    """Somebody whose account was made more than a year ago."""
    person = make_user(name, **fields)
    User.objects.filter(pk=person.pk).update(created_at=clock.now() - LONG_AGO)
    return person


def failed_message(person, key="digest/x"):
    return Delivery.objects.create(
        recipient=person, key=key, day=clock.today(), state="failed", error="550 No such user."
    )


def failed_export(person, days=1, **fields):
    values = {"kind": "list_csv", "title": "Initiatives", "error": "Too much.", "state": "failed"}
    at = clock.now() - timedelta(days=days)
    return Export.objects.create(asked_by=person, finished_at=at, **(values | fields))


def test_administrators_and_auditors_read_it(cast, browse, client):
    assert those_let_in(cast, browse, URL) == {"root", "ada"}
    assert client.get(URL).status_code == 302


def test_the_menu_leads_there_for_those_alone(cast, browse):
    for name, led in {"root": True, "ada": True, "lee": False, "nobody": False}.items():
        page = browse(getattr(cast, name)).get(reverse("profile")).content.decode()
        assert (f'href="{URL}"' in page) is led, name


def test_every_page_that_it_leads_to_is_open(cast, browse):
    for name in ("root", "ada"):
        client = browse(getattr(cast, name))
        groups = client.get(URL).context["tasks"]
        urls = [task.url for _, tasks in groups for task in tasks]
        assert {url: client.get(url).status_code for url in urls} == dict.fromkeys(urls, 200)
    assert sum(map(len, TASKS.values())) > len(urls) > 15


def test_each_part_is_said_to_be_as_it_is(cast, root):
    Engine.objects.update_or_create(pk=1, defaults={"swept_at": clock.now()})
    heartbeat.mark("worker")
    states = state_of(root.get(URL))
    assert states == {
        "Database": True,
        "Message broker": True,
        "Worker": True,
        "Scheduler": False,
        "Mail": True,
        "Webhooks": True,
        "Backup": None,
    }
    stop_engine(actor=cast.root, reason="The mail server moves.")
    answer = root.get(URL)
    assert state_of(answer)["Mail"] is False
    assert "See whether the role “scheduler” runs" in answer.content.decode()


FIGURES = EngineFigures(
    state="running",
    swept_at=None,
    sweep_seconds=0.1,
    owed=0,
    pending=0,
    claimed=0,
    sent_today=0,
    sent_total=0,
    failed=0,
    oldest_owed_seconds=0,
)


@pytest.mark.parametrize(
    ("told", "well", "words"),
    [
        ({}, False, "Nobody looked"),
        ({"swept": 4}, True, "written as files"),
        ({"swept": 6}, False, "Nobody looked"),
        ({"swept": 1, "oldest_owed_seconds": 3_601.0}, False, "waited for 1 hour"),
        ({"swept": 1, "oldest_owed_seconds": 3_599.0}, True, "written as files"),
        ({"swept": 1, "state": "held"}, False, "held for a look"),
        ({"swept": 1, "state": "stopped"}, False, "stopped"),
    ],
)
def test_mail_is_judged_by_its_books(told, well, words):
    given = dict(told)
    minutes = given.pop("swept", None)
    swept = clock.now() - timedelta(minutes=minutes) if minutes else None
    values = {name: getattr(FIGURES, name) for name in FIGURES.__dataclass_fields__}
    found = mail(EngineFigures(**(values | {"swept_at": swept} | given)))
    assert (found.well, words in found.say) == (well, True), found.say


def test_mail_by_a_server_that_takes_it_is_well(settings):
    settings.EMAIL_HOST = "mail.example.org"
    values = {name: getattr(FIGURES, name) for name in FIGURES.__dataclass_fields__}
    assert mail(EngineFigures(**(values | {"swept_at": clock.now()}))).say.startswith("It goes")


@pytest.mark.parametrize(("seconds", "well"), [(0.0, True), (600.0, True), (601.0, False)])
def test_webhooks_are_late_after_ten_minutes(seconds, well):
    assert webhooks(WebhookFigures(1, seconds, 0, 0)).well is well


def test_what_waits_is_counted_and_leads_to_its_list(cast, root):
    failed_message(cast.bob)
    failed_export(cast.bob)
    failed_export(cast.bob, days=8)
    RegisterImport.objects.create(file_name="register.csv", content=b"", created_by=cast.charlie)
    deactivate_person(actor=cast.root, user=cast.alice, reason="Left.")
    found = waiting(root.get(URL))
    assert found["Messages that failed"].number == 1
    assert found["Files that could not be made in the last seven days"].number == 1
    assert found["Registers that were uploaded and not decided on"].number == 1
    assert found["People who left, and still own something"].number == 1
    assert "Webhooks that are disabled" in root.get(URL).context["settled"]
    assert [root.get(one.url).status_code for one in found.values()] == [200] * len(found)


def test_people_without_a_role_are_counted_as_they_are_listed(cast, root):
    found = waiting(root.get(URL))["People without any role"]
    listed = root.get(found.url)
    assert listed.context["count"] == found.number
    names = {person.name for person in listed.context["rows"]}
    assert {"Nobody", "Alice", "Bob"} <= names
    assert "Root" not in names
    seated = root.get("/people/?seated=true").context["rows"]
    assert {"Root", "Ada"} <= {person.name for person in seated}


def test_who_was_not_here_for_a_year_is_counted_as_listed(cast, root):
    quiet = long_here("Quiet")
    long_here("Signs in", last_login=clock.now() - timedelta(days=364))
    long_here("Kept for emergencies", break_glass=True)
    calls = long_here("Calls")
    issue_token(user=calls, name="Script")
    Token.objects.filter(user=calls).update(last_used_at=clock.now())
    found = waiting(root.get(URL))["People who were not here for a year"]
    listed = root.get(found.url).context["rows"]
    assert [person.pk for person in listed] == [quiet.pk]
    assert found.number == 1


def test_only_who_oversees_accounts_asks_who_was_not_here(cast, browse):
    quiet = long_here("Quiet")
    listed = browse(cast.ada).get("/people/?idle=true").context["rows"]
    assert [person.pk for person in listed] == [quiet.pk]
    for viewer in (cast.lee, cast.erin, quiet):
        for asked in ("true", "false"):
            assert not browse(viewer).get(f"/people/?idle={asked}").context["count"]
    assert 'name="idle"' in browse(cast.ada).get("/people/").content.decode()
    field = browse(cast.lee).get("/people/").context["filter"].form["idle"].field
    assert field.widget.is_hidden


@pytest.mark.parametrize("many", [1, 3])
def test_it_takes_the_same_queries_however_much_waits(cast, browse, count_queries, many):
    for number in range(many):
        failed_message(cast.bob, f"digest/{number}")
        failed_export(cast.bob, fingerprint=str(number))
        long_here(f"Quiet {number}")
        RegisterImport.objects.create(file_name="r.csv", content=b"", created_by=cast.bob)
    assert count_queries(browse(cast.root), URL) == 19
