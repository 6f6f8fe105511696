"""How lines of the log look, and what never gets into them.

`QI_LOG_FORMAT=json` writes an object a line, for a collector; `line` is for people.
"""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from typing import Any

from initiatives.base import correlation

LINE = "%(asctime)s %(levelname)s %(name)s%(request_in_line)s: %(message)s"
HIDDEN = "[hidden]"
NAMES = "password|secret|token|key|code|signature|session|sessionid"
OPENING = "calendar|acknowledge|unsubscribe|password/reset/key"
CHATS = r"hooks\.slack\.com|discord(?:app)?\.com/api/webhooks|[a-z0-9.-]*webhook\.office\.com"
# What must not be read by whoever reads logs; docs/operations.md lists it.
SECRETS: tuple[tuple[re.Pattern[str], str], ...] = (
    # Authorization: Bearer …, Basic …, and cookies as a mapping of headers prints them
    (
        re.compile(r"(?i)((?:authorization|cookie|x-csrftoken)['\"]?\s*[:=]\s*)[^\r\n,}]+"),
        rf"\1{HIDDEN}",
    ),
    (re.compile(r"(?i)\b(bearer|basic)\s+[A-Za-z0-9+/=._~-]{8,}"), rf"\1 {HIDDEN}"),
    # user:password@ in the address of a server
    (re.compile(r"(?i)\b([a-z][a-z0-9+.-]*://)[^\s/@]*:[^\s/@]*@"), rf"\1{HIDDEN}@"),
    # values of a query or a form, by their names
    (re.compile(rf"(?i)\b([\w-]*(?:{NAMES})=)[^\s&\"']+"), rf"\1{HIDDEN}"),
    # addresses that open something by themselves
    (re.compile(rf"(/(?:{OPENING})/)[^\s/?\"']+"), rf"\1{HIDDEN}"),
    # whoever has the address of a chat can write there
    (re.compile(rf"(?i)(https?://(?:{CHATS})/)[^\s\"']+"), rf"\1{HIDDEN}"),
    # who somebody is
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "[e-mail]"),
)


def without_secrets(text: str) -> str:
    """The text with secrets and people's addresses taken out."""
    for pattern, instead in SECRETS:
        text = pattern.sub(instead, text)
    return text


class Line(logging.Formatter):
    """A line that people read."""

    def __init__(self) -> None:
        super().__init__(LINE)

    def format(self, record: logging.LogRecord) -> str:
        name = correlation.current()
        record.request_in_line = f" [{name}]" if name else ""
        return without_secrets(super().format(record))


class Json(logging.Formatter):
    """An object a line: time (UTC), level, logger, message; request and error where there are."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_secrets(record.getMessage()),
            "process": record.process,
        }
        if name := correlation.current():
            told["request"] = name
        if record.exc_info and record.exc_info[0]:
            told["error"] = record.exc_info[0].__name__
            told["trace"] = without_secrets("".join(traceback.format_exception(*record.exc_info)))
        return json.dumps(told, ensure_ascii=False)
