"""Sending: what the server says decides; nothing is lost, and nobody is written to out of hours."""

from datetime import date, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from initiatives.accountability.choices import Channel
from initiatives.accountability.models import ChatAddress, Delivery, Preference, Reminder
from initiatives.accountability.rules.steps import Step
from initiatives.accountability.services import (
    Terms,
    drain,
    keep_policy,
    prepare,
    snooze,
    sweep,
)
from initiatives.accountability.services.carriers import Mail
from initiatives.accountability.services.claim import claim
from initiatives.accountability.services.send import send
from initiatives.accountability.services.sweep import always
from initiatives.base import clock
from tests.factories import make_user
from tests.initiatives.accountability.noon import NOON, later, promise, sent_to

pytestmark = pytest.mark.django_db


class Answering(EmailBackend):
    """A mail server with one answer to everybody."""

    def __init__(self, answer):
        super().__init__()
        self.answer, self.asked = answer, 0

    def send_messages(self, messages):
        self.asked += 1
        raise self.answer


class Closed(EmailBackend):
    """A mail server that does not let us in."""

    def open(self):
        raise ConnectionRefusedError("Connection refused")


def refusal(code):
    return SMTPRecipientsRefused({"alice@example.org": (code, b"No such mailbox")})


def at(**later):
    return clock.at(NOON + timedelta(**later))


def test_an_address_that_is_refused_for_good_parks_at_once_and_escalates(cast):
    promise(cast, -1)
    assert sweep(Answering(refusal(550))).failed == 1
    parked = Delivery.objects.get()
    assert (parked.state, parked.attempts) == ("failed", 1)
    assert parked.error == "550 No such mailbox"
    assert Preference.objects.get().unreachable_because == "550 No such mailbox"
    assert sweep().sent == 1
    assert "cannot be reached" in sent_to(cast.lee)[0].body
    assert sent_to(cast.alice) == []


def test_a_mailbox_that_is_full_for_now_is_tried_again(cast):
    promise(cast, -1)
    sweep(Answering(refusal(452)))
    assert Delivery.objects.get().state == "pending"
    assert not Preference.objects.exists()


def test_a_message_that_is_refused_for_good_parks_but_its_reader_stays_reachable(cast):
    promise(cast, -1)
    sweep(Answering(SMTPDataError(554, b"Looks like spam")))
    assert Delivery.objects.get().state == "failed"
    assert not Preference.objects.exists()
    with later(1):
        assert sweep().sent == 1  # the next day's digest


def test_a_server_that_is_away_costs_no_attempt_and_ends_the_drain(cast):
    for number in range(3):
        promise(cast, -1, owner=make_user(f"Owner {number}"))
    prepare()
    assert drain(Channel.EMAIL, carrier=Mail(Closed()))["away"] == 1
    assert set(Delivery.objects.values_list("attempts", "leased_until")) == {(0, None)}
    assert sweep().sent == 3


def test_a_connection_that_breaks_gives_the_rest_of_the_batch_back(cast):
    for number in range(3):
        promise(cast, -1, owner=make_user(f"Owner {number}"))
    prepare()
    broken = Answering(SMTPServerDisconnected("Connection unexpectedly closed"))
    drain(Channel.EMAIL, carrier=Mail(broken))
    assert broken.asked == 1
    assert sorted(Delivery.objects.values_list("attempts", flat=True)) == [0, 0, 1]


def test_waits_grow_and_after_three_days_it_is_parked(cast):
    promise(cast, -1)
    sweep(Answering(refusal(452)))
    first = Delivery.objects.get()
    assert timedelta(seconds=60) <= first.not_before - NOON <= timedelta(seconds=75)
    with at(minutes=3):
        sweep(Answering(refusal(452)))
        second = Delivery.objects.get()
        assert second.not_before - clock.now() >= timedelta(seconds=120)
    Delivery.objects.update(due_at=NOON - timedelta(hours=73), not_before=NOON)
    with at(minutes=9):
        sweep(Answering(refusal(452)))
    assert Delivery.objects.get().state == "failed"


def test_a_digest_that_waited_past_its_hours_is_opened_anew_in_the_morning(cast):
    promise(cast, -1)
    sweep(Answering(refusal(452)))
    with at(hours=7):  # seven in the evening
        assert sweep().sent == 0
        assert not Delivery.objects.exists()
    with at(hours=20):
        assert sweep().sent == 1
    assert Delivery.objects.get().day == date(2027, 3, 11)


def test_nothing_goes_at_the_weekend_and_all_of_it_on_monday_in_one_mail(cast):
    promise(cast, 3)
    promise(cast, 4)
    with later(3):  # Saturday
        assert sweep().sent == 0
    with later(4):
        assert sweep().sent == 0
    with later(5):
        assert sweep().sent == 1
    assert len(sent_to(cast.alice)) == 1


