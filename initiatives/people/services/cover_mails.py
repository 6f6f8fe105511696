"""A plain mail about a cover, right away and best effort: the page says the same."""

import logging
from collections.abc import Callable
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from initiatives.people.choices import CoverState
from initiatives.people.models import Cover, User

logger = logging.getLogger(__name__)
Writer = Callable[[], tuple[str, str]]
PATIENCE = 5  # seconds: somebody waits for the page


def tell_of_request(cover: Cover) -> None:
    """Tell the one who is asked, once the request is kept."""
    later(cover.stand_in, lambda: request_of(cover))


def tell_of_answer(cover: Cover) -> None:
    """Tell the one who is away what the other answered, once that is kept."""
    later(cover.person, lambda: answer_of(cover))


def request_of(cover: Cover) -> tuple[str, str]:
    """Subject and text for the one who is asked."""
    subject = _("%(person)s asks you to cover for them") % {"person": cover.person}
    text = _(
        "%(person)s asks you to cover for them from %(starts)s to %(ends)s.\n\n"
        "If you agree, you get copies of their reminders and may acknowledge and fulfil what they "
        "promised. They stay accountable for it."
    ) % {"person": cover.person, **days_of(cover)}
    why = _("Why: %(reason)s") % {"reason": cover.reason} if cover.reason else ""
    return subject, joined(text, why, _("Agree or decline here:"))


def answer_of(cover: Cover) -> tuple[str, str]:
    """Subject and text for the one who is away."""
    named = {"stand_in": cover.stand_in, **days_of(cover)}
    if cover.state == CoverState.ACCEPTED:
        subject = _("%(stand_in)s covers for you") % named
        text = _("%(stand_in)s covers for you from %(starts)s to %(ends)s.") % named
    else:
        subject = _("%(stand_in)s cannot cover for you") % named
        text = (
            _(
                "%(stand_in)s declined to cover for you from %(starts)s to %(ends)s. "
                "Nobody covers for you then; please ask somebody else."
            )
            % named
        )
    return subject, joined(text, _("Your covers:"))


def joined(*parts: str) -> str:
    """The parts of a text, with the address of the page below them."""
    return "\n\n".join(part for part in parts if part) + f"\n{page()}\n"


def days_of(cover: Cover) -> dict[str, str]:
    """The first and the last day in the reader's language."""
    shape = "DATE_FORMAT"
    return {"starts": date_format(cover.starts, shape), "ends": date_format(cover.ends, shape)}


def page() -> str:
    """Where covers are asked for and answered."""
    return settings.SITE_URL + reverse("my_covers")


def later(person: User, write: Writer) -> None:
    """Send when the transaction is through; a mail that fails is noted in the log and no more."""
    transaction.on_commit(lambda: send(person, write), robust=True)


def send(person: User, write: Writer) -> None:
    """One mail in the person's language."""
    chosen = getattr(person, "preference", None)
    with translation.override(chosen.language if chosen else settings.LANGUAGE_CODE):
        subject, text = write()
    mail = EmailMessage(
        " ".join(subject.split()),
        text,
        to=[person.email],
        connection=get_connection(timeout=PATIENCE),
        headers={"Auto-Submitted": "auto-generated"},
    )
    try:
        mail.send()
    except (SMTPException, OSError):
        logger.warning("A mail to person %s was not taken.", person.pk)
