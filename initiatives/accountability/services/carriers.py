"""Carriers: what takes a message to a person, and what its answers mean."""

from contextlib import suppress
from smtplib import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPException,
    SMTPHeloError,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPServerDisconnected,
)
from typing import Any, NamedTuple, Protocol

from django.core.mail import EmailMultiAlternatives, get_connection

from initiatives.accountability import chat
from initiatives.accountability.choices import Channel
from initiatives.accountability.letters import Letter
from initiatives.accountability.models import ChatAddress, Delivery
from initiatives.accountability.services.compose import chat_of, letter_of, mail_of
from initiatives.accountability.services.digest import Told
from initiatives.accountability.services.links import without_tokens

OUT_OF_ORDER = (SMTPServerDisconnected, SMTPConnectError, SMTPHeloError, SMTPAuthenticationError)


class Refused(Exception):
    """It will never take this one; `for_good` when it takes nothing for this person."""

    def __init__(self, message: str, *, for_good: bool = False) -> None:
        super().__init__(message)
        self.for_good = for_good


class NotNow(Exception):
    """It did not take this one now; it may later."""


class Away(Exception):
    """It takes nothing at all now; `begun` when a message was already under way."""

    def __init__(self, message: str, *, begun: bool) -> None:
        super().__init__(message)
        self.begun = begun


class Said(NamedTuple):
    """What was sent, for the books; the address of a chat is a secret and not among it."""

    address: str
    subject: str
    body: str


class Carrier(Protocol):
    """Takes messages one by one over one connection."""

    def write(self, delivery: Delivery, told: Told | Letter) -> Any:
        """The message in its own form, made without the database: another thread may do it."""

    def carry(self, delivery: Delivery, message: Any) -> Said:
        """Send one that it wrote; raises Refused, NotNow or Away."""

    def close(self) -> None:
        """Give the connection back."""


class Mail:
    """Mail by any of Django's backends."""

    def __init__(self, connection: Any = None) -> None:
        self.connection = connection or get_connection()

    def write(self, delivery: Delivery, told: Told | Letter) -> EmailMultiAlternatives:
        return letter_of(delivery, told) if isinstance(told, Letter) else mail_of(delivery, told)

    def carry(self, delivery: Delivery, mail: EmailMultiAlternatives) -> Said:
        self.open()
        try:
            self.connection.send_messages([mail])
        except (SMTPException, OSError) as error:
            self.close()
            raise meaning_of(error) from error
        return Said(delivery.recipient.email, str(mail.subject), without_tokens(str(mail.body)))

    def open(self) -> None:
        """Raises Away when the server does not answer or does not let us in."""
        try:
            self.connection.open()
        except (SMTPException, OSError) as error:
            raise Away(str(error), begun=False) from error

    def close(self) -> None:
        with suppress(SMTPException, OSError):
            self.connection.close()


class Chat:
    """A chat service, at the address that the person gave."""

    def write(self, delivery: Delivery, told: Told | Letter) -> tuple[str, str]:
        assert isinstance(told, Told), "letters go by mail"
        return chat_of(delivery, told)

    def carry(self, delivery: Delivery, message: tuple[str, str]) -> Said:
        where: ChatAddress | None = getattr(delivery.recipient, "chat", None)
        if where is None:
            raise Refused("There is no chat address any more.")
        title, text = message
        try:
            chat.send(where.address, title=title, text=text)
        except chat.ChatRefused as error:
            raise Refused(str(error), for_good=True) from error
        except chat.ChatFailed as error:
            raise NotNow(str(error)) from error
        return Said("", title, without_tokens(text))

    def close(self) -> None:
        """Each message has its own connection."""


def meaning_of(error: Exception) -> Exception:
    """What an answer of a mail server means (RFC 5321, 4.2.1: 5yz for good, 4yz for now)."""
    if isinstance(error, SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
        message = f"{code} {as_text(words)}"
        return Refused(message, for_good=True) if code >= 500 else NotNow(message)
    if isinstance(error, SMTPResponseException) and not isinstance(error, OUT_OF_ORDER):
        message = f"{error.smtp_code} {as_text(error.smtp_error)}"
        return Refused(message) if error.smtp_code >= 500 else NotNow(message)
    return Away(str(error), begun=True)


def as_text(words: bytes | str) -> str:
    return words.decode(errors="replace") if isinstance(words, bytes) else words


def carrier_of(channel: str) -> Carrier:
    """The carrier of a channel."""
    return Chat() if channel == Channel.CHAT else Mail()
