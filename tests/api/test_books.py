"""Reminders, the messages that carried them, the engine, and snoozes: who reads and does what."""

import re
from datetime import date, timedelta

import pytest
from django.core import mail

from initiatives.accountability.models import Delivery, Reminder, Snooze
from initiatives.accountability.services import reassign, snooze, sweep
from initiatives.base import clock
from tests.api.caller import EVERYONE, answers, seen
from tests.api.problems import is_problem
from tests.factories import make_promise

pytestmark = pytest.mark.django_db
NAMED = {"alice", "bob", "sam", "lee", "root", "erin", "ada"}  # who sees the initiative


def promise(cast, due_in=0):
    return make_promise(cast.lee, cast.alice, due_in, initiative=cast.initiative)


def parked(person):
    return Delivery.objects.create(
        recipient=person,
        key="digest/2026-01-01",
        day=date(2026, 1, 1),
        state="failed",
        error="550 No such mailbox.",
        body="Dear reader.",
    )


def test_a_reminder_says_as_whom_why_and_in_which_message(cast, call):
    made = promise(cast)
    sweep()
    (row,) = call(cast.alice).walk(f"reminders/?commitment={made.pk}")
    assert (row["audience"], row["told_as"], row["channel"]) == ("owner", "Owner", "email")
    assert (row["state"], row["failed"], row["urgent"]) == ("sent", False, False)
    assert row["why"].startswith("It carries your name, and its date has come")
    message = call(cast.alice).get(f"deliveries/{row['delivery']}/").json()
    assert made.title in message["body"]
    assert message["recipient"]["id"] == cast.alice.pk


def test_reminders_are_read_by_those_who_see_the_commitment(cast, call):
    promise(cast)
    sweep()
    reminder = Reminder.objects.get()
    assert seen(call, cast, f"reminders/{reminder.pk}/") == NAMED


def test_what_one_was_sent_stays_readable_and_what_one_was_not_does_not(cast, call):
    made = make_promise(cast.lee, cast.nobody, 0, initiative=cast.initiative)
    sweep()
    with clock.at(clock.now() + timedelta(minutes=1)):
        reassign(actor=cast.lee, commitment=made, owner=cast.bob, reason="Left.")
    nobody = call(cast.nobody)
    assert [row["state"] for row in nobody.walk("reminders/")] == ["sent"]
    assert nobody.walk(f"reminders/?recipient={cast.bob.pk}") == []
    assert nobody.get(f"commitments/{made.pk}/").status_code == 404


def test_reminders_are_found_by_state_channel_part_commitment_and_person(cast, call):
    late, soon = promise(cast, -20), promise(cast, 1)
    sweep()
    lee = call(cast.lee)
    told = {row["id"]: row for row in lee.walk("reminders/")}
    for query, expected in (
        ("state=sent", set(told)),
        ("state=owed", set()),
        ("channel=email", set(told)),
        ("channel=chat", set()),
        ("audience=sponsor", {key for key, row in told.items() if row["audience"] == "sponsor"}),
        (f"commitment={soon.pk}", {k for k, r in told.items() if r["commitment"]["id"] == soon.pk}),
        (f"recipient={cast.sam.pk}", {k for k, r in told.items() if r["audience"] == "sponsor"}),
    ):
        assert {row["id"] for row in lee.walk(f"reminders/?{query}")} == expected, query
    dates = [row["due_on"] for row in lee.walk("reminders/?ordering=-due_on")]
    assert dates == sorted(dates, reverse=True)
    assert {row["commitment"]["id"] for row in told.values()} == {late.pk, soon.pk}
    assert "sponsor" in {row["audience"] for row in told.values()}


def test_a_reminder_whose_message_is_parked_is_found_as_failed(cast, call):
    made = promise(cast)
    sweep()
    Reminder.objects.update(state="owed")
    Delivery.objects.update(state="failed")
    (row,) = call(cast.lee).walk("reminders/?state=failed")
    assert (row["commitment"]["id"], row["state"], row["failed"]) == (made.pk, "owed", True)


def test_a_message_is_read_by_its_recipient_and_by_administrators(cast, call):
    message = parked(cast.alice)
    assert seen(call, cast, f"deliveries/{message.pk}/") == {"alice", "root"}
    assert call(cast.root).get(f"deliveries/{message.pk}/").json()["body"] == "Dear reader."
    (row,) = call(cast.alice).walk("deliveries/")
    assert "body" not in row
    assert row["error"] == "550 No such mailbox."
    assert call(cast.bob).walk("deliveries/") == []
    assert call(cast.root).walk("deliveries/?kind=notice") == []
    assert len(call(cast.root).walk("deliveries/?state=failed&kind=digest&channel=email")) == 1


def test_what_administrators_read_acts_for_nobody(cast, call):
    promise(cast)
    sweep()
    sent = re.findall(r"/(?:acknowledge|unsubscribe)/([^/\s]+)/", mail.outbox[0].body)
    assert len(sent) == 2, "the mail has a link to acknowledge and one to end digests"
    message = Delivery.objects.get(recipient=cast.alice)
    said = call(cast.root).get(f"deliveries/{message.pk}/").json()["body"]
    assert "/acknowledge/…" in said
    assert [token for token in sent if token in said] == []


