"""Plan, claim, send: what is owed is sent once, whatever happens in between."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import time, timedelta
from email import message_from_bytes
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from initiatives.accountability.mailbox import EmlFileBackend
from initiatives.accountability.models import Delivery, Reminder
from initiatives.accountability.queries import overdue
from initiatives.accountability.rules import is_overdue
from initiatives.accountability.rules.steps import Step
from initiatives.accountability.services import (
    Terms,
    choose_preferences,
    fulfil,
    keep_policy,
    move,
    preview,
    reassign,
    snooze,
    sweep,
)
from initiatives.accountability.services.plan import plan
from initiatives.base import clock
from initiatives.base.errors import Invalid
from initiatives.people.choices import Role
from initiatives.people.services import answer_cover, ask_cover, end_role
from tests.factories import Cast, make_entity, make_promise, make_user, rolled_back, seat
from tests.initiatives.accountability.noon import NOON, later, promise, sent_to

pytestmark = pytest.mark.django_db


def test_a_second_sweep_sends_nothing(cast):
    promise(cast, -1)
    assert (sweep().sent, sweep().sent) == (1, 0)


def test_what_becomes_owed_after_the_mail_waits_for_the_next_day(cast):
    promise(cast, -1)
    sweep()
    promise(cast, -2, title="Late comer")
    assert sweep().sent == 0
    with later(1):
        assert sweep().sent == 1
    assert "Late comer" in sent_to(cast.alice)[1].body


def test_a_missed_week_is_made_up_by_the_next_sweep_in_one_mail(cast):
    promise(cast, 14)
    with later(20):
        assert sweep().sent == 1
    assert [reminder.step for reminder in Reminder.objects.all()] == [0]


def test_a_promise_long_ahead_is_not_spoken_of(cast):
    promise(cast, 15)
    assert sweep().planned == 0


def test_the_sponsor_is_told_once_after_two_weeks(cast):
    promise(cast, -14)
    for days in (0, 7, 14):
        with later(days):
            sweep()
    assert len(sent_to(cast.sam)) == 1
    assert "You sponsor it" in sent_to(cast.sam)[0].body
    assert len(sent_to(cast.alice)) == 2  # after 7 and after 21 days


def test_a_sponsor_who_owns_the_promise_is_told_as_owner_only(cast):
    promise(cast, -14, owner=cast.sam)
    sweep()
    assert [reminder.audience for reminder in Reminder.objects.all()] == ["owner"]


@pytest.mark.parametrize(
    "changed",
    [
        lambda cast, one: fulfil(actor=cast.alice, commitment=one, evidence="Seen."),
        lambda cast, one: move(
            actor=cast.lee, commitment=one, due_on=one.due_on + timedelta(60), reason="Ill."
        ),
        lambda cast, one: reassign(actor=cast.lee, commitment=one, owner=cast.bob, reason="Left."),
    ],
    ids=["fulfilled", "moved", "reassigned"],
)
def test_what_changed_after_planning_is_not_sent_to_the_former_owner(cast, changed):
    one = promise(cast, -1)
    plan()
    changed(cast, one)
    sweep()
    assert sent_to(cast.alice) == []
    assert Reminder.objects.get(generation=1).state == "cancelled"


def test_the_new_owner_is_told(cast):
    one = promise(cast, -1)
    sweep()
    reassign(actor=cast.lee, commitment=one, owner=cast.bob, reason="Left.")
    assert sweep().sent == 1
    assert len(sent_to(cast.bob)) == 1


def test_a_recipient_is_asked_again_whether_they_may_see_it(cast):
    lone = make_entity("Lone", cast.system)
    chief = seat(make_user("Chief"), Role.EXECUTIVE, lone)
    shortfall_owner = make_user("Owner of it")
    from tests.factories import make_shortfall

    about = make_shortfall(cast.lee, lone, cast.principles[0], owner=chief)
    make_promise(cast.lee, shortfall_owner, -20, shortfall=about)
    plan()
    about.refresh_from_db()
    type(about).objects.filter(pk=about.pk).update(owner=None)
    end_role(actor=cast.root, membership=chief.memberships.get(), reason="Left.")
    sweep()
    assert sent_to(chief) == []
    assert Reminder.objects.get(recipient=chief).state == "lapsed"


def test_a_closed_account_gets_nothing(cast):
    promise(cast, -1)
    plan()
    type(cast.alice).objects.filter(pk=cast.alice.pk).update(is_active=False)
    sweep()
    assert sent_to(cast.alice) == []


def test_overdue_is_judged_where_the_owner_is(cast):
    tokyo = make_user("Tomo", time_zone="Asia/Tokyo")
    late = make_promise(cast.lee, tokyo, 0, initiative=cast.initiative)
    home = promise(cast, 0)
    with clock.at(NOON + timedelta(hours=5)):  # past midnight in Tokyo, afternoon in Seattle
        judged = {one.pk: is_overdue(one) for one in (late, home)}
        listed = set(type(late).objects.filter(overdue()).values_list("pk", flat=True))
    assert judged == {late.pk: False, home.pk: False}
    with clock.at(NOON + timedelta(hours=20)):
        assert is_overdue(late) is True
        assert is_overdue(home) is True
        listed = set(type(late).objects.filter(overdue()).values_list("pk", flat=True))
    assert listed == {late.pk, home.pk}


class Refusing(EmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, messages):
        raise SMTPServerDisconnected("Please try again later.")


class Dying(EmailBackend):
    """Sends, and then the process dies before anything is booked."""

    def send_messages(self, messages):
        super().send_messages(messages)
        raise KeyboardInterrupt


def test_a_refused_mail_is_tried_again_later_and_nothing_is_lost(cast):
    promise(cast, -1)
    assert sweep(Refusing()).failed == 1
    assert sweep().sent == 0  # not at once
    with clock.at(NOON + timedelta(minutes=3)):
        assert sweep().sent == 1
    assert Delivery.objects.get().attempts == 2


def test_after_ten_refusals_it_is_parked_with_its_error(cast):
    promise(cast, -1)
    for minutes in range(11):
        with clock.at(NOON + timedelta(minutes=minutes)):
            Delivery.objects.filter(state="pending").update(not_before=clock.now())
            sweep(Refusing())
    parked = Delivery.objects.get()
    assert (parked.state, parked.attempts) == ("failed", 10)
    assert "try again later" in parked.error
    assert Reminder.objects.get().state == "owed"


def test_a_process_that_dies_after_sending_doubles_one_mail_of_the_same_id(cast):
    promise(cast, -1)
    with pytest.raises(KeyboardInterrupt):
        sweep(Dying())
    assert sweep().sent == 0  # the lease still stands
    with clock.at(NOON + timedelta(minutes=3)):
        assert sweep().sent == 1
    first, second = sent_to(cast.alice)
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert Reminder.objects.get().state == "sent"


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_send_each_mail_once():
    def run(_):
        try:
            return sweep().sent
        finally:
            connection.close()

    with clock.at(NOON), ThreadPoolExecutor(2) as pool:
        cast = Cast()
        for number in range(8):
            make_promise(cast.lee, make_user(f"Owner {number}"), -1, initiative=cast.initiative)
        assert sum(pool.map(run, range(2))) == 8
    assert Counter(message.to[0] for message in mail.outbox).most_common(1)[0][1] == 1


def test_a_preview_writes_and_sends_nothing_and_foretells_the_sweep(cast):
    promise(cast, -1)
    promise(cast, 3, owner=cast.bob)
    foretold = {(item.recipient.pk, item.commitment.pk) for item in preview(clock.now())}
    assert not Reminder.objects.exists()
    assert not Delivery.objects.exists()
    assert mail.outbox == []
    sweep()
    assert foretold == set(Reminder.objects.values_list("recipient_id", "commitment_id"))


def test_mail_without_a_server_is_a_file(cast, tmp_path, settings):
    settings.MAIL_DIR = tmp_path / "mail"
    promise(cast, -1, title="Übergabe & <more>")
    sweep(EmlFileBackend())
    (file,) = settings.MAIL_DIR.iterdir()
    message = message_from_bytes(file.read_bytes())
    assert file.suffix == ".eml"
    assert message["To"] == cast.alice.email
    html = message.get_payload()[1].get_payload(decode=True).decode()
    assert "Übergabe &amp; &lt;more&gt;" in html


steps = st.one_of(
    st.tuples(st.just("make"), st.integers(-40, 20)),
    st.tuples(st.just("move"), st.integers(-10, 30)),
    st.tuples(st.just("reassign"), st.integers(0, 2)),
    st.tuples(st.just("fulfil"), st.integers(0, 5)),
    st.tuples(st.just("snooze"), st.integers(1, 9)),
    st.tuples(st.just("cover"), st.integers(0, 2)),
    st.tuples(st.just("policy"), st.integers(1, 12)),
    st.tuples(st.just("leave"), st.integers(0, 2)),
    st.tuples(st.just("refuse"), st.integers(0, 2)),
    st.tuples(st.just("wait"), st.integers(1, 9)),
    st.tuples(st.just("hours"), st.integers(1, 30)),
    st.tuples(st.just("sweep"), st.just(0)),
)


@given(script=st.lists(steps, min_size=3, max_size=16))
@example(script=[("make", 0), ("wait", 2), ("make", 1)])  # something is owed on a Saturday
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_happens_each_occasion_is_told_once_and_none_stays_owed(script):
    mail.outbox.clear()
    with rolled_back():
        Story().play(script)


class Story:
    """A script of events, then a quiet week; nothing is owed and nothing was told twice."""

    def __init__(self):
        self.now = NOON
        with clock.at(self.now):
            self.cast = Cast()
        self.people = [self.cast.alice, self.cast.bob, self.cast.sam]
        self.promises = []

    def play(self, script):
        for what, value in script:
            with clock.at(self.now):
                getattr(self, what)(value)
        self.wait_quietly()
        self.check()

    def wait_quietly(self):
        """A week of sweeps and on to a working day: digests wait for one."""
        end = self.now + timedelta(days=8)
        while self.now < end or self.now.isoweekday() > 5:
            self.now += timedelta(days=1)
            with clock.at(self.now.replace(hour=20)):
                sweep()

    def check(self):
        mine = Reminder.objects.filter(commitment__in=self.promises)
        assert not mine.filter(state="owed").exists()
        assert not Delivery.objects.filter(state="pending").exists()
        assert not Delivery.objects.exclude(leased_until=None).exists()
        ids = Counter(message.extra_headers["Message-ID"] for message in mail.outbox)
        assert all(times == 1 for times in ids.values())
        days = Delivery.objects.filter(kind="digest").values_list("recipient", "day")
        assert all(times == 1 for times in Counter(days).values())
        books = Delivery.objects.filter(state="sent").count()
        assert books == len(mail.outbox)
        assert not mine.filter(state="sent").exclude(delivery__state="sent").exists()

    def one(self, value):
        """An open promise, read afresh; none where there is none."""
        fresh = [type(one).objects.get(pk=one.pk) for one in self.promises]
        open_ones = [one for one in fresh if one.state == "open"]
        return open_ones[value % len(open_ones)] if open_ones else None

    def make(self, due_in):
        owner = self.people[len(self.promises) % 3]
        self.promises.append(promise(self.cast, due_in, owner=owner))

    def move(self, days):
        one, due_on = self.one(days), clock.today() + timedelta(days=days)
        if one and one.due_on != due_on:
            move(actor=self.cast.lee, commitment=one, due_on=due_on, reason="Ill.")

    def reassign(self, value):
        one, person = self.one(value), self.people[value]
        if one and one.owner != person:
            reassign(actor=self.cast.lee, commitment=one, owner=person, reason="Left.")

    def fulfil(self, value):
        if one := self.one(value):
            fulfil(actor=self.cast.lee, commitment=one, evidence="Seen.")

    def snooze(self, days):
        if one := self.one(days):
            until = clock.today() + timedelta(days=days)
            snooze(actor=one.owner, commitment=one, until=until, reason="Waiting.")

    def cover(self, value):
        person, stand_in = self.people[value], self.people[value - 1]
        today = clock.today()
        with suppress(Invalid):
            asked = ask_cover(
                actor=person,
                person=person,
                stand_in=stand_in,
                starts=today,
                ends=today + timedelta(days=4),
            )
            answer_cover(actor=stand_in, cover=asked, accept=True)

    def policy(self, days):
        steps = [Step("owner", -days), Step("owner", 0, days % 2 == 0), Step("sponsor", days)]
        counted = "working" if days % 3 else "calendar"
        terms = Terms(steps, days=counted, repeat_every=days, repeat_longest=2 * days)
        keep_policy(actor=self.cast.root, entity=None, kind="", terms=terms)

    def leave(self, value):
        today = clock.today()
        with suppress(Invalid):
            choose_preferences(
                actor=self.people[value],
                digest_at=time(9),
                digests=value != 1,
                language="en-us",
                away_from=today,
                away_until=today + timedelta(days=2),
            )

    def refuse(self, value):
        sweep(Refusing())

    def wait(self, days):
        self.now += timedelta(days=days)

    def hours(self, hours):
        self.now += timedelta(hours=hours)

    def sweep(self, value):
        sweep()
