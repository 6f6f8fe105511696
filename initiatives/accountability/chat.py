"""A message to a chat, by apprise, which knows the dialects of the services.

One plugin of it is loaded when it first sends (0.1 s and 2 MB; all of apprise is 1 s and 12 MB), so
a page that sends nothing does not pay for it. Apprise tells only whether it worked. Why not, the
guard knows: it sees the answer on its way to apprise.
"""

import logging
import re
from collections.abc import Callable
from http import HTTPStatus
from http.client import responses
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.conf import settings

from initiatives.accountability.chat_services import Service, service_at, understood
from initiatives.base.errors import Invalid
from initiatives.base.outgoing import Guard, guarded

if TYPE_CHECKING:
    from apprise.plugins.base import NotifyBase

logger = logging.getLogger(__name__)

CONNECT_SECONDS = 5.0
READ_SECONDS = 10.0
# Ends the request of a server that answers by one byte now and then.
LONGEST_SECONDS = 20.0
NOT_NOW = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS)

# Where markup begins that calls people (<!channel>, <at>, @everyone) or hides where a link leads.
MARKUP = re.compile(r"<|(?<!\w)@|\](?=\()")
NO_SPACE = "\u200b"


class ChatRefused(Exception):
    """This address takes no message, now or later. The words do not hold the address."""


class ChatFailed(Exception):
    """The message was not taken now; it may be later. The words do not hold the address."""


class AskedAgain(Exception):
    """Apprise would ask a second time; the engine has patience of its own."""


def service_of(address: str) -> str:
    """The name of the service; raises Invalid for the field `address` where none can be used."""
    return service_at(address.strip()).name


def send(address: str, *, title: str, text: str) -> None:
    """Send one message in one request; raises ChatRefused or ChatFailed.

    A text that is too long for the service loses its last lines but one: that leads to the rest.
    """
    try:
        service, given = understood(address.strip())
    except Invalid as error:
        raise ChatRefused(str(error)) from None
    with guarded(LONGEST_SECONDS) as guard:
        taken = told(service, given, guard, harmless(title), harmless(text))
    refused = complaint(service.name, guard)
    if refused:
        raise refused
    if not taken:
        raise ChatFailed(f"{service.name} answered, but not as it does to a message that it takes.")


def told(service: Service, given: dict[str, Any], guard: Guard, title: str, text: str) -> bool:
    """True when apprise is content with the answer. What goes wrong is noted in the guard."""
    from apprise.common import NotifyFormat, OverflowMode

    try:
        plugin = plugin_of(service, given)
        plugin.throttle = once(guard)  # type: ignore[method-assign]
        return plugin.notify(
            title=title,
            body=shortened(text, plugin.body_maxlen - len(title) - 4),
            body_format=NotifyFormat.TEXT if service.escaped else None,
            overflow=OverflowMode.TRUNCATE,
        )
    except AskedAgain:
        return False
    except Exception as error:
        # Whatever it is, it must not hold up the next message; its words may hold the address.
        guard.error = guard.error or error
        return False


def plugin_of(service: Service, given: dict[str, Any]) -> "NotifyBase":
    """Apprise's plugin for this address alone; loads it on first use."""
    from apprise.asset import AppriseAsset

    module, _, name = service.plugin.partition(".")
    asset = AppriseAsset(app_id="QI Tracker", app_url=settings.SITE_URL, http_redirects=False)
    limits = {"redirect": False, "cto": CONNECT_SECONDS, "rto": READ_SECONDS}
    kind = getattr(import_module(f"apprise.plugins.{module}"), name)
    plugin: NotifyBase = kind(asset=asset, secure=True, **limits, **given)
    for attribute, value in service.changed.items():
        setattr(plugin, attribute, value)
    return plugin


def once(guard: Guard) -> Callable[..., None]:
    """Instead of what apprise does before each request: it sleeps for as long as a server says."""

    def throttle(*args: object, **kwargs: object) -> None:
        if guard.status is not None:
            raise AskedAgain

    return throttle


def complaint(name: str, guard: Guard) -> ChatRefused | ChatFailed | None:
    """Why there was no answer, or what a bad one means; nothing for a good one."""
    if guard.status is None:
        return silence(name, guard)
    if guard.status < 300:
        return None
    answer = f"{name} answered {guard.status} {responses.get(guard.status, '')}".rstrip()
    if guard.status >= 500 or guard.status in NOT_NOW:
        return ChatFailed(f"{answer}.")
    return ChatRefused(f"{answer}: it takes no message at this address.")


def silence(name: str, guard: Guard) -> ChatRefused | ChatFailed:
    """Why there was no answer."""
    from requests.exceptions import SSLError, Timeout

    if isinstance(guard.error, Invalid):
        return ChatRefused("This address does not lead to the public internet.")
    if guard.late or isinstance(guard.error, Timeout):
        return ChatFailed(f"{name} did not answer in time.")
    if isinstance(guard.error, SSLError):
        return ChatFailed(f"{name} has no valid certificate.")
    logger.warning("%s was not reached: %s", name, type(guard.error).__name__)
    return ChatFailed(f"{name} could not be reached.")


def harmless(text: str) -> str:
    """The same to the eye, but nothing in it calls people or hides where a link leads."""
    return MARKUP.sub(lambda found: found[0] + NO_SPACE, text)


def shortened(text: str, room: int) -> str:
    """At most `room` characters: the first lines that fit, and the last one."""
    if len(text) <= room:
        return text
    *lines, last = text.rstrip().splitlines()
    room -= len(last) + 2
    kept: list[str] = []
    while lines and len(lines[0]) < room:
        room -= len(lines[0]) + 1
        kept.append(lines.pop(0))
    return "\n".join([*kept, "…", last])
