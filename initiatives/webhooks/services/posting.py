"""One request to a receiver, by the guard of outgoing requests: no inner address, no redirect."""

import logging
from typing import NamedTuple

from initiatives.base.addresses import Reach
from initiatives.base.errors import Invalid
from initiatives.base.outgoing import Guard, guarded

logger = logging.getLogger(__name__)
CONNECT_SECONDS, READ_SECONDS = 5.0, 10.0
LONGEST_SECONDS = 15.0  # ends one that answers by a byte now and then
EXCERPT = 200  # characters of an answer
GONE = 410


class Outcome(NamedTuple):
    """What came of a try: a status with the beginning of the answer, or why there is none."""

    status: int | None
    answer: str = ""
    error: str = ""

    @property
    def delivered(self) -> bool:
        """The convention takes any 2xx for yes, and nothing else: a redirect is not followed."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def gone(self) -> bool:
        """Whether the receiver wants nothing more."""
        return self.status == GONE


def post(address: str, body: bytes, headers: dict[str, str], reach: Reach) -> Outcome:
    """Send one message and note what comes of it; whatever goes wrong is an outcome as well."""
    import requests

    with guarded(LONGEST_SECONDS, reach) as guard:
        try:
            answer = requests.post(
                address,
                data=body,
                headers=headers,
                timeout=(CONNECT_SECONDS, READ_SECONDS),
                allow_redirects=False,
            )
        except Exception as error:
            # Its words may hold the address, so they are kept nowhere.
            guard.error = guard.error or error
            return Outcome(None, error=why_none(guard))
    return Outcome(answer.status_code, answer=excerpt(answer.content))


def why_none(guard: Guard) -> str:
    """Why there is no answer, without the address."""
    from requests.exceptions import SSLError, Timeout

    if isinstance(guard.error, Invalid):
        return "This address does not lead to where messages may be sent."
    if guard.late or isinstance(guard.error, Timeout):
        return "There was no answer in time."
    if isinstance(guard.error, SSLError):
        return "The receiver has no valid certificate."
    logger.warning("A webhook was not reached: %s", type(guard.error).__name__)
    return "The receiver could not be reached."


def excerpt(content: bytes) -> str:
    """The beginning of an answer, as a line that is safe to keep and to show."""
    text = content[: 4 * EXCERPT].decode("utf-8", "replace")
    plain = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(plain.split())[:EXCERPT]
