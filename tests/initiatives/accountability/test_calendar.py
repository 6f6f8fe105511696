"""A person's commitments as a calendar, read back by a parser."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from initiatives.accountability import queries
from initiatives.accountability.calendar import calendar_of, one_line
from initiatives.accountability.queries.calendar import Entry
from initiatives.accountability.services import acknowledge, fulfil, move, reassign, withdraw
from initiatives.base import clock
from tests.initiatives.accountability.noon import later, promise

SITE = "https://qi.example.org:8443"
DAY = date(2027, 3, 10)
NOON = datetime(2027, 3, 10, 20, 0, tzinfo=UTC)
HOSTILE = [
    "Ask\r\nBEGIN:VALARM\r\nTRIGGER:-PT1M\r\nEND:VALARM",
    'One, two; three: four\\n five "six"',
    "Übersetzung für 患者 👩🏽‍⚕️ fertig",
    "x" * 200,
    "é" * 200,
    "🩺" * 200,
    "END:VCALENDAR",
    "tab\there",
]


def entry(title="Translate the letter", **changed):
    usual = {"key": 7, "reference": "C-7", "title": title, "day": DAY, "version": 3}
    return Entry(**{**usual, "created_at": NOON, "updated_at": NOON, **changed})


def events(content):
    return {str(one["uid"]): one for one in Calendar.from_ical(content).walk("VEVENT")}


def event(**changed):
    (found,) = events(calendar_of([entry(**changed)], SITE, "QI Tracker: Alice")).values()
    return found


def test_a_commitment_is_one_all_day_event_without_alarm():
    found = event()
    assert found["uid"] == "commitment-7@qi.example.org"
    assert (found["dtstart"].dt, found["dtend"].dt) == (DAY, DAY + timedelta(days=1))
    assert (found["summary"], found["sequence"]) == ("Translate the letter (C-7)", 3)
    assert found["dtstamp"].dt == found["last-modified"].dt == NOON
    assert (found["status"], found["transp"]) == ("CONFIRMED", "TRANSPARENT")
    assert found["url"] == f"{SITE}/commitments/7/"
    assert not found.subcomponents


def test_what_is_done_says_so_and_what_is_gone_is_cancelled():
    assert event(done=True)["summary"] == "Done: Translate the letter (C-7)"
    assert event(done=True)["status"] == "CONFIRMED"
    assert event(gone=True)["status"] == "CANCELLED"
    assert event(gone=True, title="")["summary"] == "No longer yours (C-7)"


def test_programs_are_told_to_come_back_after_an_hour():
    found = Calendar.from_ical(calendar_of([], SITE, "QI Tracker: Alice"))
    assert found["refresh-interval"].dt == timedelta(hours=1)
    assert found["refresh-interval"].params["value"] == "DURATION"
    assert (found["x-published-ttl"], found["version"]) == ("PT1H", "2.0")


def test_the_same_entries_are_the_same_bytes():
    assert calendar_of([entry()], SITE, "A") == calendar_of([entry()], SITE, "A")


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_stays_a_title(title):
    content = calendar_of([entry(title)], SITE, f"QI Tracker: {title}")
    (found,) = events(content).values()
    assert found["summary"] == f"{' '.join(title.split())} (C-7)"
    assert not found.subcomponents
    assert len(Calendar.from_ical(content).subcomponents) == 1
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_title_comes_back_from_folding_and_escaping(title):
    content = calendar_of([entry(title)], SITE, "Alice")
    (found,) = events(content).values()
    assert found["summary"] == f"{one_line(title) or 'No longer yours'} (C-7)"
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert content.count(b"\n") == content.count(b"\r\n")


def feed(person):
    return events(calendar_of(queries.calendar_entries(person), SITE, person.name))


def only(person):
    (found,) = feed(person).values()
    return found


def test_it_holds_ones_own_open_commitments_however_old(cast):
    mine = promise(cast, -400)
    promise(cast, 3, owner=cast.bob)
    assert list(feed(cast.alice)) == [f"commitment-{mine.pk}@qi.example.org"]


def test_what_moves_changes_in_place_with_a_higher_sequence(cast):
    made = promise(cast, 3)
    before = only(cast.alice)
    move(actor=cast.alice, commitment=made, due_on=made.due_on + timedelta(days=9), reason="Ill.")
    after = only(cast.alice)
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert after["dtstart"].dt == before["dtstart"].dt + timedelta(days=9)


@pytest.mark.parametrize("change", [acknowledge, fulfil, withdraw, move])
def test_every_change_raises_the_sequence(cast, change):
    made = promise(cast, 3)
    given = {
        acknowledge: {},
        fulfil: {"evidence": "Seen."},
        withdraw: {"reason": "Not needed."},
        move: {"due_on": made.due_on + timedelta(days=1), "reason": "Ill."},
    }[change]
    before = only(cast.alice)["sequence"]
    with later(1):
        change(actor=cast.alice, commitment=made, **given)
        assert only(cast.alice)["sequence"] > before
        assert only(cast.alice)["last-modified"].dt == clock.now()


@pytest.mark.parametrize(
    ("close", "status", "summary"),
    [
        (lambda c, one: fulfil(actor=c, commitment=one, evidence="Seen."), "CONFIRMED", "Done: "),
        (lambda c, one: withdraw(actor=c, commitment=one, reason="x"), "CANCELLED", ""),
    ],
)
def test_what_is_closed_stays_for_sixty_days(cast, close, status, summary):
    close(cast.alice, promise(cast, 3, title="Train the clerks"))
    found = only(cast.alice)
    assert found["status"] == status
    assert found["summary"].startswith(f"{summary}Train the clerks (C-")
    with later(60):
        assert len(feed(cast.alice)) == 1
    with later(61):
        assert not feed(cast.alice)


def test_what_is_given_away_is_cancelled_for_the_former_owner_who_learns_nothing_new(cast):
    made = promise(cast, 3, title="Train the clerks")
    before = only(cast.alice)
    given_on = clock.today()
    made = reassign(actor=cast.alice, commitment=made, owner=cast.bob, reason="His.")
    with later(1):
        move(actor=cast.bob, commitment=made, due_on=date(2027, 8, 1), reason="More time.")
    found = only(cast.alice)
    assert (found["uid"], found["status"]) == (before["uid"], "CANCELLED")
    assert found["sequence"] > before["sequence"]
    assert found["dtstart"].dt == given_on
    assert "clerks" not in found["summary"]
    assert only(cast.bob)["dtstart"].dt == date(2027, 8, 1)
    with later(61):
        assert not feed(cast.alice)


def test_what_came_back_is_ones_own_again(cast):
    made = promise(cast, 3)
    made = reassign(actor=cast.alice, commitment=made, owner=cast.bob, reason="His.")
    reassign(actor=cast.lee, commitment=made, owner=cast.alice, reason="Hers after all.")
    assert only(cast.alice)["status"] == "CONFIRMED"
    assert only(cast.bob)["status"] == "CANCELLED"


@pytest.mark.parametrize("rows", [1, 3])
def test_however_much_there_is_it_takes_three_queries(cast, rows, django_assert_num_queries):
    for _ in range(rows):
        promise(cast, 3)
        given = promise(cast, 3)
        reassign(actor=cast.alice, commitment=given, owner=cast.bob, reason="His.")
    with django_assert_num_queries(3):
        assert len(queries.calendar_entries(cast.alice)) == 2 * rows
