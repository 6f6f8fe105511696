"""The mails about covers go right away, and what fails there fails nothing else."""

from datetime import UTC, datetime, timedelta
from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from initiatives.base import clock
from initiatives.base.errors import Invalid
from initiatives.people.models import Cover
from initiatives.people.services import answer_cover, ask_cover
from tests.factories import make_user

pytestmark = pytest.mark.django_db
NOON = datetime(2027, 3, 10, 20, 0, tzinfo=UTC)


@pytest.fixture
def ask(django_capture_on_commit_callbacks):
    """Ask somebody, through to the end of the transaction."""

    def asked(person, stand_in, days=5, reason="On leave"):
        with clock.at(NOON), django_capture_on_commit_callbacks(execute=True):
            today = clock.today()
            return ask_cover(
                actor=person,
                person=person,
                stand_in=stand_in,
                starts=today,
                ends=today + timedelta(days=days),
                reason=reason,
            )

    return asked


def test_who_is_asked_is_told_by_whom_for_which_days_and_why(ask):
    ask(make_user("Alice"), make_user("Bob"))
    (told,) = mail.outbox
    assert told.to == ["bob@example.org"]
    assert told.subject == "Alice asks you to cover for them"
    for words in ("March 10, 2027", "March 15, 2027", "Why: On leave", "/mine/cover/"):
        assert words in told.body


@pytest.mark.parametrize(("accept", "said"), [(True, "covers for you"), (False, "cannot cover")])
def test_who_is_away_is_told_of_the_answer(ask, django_capture_on_commit_callbacks, accept, said):
    bob = make_user("Bob")
    cover = ask(make_user("Alice"), bob)
    with django_capture_on_commit_callbacks(execute=True):
        answer_cover(actor=bob, cover=cover, accept=accept)
    assert mail.outbox[-1].to == ["alice@example.org"]
    assert mail.outbox[-1].subject == f"Bob {said}" + ("" if accept else " for you")


def test_nobody_is_told_of_a_request_that_was_refused(ask):
    alice = make_user("Alice")
    with pytest.raises(Invalid):
        ask(alice, alice)
    assert not mail.outbox


def test_a_name_over_several_lines_makes_no_header_of_its_own(ask):
    ask(make_user("Alice\r\nBcc: all@example.org", email="alice@example.org"), make_user("Bob"))
    (told,) = mail.outbox
    assert told.subject.startswith("Alice Bcc: all@example.org asks")
    assert told.message()["Bcc"] is None


@pytest.mark.parametrize("error", [SMTPException("busy"), ConnectionRefusedError("down")])
def test_a_mail_server_that_is_away_refuses_no_request(ask, monkeypatch, caplog, error):
    def away(self, messages):
        raise error

    monkeypatch.setattr(EmailBackend, "send_messages", away)
    ask(make_user("Alice"), make_user("Bob"))
    assert Cover.objects.count() == 1
    assert "was not taken" in caplog.text
    assert "bob@example.org" not in caplog.text
