"""The monthly mail: chosen by each, sent once a month, of what its reader may see on that day."""

from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.core import mail

from initiatives.accountability.models import Delivery, Engine
from initiatives.accountability.services import stop_engine, sweep
from initiatives.base import clock
from initiatives.base.errors import Invalid, NotAllowed, Stale
from initiatives.exports.models import MonthlyMail
from initiatives.exports.services import choose_monthly
from initiatives.history.models import Event
from initiatives.people.models import Membership, User
from initiatives.people.services import deactivate_person, end_role
from initiatives.status.services import build_snapshot
from tests.factories import make_shortfall

pytestmark = pytest.mark.django_db
NOON = datetime(2027, 3, 10, 20, 0, tzinfo=UTC)  # a Wednesday in Seattle


def at(days, hours=0):
    return clock.at(NOON + timedelta(days=days, hours=hours))


def fresh(person):
    return User.objects.get(pk=person.pk)


def choose(person, when="day", day=12, **given):
    with at(0):
        return choose_monthly(
            actor=fresh(person), when=when, day=day if when == "day" else None, **given
        )


def sent(person):
    sweep()
    return [one for one in mail.outbox if one.to == [person.email]]


def test_nobody_gets_it_unasked(cast):
    with at(2):
        sweep()
    assert not Delivery.objects.filter(kind="letter").exists()


def test_it_comes_on_the_day_that_was_chosen_and_once(cast):
    choose(cast.erin)
    for days, many in ((1, 0), (2, 1), (2, 1), (3, 1), (20, 1), (33, 2), (34, 2)):
        with at(days):
            assert len(sent(cast.erin)) == many, days
    assert set(Delivery.objects.values_list("key", "state")) == {
        ("monthly/2027-03", "sent"),
        ("monthly/2027-04", "sent"),
    }


def test_a_sweep_that_was_missed_makes_up_for_it(cast):
    choose(cast.erin)
    with at(9):
        assert len(sent(cast.erin)) == 1
    with at(90):
        assert len(sent(cast.erin)) == 2, "of the months that passed without any, the latest"


def test_it_waits_for_a_working_day_and_for_the_hour(cast):
    choose(cast.erin, day=13)  # a Saturday
    for days, hours, many in ((3, 0, 0), (4, 0, 0), (5, -8, 0), (5, 0, 1)):
        with at(days, hours):
            assert len(sent(cast.erin)) == many, (days, hours)


def test_what_was_due_before_it_was_chosen_is_not_owed(cast):
    choose(cast.erin, day=9)
    with at(1):
        assert sent(cast.erin) == []


def test_another_day_makes_no_second_one_of_a_month(cast):
    choose(cast.erin)
    with at(2):
        assert len(sent(cast.erin)) == 1
        choose_monthly(actor=fresh(cast.erin), when="day", day=20)
    with at(12):
        assert len(sent(cast.erin)) == 1


def test_while_the_engine_is_stopped_it_waits(cast):
    choose(cast.erin)
    with at(2):
        stop_engine(actor=cast.root, reason="A test.")
        assert sent(cast.erin) == []
    Engine.objects.update(state="running")
    with at(5):
        assert len(sent(cast.erin)) == 1


def test_who_lost_the_role_is_not_told_any_more(cast):
    choose(cast.erin)
    choose(cast.ada)
    end_role(actor=cast.root, membership=Membership.objects.get(user=cast.erin), reason="Left.")
    deactivate_person(actor=cast.root, user=cast.ada, reason="Left.")
    with at(2):
        assert sent(cast.erin) == sent(cast.ada) == []


def test_one_that_was_opened_and_holds_no_more_is_dropped(cast):
    choose(cast.erin)
    with at(2):
        Delivery.objects.create(
            recipient=cast.erin, kind="letter", key="monthly/2027-03", day=clock.today()
        )
        choose_monthly(actor=fresh(cast.erin), when="")
        assert sent(cast.erin) == []
    assert not Delivery.objects.exists()


def test_it_says_where_things_stand_what_changed_and_what_to_decide(cast):
    with at(-20):
        build_snapshot()
    shortfall = make_shortfall(
        cast.lee, cast.hospital, cast.principles[0], "<b>No</b> interpreters", severity="severe"
    )
    with at(0):
        build_snapshot()
    choose(cast.erin)
    with at(2):
        (message,) = sent(cast.erin)
    html, kind = message.alternatives[0]
    assert kind == "text/html"
    assert message.subject.startswith("The status at System: Of 3 principles: 1 off track")
    for text in (message.body, html):
        assert shortfall.reference in text
        assert "Off track (1)" in text
        assert "/status/?entity=" in text
        assert "/mine/monthly/" in text
        assert f"/status/pack/?entity={cast.system.pk}&" in unescape(text)
        assert "start=2027-02&end=2027-02" in unescape(text)
        assert "is off track" in text
    assert "<b>No</b>" not in html
    assert message.extra_headers["Message-ID"].startswith("<monthly.202703.")


def test_it_says_only_what_its_reader_may_see(cast):
    make_shortfall(cast.lee, cast.hospital, cast.principles[0], "Hidden", severity="severe")
    choose(cast.charlie, entity=cast.clinic)
    with at(2):
        (message,) = sent(cast.charlie)
    assert "Clinic" in message.subject
    assert "Hidden" not in message.body


@pytest.mark.parametrize(
    ("name", "may"),
    [("erin", True), ("lee", True), ("ada", True), ("root", True), ("charlie", True)]
    + [(name, False) for name in ("alice", "bob", "sam", "nobody")],
)
def test_it_is_for_those_who_hold_a_role(cast, name, may):
    person = getattr(cast, name)
    if may:
        assert choose(person).person == person
    else:
        with pytest.raises(NotAllowed, match="hold a role"):
            choose(person)


def test_of_an_entity_it_is_for_those_who_hold_a_role_there(cast):
    with pytest.raises(Invalid, match="Hospital"):
        choose(cast.charlie, entity=cast.hospital)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"day": 0}, "day"),
        ({"day": 29}, "day"),
        ({"day": None}, "day"),
        ({"when": "weekly"}, "when"),
    ],
)
def test_a_day_that_not_every_month_has_is_refused(cast, given, field):
    with pytest.raises(Invalid) as refusal:
        choose(cast.erin, **given)
    assert set(refusal.value.errors) == {field}
    assert not MonthlyMail.objects.exists()


def test_choosing_is_kept_in_the_history_and_minds_the_version(cast):
    choose(cast.erin)
    choose(cast.erin)
    told = Event.objects.filter(verb="chose the monthly mail of", subject_id=cast.erin.pk)
    assert [event.after for event in told] == [{"when": "day", "day": 12, "entity": None}]
    with pytest.raises(Stale):
        choose_monthly(actor=fresh(cast.erin), when="working_day", version=99)
    assert choose_monthly(actor=fresh(cast.erin), when="working_day").day is None
    assert choose_monthly(actor=fresh(cast.erin), when="") is None
    assert not MonthlyMail.objects.exists()
