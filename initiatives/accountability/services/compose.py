"""The message itself: a mail as plain text and HTML, or the text for a chat."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from initiatives.accountability.choices import DeliveryKind
from initiatives.accountability.letters import Letter, language_of
from initiatives.accountability.models import Delivery
from initiatives.accountability.services.digest import Told, parts_of, pattern, subject_of
from initiatives.accountability.services.links import unsubscribe_url


def mail_of(delivery: Delivery, told: Told) -> EmailMultiAlternatives:
    """The mail as plain text with an HTML alternative, in the recipient's language."""
    with translation.override(language_of(delivery.recipient)):
        context = context_of(delivery, told)
        mail = EmailMultiAlternatives(
            context["subject"],
            render_to_string("mail/digest.txt", context),
            to=[delivery.recipient.email],
            headers=headers_of(delivery, context["unsubscribe_url"]),
        )
        mail.attach_alternative(render_to_string("mail/digest.html", context), "text/html")
    return mail


def letter_of(delivery: Delivery, letter: Letter) -> EmailMultiAlternatives:
    """A letter as a mail, like a digest in all but what it says."""
    with translation.override(language_of(delivery.recipient)):
        context = {
            **letter.context,
            "subject": letter.subject,
            "person": delivery.recipient,
            "language": translation.get_language(),
            "settings_url": pattern("reminding"),
            "demo": settings.DEMO,
        }
        mail = EmailMultiAlternatives(
            " ".join(letter.subject.split()),
            render_to_string(f"{letter.template}.txt", context),
            to=[delivery.recipient.email],
            headers=headers_of(delivery, ""),
        )
        mail.attach_alternative(render_to_string(f"{letter.template}.html", context), "text/html")
    return mail


def chat_of(delivery: Delivery, told: Told) -> tuple[str, str]:
    """Title and text for a chat: the lines of the mail with their links."""
    with translation.override(language_of(delivery.recipient)):
        context = context_of(delivery, told)
        return context["subject"], render_to_string("mail/chat.txt", context)


def context_of(delivery: Delivery, told: Told) -> dict[str, Any]:
    """What the templates say."""
    digest = delivery.kind == DeliveryKind.DIGEST
    parts = parts_of(told)
    return {
        "subject": subject_of(parts),
        "person": delivery.recipient,
        "language": translation.get_language(),
        "digest": digest,
        "parts": parts,
        "inbox_url": pattern("my_accountability"),
        "reminders_url": pattern("my_reminders"),
        "settings_url": pattern("reminding"),
        "unsubscribe_url": unsubscribe_url(delivery.recipient) if digest else "",
        "demo": settings.DEMO,
    }


def headers_of(delivery: Delivery, unsubscribe: str) -> dict[str, str]:
    """The message id, and for digests how a mail program ends them (RFC 8058)."""
    headers = {"Message-ID": message_id(delivery), "Auto-Submitted": "auto-generated"}
    if unsubscribe:
        headers["List-Unsubscribe"] = f"<{unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def message_id(delivery: Delivery) -> str:
    """Made from the delivery's key, so that a message sent twice is known for one."""
    host = settings.SITE_URL.split("//")[-1].split(":")[0].split("/")[0]
    key = delivery.key.replace("/", ".").replace("-", "")
    return f"<{key}.{delivery.recipient_id}@{host}>"