def test_a_failed_message_is_sent_again_by_administrators_alone(cast, call):
    message = parked(cast.alice)
    path = f"deliveries/{message.pk}/repeat/"
    given = answers(call, cast, path, None, [name for name in EVERYONE if name != "root"])
    assert given == dict.fromkeys(given, 404) | {"alice": 403}
    assert Delivery.objects.get().state == "failed"
    repeated = call(cast.root).post(path)
    assert (repeated.status_code, repeated.json()["state"]) == (200, "pending")
    refused = is_problem(call(cast.root).post(path), 422)
    assert "failed" in refused["errors"]["state"]


def test_the_engine_is_read_by_administrators_and_auditors(cast, call):
    parked(cast.alice)
    promise(cast)
    sweep()
    assert seen(call, cast, "reminders/engine/") == {"root", "ada"}
    figures = call(cast.ada).get("reminders/engine/").json()
    assert (figures["state"], figures["failed"], figures["sent_total"]) == ("running", 1, 1)
    assert (figures["owed"], figures["oldest_owed_seconds"]) == (0, 0)
    assert figures["swept_at"]


def test_a_snooze_is_told_and_ended(cast, call):
    made = promise(cast, 5)
    alice, path = call(cast.alice), f"commitments/{made.pk}/"
    until = (clock.today(cast.alice.time_zone) + timedelta(days=3)).isoformat()
    assert alice.get(path).json()["snoozed_until"] is None
    put_off = alice.post(f"{path}snooze/", {"until": until, "reason": "Waits."})
    assert (put_off.status_code, put_off.json()["snoozed_until"]) == (200, until)
    assert [row["snoozed_until"] for row in alice.walk("commitments/")] == [until]
    ended = alice.post(f"{path}end-snooze/")
    assert (ended.status_code, ended.json()["snoozed_until"]) == (200, None)


def test_only_the_owner_puts_off_what_they_are_reminded_of(cast, call):
    made = promise(cast, 5)
    until = (clock.today("UTC") + timedelta(days=3)).isoformat()
    body = {"until": until, "reason": "Waits."}
    given = answers(call, cast, f"commitments/{made.pk}/snooze/", body, EVERYONE)
    expected = dict.fromkeys(EVERYONE, 403) | {"alice": 200, "charlie": 404, "nobody": 404}
    assert given == expected
    given = answers(call, cast, f"commitments/{made.pk}/end-snooze/", None, EVERYONE)
    assert given == expected


@pytest.mark.parametrize(
    ("days", "change", "field"),
    [
        (0, {}, "until"),
        (-1, {}, "until"),
        (91, {}, "until"),
        (3, {"until": "9999-12-31"}, "until"),
        (3, {"until": "0001-01-01"}, "until"),
        (3, {"until": "tomorrow"}, "until"),
        (3, {"until": 10**30}, "until"),
        (3, {"until": None}, "until"),
        (3, {"reason": ""}, "reason"),
        (3, {"reason": "x" * 10_001}, "reason"),
        (3, {"reason": ["x"]}, "reason"),
        (3, {"days": 3}, "days"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_bad_snooze_is_refused_by_field(cast, call, days, change, field):
    made = promise(cast, 5)
    until = (clock.today(cast.alice.time_zone) + timedelta(days=days)).isoformat()
    body = {"until": until, "reason": "Waits."} | change
    refused = call(cast.alice).post(f"commitments/{made.pk}/snooze/", body)
    assert field in is_problem(refused, 422)["errors"]
    assert not Snooze.objects.exists()


def test_a_snooze_minds_the_version_where_it_is_given(cast, call):
    made = promise(cast, 5)
    until = clock.today("UTC") + timedelta(days=3)
    alice, path = call(cast.alice), f"commitments/{made.pk}/"
    body = {"until": until.isoformat(), "reason": "Waits."}
    is_problem(alice.post(f"{path}snooze/", body, HTTP_IF_MATCH='"9"'), 412)
    assert not Snooze.objects.exists()
    snooze(actor=cast.alice, commitment=made, until=until, reason="Waits.")
    is_problem(alice.post(f"{path}end-snooze/", HTTP_IF_MATCH='"9"'), 412)
    assert Snooze.objects.get().ended_at is None


@pytest.mark.parametrize(
    "path",
    [
        "reminders/?state=lost",
        "reminders/?channel=pigeon",
        "reminders/?audience=all",
        "reminders/?ordering=recipient",
        "reminders/?commitment=99999999999999999999",
        "deliveries/?kind=pigeon",
        "deliveries/?channel=pigeon",
        "covers/?state=maybe",
        "covers/?person=x",
        "policies/?in_force=perhaps",
        "policies/?kind=wish",
    ],
)
def test_a_bad_question_is_a_problem(cast, call, path):
    is_problem(call(cast.root).get(path), 400)