def test_what_was_snoozed_after_the_message_was_opened_is_not_said(cast):
    one = promise(cast, -1)
    prepare()
    snooze(actor=cast.alice, commitment=one, until=date(2027, 3, 20), reason="Waiting.")
    assert drain(Channel.EMAIL)["sent"] == 0
    assert not Delivery.objects.exists()


def test_a_lease_that_is_half_over_sends_nothing_more(cast, settings):
    promise(cast, -1)
    prepare()
    claimed = claim(Channel.EMAIL)
    with at(seconds=settings.LEASE_SECONDS // 2 + 1):
        assert send(claimed, Mail(), always)["sent"] == 0
    assert Delivery.objects.get().leased_until is None


def test_a_process_that_is_to_stop_gives_the_rest_back(cast):
    promise(cast, -1)
    prepare()
    claimed = claim(Channel.EMAIL)
    assert send(claimed, Mail(), lambda: False)["sent"] == 0
    assert Delivery.objects.values_list("attempts", "leased_until").get() == (0, None)


def test_a_sender_that_lost_its_lease_books_nothing(cast, settings):
    promise(cast, -1)
    prepare()
    slow = claim(Channel.EMAIL)
    with at(seconds=settings.LEASE_SECONDS + 1):
        assert drain(Channel.EMAIL)["sent"] == 1
    sent_at = Delivery.objects.get().sent_at
    send(slow, Mail(), always)
    assert Delivery.objects.get().sent_at == sent_at


def test_no_more_messages_a_minute_than_the_server_is_to_be_given(cast, settings):
    settings.MAILS_PER_MINUTE = 2
    for number in range(5):
        promise(cast, -1, owner=make_user(f"Owner {number}"))
    assert sweep().sent == 2
    assert sweep().sent == 0
    with at(seconds=61):
        assert sweep().sent == 2


@pytest.fixture
def urgent(cast):
    """The step of three days overdue goes at once."""
    steps = [Step("owner", 0), Step("owner", 3, True), Step("lead", 5, True)]
    keep_policy(actor=cast.root, entity=None, kind="", terms=Terms(steps))
    return cast


def test_an_urgent_step_goes_at_once_although_the_digest_of_the_day_has_gone(urgent):
    promise(urgent, -1)
    sweep()
    promise(urgent, -3, title="Pressing")
    assert sweep().sent == 1
    notice = sent_to(urgent.alice)[1]
    assert "Pressing" in notice.body
    assert "List-Unsubscribe" not in notice.extra_headers
    assert "List-Unsubscribe" in sent_to(urgent.alice)[0].extra_headers


def test_an_urgent_step_goes_on_a_saturday_but_not_in_the_night(urgent):
    promise(urgent, 0)
    with at(days=3, hours=-10):  # two in the morning
        assert sweep().sent == 0
    with at(days=3):
        assert sweep().sent == 1


def test_each_urgent_step_is_a_message_of_its_own_and_the_digest_leaves_them_out(urgent):
    promise(urgent, -3, title="One")
    promise(urgent, -3, title="Two")
    promise(urgent, 0, title="Three")
    assert sweep().sent == 3
    kinds = sorted(Delivery.objects.values_list("kind", flat=True))
    assert kinds == ["digest", "notice", "notice"]
    told = Reminder.objects.filter(delivery__kind="digest")
    assert [row.commitment.title for row in told] == ["Three"]


def test_an_escalation_reaches_those_without_digests_in_a_notice(urgent):
    Preference.objects.create(person=urgent.sam, digests=False)
    keep_policy(
        actor=urgent.root,
        entity=None,
        kind="",
        terms=Terms([Step("owner", 0), Step("sponsor", 2)]),
    )
    promise(urgent, -2)
    sweep()
    assert len(sent_to(urgent.sam)) == 1
    assert Delivery.objects.get(recipient=urgent.sam).kind == "notice"


def test_while_a_person_is_away_nothing_comes_and_then_one_digest(cast):
    Preference.objects.create(
        person=cast.alice, away_from=date(2027, 3, 10), away_until=date(2027, 3, 16)
    )
    promise(cast, -1)
    promise(cast, 2)
    for days in range(7):
        with later(days):
            sweep()
    assert sent_to(cast.alice) == []
    with later(7):
        sweep()
    assert len(sent_to(cast.alice)) == 1


def test_a_chat_that_fails_holds_up_no_mail(cast):
    ChatAddress.objects.create(
        person=cast.alice, address="https://hooks.slack.com/services/T/B/x", service="Slack"
    )
    promise(cast, -1)
    prepare()
    assert set(Delivery.objects.values_list("channel", flat=True)) == {"email", "chat"}
    assert drain(Channel.EMAIL)["sent"] == 1
    assert Delivery.objects.get(channel="chat").state == "pending"
    assert len(mail.outbox) == 1
