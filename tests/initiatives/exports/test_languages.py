"""Letters are written in the language of who gets them, whatever is active where they are made."""

from datetime import UTC, datetime

import pytest
from django.core import mail

from initiatives.accountability.models import Preference
from initiatives.accountability.services import sweep
from initiatives.base import clock
from initiatives.exports.services import choose_monthly
from initiatives.people.models import User
from tests.initiatives.exports.making import made
from tests.translated import write_catalogue

pytestmark = pytest.mark.django_db
NOON = datetime(2027, 3, 12, 20, 0, tzinfo=UTC)  # a Friday in Seattle
ONE, MANY = "Of %(n)d principle: %(states)s.", "Of %(n)d principles: %(states)s."
TEXTS = {
    "Your file is ready: %(title)s": "Su archivo: %(title)s",
    "Your exports": "Sus archivos",
    "The status at %(entity)s: %(summary)s": "Estado de %(entity)s: %(summary)s",
    ONE + "\0" + MANY: "a\0b\0De %(n)d: %(states)s.",
    "Where each principle stands": "Principio por principio",
}


@pytest.fixture(autouse=True)
def spanish(tmp_path, settings, cast):
    settings.LOCALE_PATHS = [write_catalogue(tmp_path, "es", TEXTS)]
    Preference.objects.create(person=cast.lee, language="es")
    with clock.at(NOON):
        yield


def mail_to(person):
    return next(one for one in mail.outbox if one.to == [person.email])


def test_the_notice_of_a_file(cast):
    made(cast.lee)
    made(cast.erin)
    sweep()
    assert mail_to(cast.lee).subject == "Su archivo: Initiatives (CSV)"
    assert "Sus archivos" in mail_to(cast.lee).alternatives[0][0]
    assert mail_to(cast.erin).subject == "Your file is ready: Initiatives (CSV)"


def test_the_monthly_mail(cast):
    for person in (cast.lee, cast.erin):
        choose_monthly(actor=User.objects.get(pk=person.pk), when="day", day=12)
    sweep()
    spanish, english = mail_to(cast.lee), mail_to(cast.erin)
    assert spanish.subject.startswith("Estado de ")
    assert ": De 3: " in spanish.subject
    assert english.subject.startswith("The status at ")
    page = spanish.alternatives[0][0]
    assert '<html lang="es">' in page
    assert "Principio por principio" in page
    assert "Principio por principio" in spanish.body
    assert "Where each principle stands" in english.body
