"""The message itself: text, HTML, headers, languages, chat."""

import gettext
import re
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core import mail

from initiatives.accountability.models import Delivery, Policy, PolicyStep, Preference
from initiatives.accountability.queries import policies_in_force
from initiatives.accountability.services import prepare, sweep
from initiatives.accountability.services.claim import claim
from initiatives.accountability.services.compose import chat_of
from initiatives.accountability.services.digest import told_by
from initiatives.accountability.services.recheck import still_owed
from initiatives.base import clock
from tests.initiatives.accountability.noon import promise, sent_to

pytestmark = pytest.mark.django_db
SPANISH = Path(django_settings.LOCALE_PATHS[0]) / "es/LC_MESSAGES"


def html_of(message):
    return message.alternatives[0][0]


@pytest.fixture
def at_once(db):
    """The first step after the date goes as a notice."""
    policies_in_force()
    PolicyStep.objects.filter(days=0).update(urgent=True)


def test_both_forms_say_the_same(cast):
    promise(cast, -2, title="Publish it")
    sweep()
    (message,) = sent_to(cast.alice)
    for said in ("Publish it", "2 days overdue", "due 8 March 2027", "its date has come"):
        assert said in message.body
        assert said in html_of(message)
    assert "C-" in message.body


def test_what_people_write_is_escaped_in_html_and_left_alone_in_text(cast):
    promise(cast, -1, title='<script>alert("x")</script> & more')
    sweep()
    (message,) = sent_to(cast.alice)
    assert '<script>alert("x")</script> & more' in message.body
    assert "<script>" not in html_of(message)
    assert "&lt;script&gt;" in html_of(message)


def test_html_loads_nothing_from_anywhere(cast):
    promise(cast, -1)
    sweep()
    assert not re.search(r"<(img|link|script|style|iframe)|url\(", html_of(mail.outbox[0]))


def test_a_digest_can_be_ended_by_one_click_and_a_notice_cannot(cast, at_once):
    promise(cast, -1, title="Pressing")
    promise(cast, 3, title="Soon")
    sweep()
    notice, digest = sorted(sent_to(cast.alice), key=lambda one: "Soon" in one.body)
    assert digest.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = digest.extra_headers["List-Unsubscribe"].strip("<>")
    assert link.startswith(f"{django_settings.SITE_URL}/unsubscribe/")
    assert link in digest.body
    assert "List-Unsubscribe" not in notice.extra_headers
    assert "/unsubscribe/" not in notice.body
    assert "always sent by mail" in notice.body


def test_a_notice_speaks_of_one_thing_only(cast, at_once):
    promise(cast, -1, title="Pressing")
    promise(cast, 20, title="Far ahead")
    sweep()
    (notice,) = sent_to(cast.alice)
    assert "could not wait" in notice.body
    assert "Far ahead" not in notice.body


def test_the_message_id_follows_from_the_delivery(cast):
    promise(cast, -1)
    sweep()
    sent = Delivery.objects.get()
    expected = f"<digest.20270310.{sent.recipient_id}@127.0.0.1>"
    assert mail.outbox[0].extra_headers["Message-ID"] == expected


def test_what_goes_over_the_wire_is_a_whole_message(cast):
    promise(cast, -1, title="Übergabe " + "lang " * 35)
    sweep()
    parsed = message_from_bytes(mail.outbox[0].message().as_bytes())
    assert parsed["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in parsed.walk()][1:] == ["text/plain", "text/html"]
    text = parsed.get_payload()[0].get_payload(decode=True).decode()
    assert "Übergabe lang lang" in text


def test_a_person_reads_it_in_their_language(cast):
    Preference.objects.create(person=cast.alice, language="es")
    promise(cast, -2, title="Publish it")
    promise(cast, -31, owner=cast.bob)
    sweep()
    (message,) = sent_to(cast.alice)
    assert message.subject == "QI Tracker: 1 con retraso"
    assert "2 días de retraso, con fecha del 8 de marzo de 2027" in message.body
    assert "Lleva su nombre y ha llegado su fecha" in message.body
    assert '<html lang="es">' in html_of(message)
    assert "overdue" in sent_to(cast.bob)[0].subject


def test_no_string_of_a_mail_is_left_in_english():
    catalog = gettext.GNUTranslations((SPANISH / "django.mo").open("rb"))
    folder = Path(django_settings.BASE_DIR) / "templates/mail"
    found = [
        text
        for template in folder.iterdir()
        for text in re.findall(r'{% translate "(.+?)" %}', template.read_text())
    ]
    assert len(found) > 10
    assert [text for text in found if catalog.gettext(text) == text] == []


def test_what_is_compiled_is_what_is_written():
    catalog = gettext.GNUTranslations((SPANISH / "django.mo").open("rb"))
    written = re.findall(
        r'^(?:msgctxt "(.+)"\n)?msgid "(.+)"\nmsgstr "(.*)"$',
        (SPANISH / "django.po").read_text(),
        re.M,
    )
    assert len(written) > 4_000
    for context, text, translated in written:
        told = catalog.pgettext(context, unescaped(text)) if context else None
        assert (told or catalog.gettext(unescaped(text))) == unescaped(translated)


def unescaped(text):
    return text.replace("\\n", "\n").replace('\\"', '"').replace("\\\\", "\\")


def test_a_chat_reads_the_lines_with_their_links(cast):
    one = promise(cast, -2, title="Publish it")
    prepare()
    claimed = claim("email")
    owed, _ = still_owed(claimed)
    title, text = chat_of(claimed[0], told_by(claimed, owed)[claimed[0].pk])
    assert title == "QI Tracker: 1 overdue"
    link = f"{django_settings.SITE_URL}/commitments/{one.pk}/"
    assert f"- Publish it ({one.reference}), 2 days overdue: {link}" in text


def test_the_policy_that_asked_is_named(cast):
    policies_in_force()
    Policy.objects.update(number=4)
    promise(cast, -1)
    with clock.at(clock.now() + timedelta(minutes=1)):
        sweep()
    assert "(reminder policy, version 4)" in mail.outbox[0].body
