"""What the log says, and what it never says."""

import json
import logging
import re
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.base import correlation
from qi_tracker.logs import Json, Line, without_secrets


def record(message: str, *arguments: Any, error: bool = False) -> logging.LogRecord:
    trace = sys.exc_info() if error else None
    return logging.LogRecord("qi", logging.WARNING, __file__, 1, message, arguments, trace)


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("Authorization: Bearer qi_0123456789abcdef", "0123456789abcdef"),
        ("{'Authorization': 'Basic YWxpY2U6c2VjcmV0', 'Host': 'x'}", "YWxpY2U6c2VjcmV0"),
        ("sent with bearer qi_0123456789abcdef twice", "0123456789abcdef"),
        ("Cookie: sessionid=abcdefgh; csrftoken=ijklmnop", "abcdefgh"),
        ("Not Found: /calendar/Zx81-secret-of-alice.ics", "Zx81"),
        ("POST /acknowledge/eyJhbGciOi.signed/ failed", "eyJhbGciOi"),
        ("/unsubscribe/eyJhbGciOi.signed/", "eyJhbGciOi"),
        ("/accounts/password/reset/key/3-c9a-0123456789/", "0123456789"),
        ("GET /x/?page=2&token=0123456789&code=998877", "998877"),
        ("redis://:hunter2@10.0.0.4:6379/0 is away", "hunter2"),
        ("postgresql://qi:hunter2@db:5432/qi", "hunter2"),
        ("https://hooks.slack.com/services/T0/B0/abcdef", "abcdef"),
        ("Refused: alice.owner@hospital.example is unknown", "alice.owner"),
        ("(1, 'no such user <alice+qi@hospital.example>')", "alice"),
    ],
)
def test_no_secret_and_nobody_is_named(text: str, secret: str) -> None:
    assert secret not in without_secrets(text)
    assert secret not in Line().format(record("%s", text))
    assert secret not in Json().format(record("%s", text))


@pytest.mark.parametrize(
    "text",
    [
        "12 occasions are newly owed.",
        "The worker does not answer: Error 111 connecting to 127.0.0.1:6379.",
        "GET initiatives/<int:pk>/ 200 in 31 ms",
        "seal 4 of 2027-03-10 12:00 sha256 0123456789abcdef",
    ],
)
def test_the_rest_is_said_as_it_is(text: str) -> None:
    assert without_secrets(text) == text


def test_what_an_error_says_is_looked_through_as_well() -> None:
    try:
        raise ValueError("alice@hospital.example")
    except ValueError:
        broken = record("It failed.", error=True)
    for formatter in (Line(), Json()):
        told = formatter.format(broken)
        assert "ValueError" in told
        assert "alice" not in told


@given(st.text())
def test_an_object_a_line_whatever_is_said(text: str) -> None:
    line = Json().format(record("%s", text))
    assert len(line.splitlines()) == 1 or "\n" not in line
    told = json.loads(line)
    assert (told["level"], told["logger"]) == ("WARNING", "qi")
    assert told["message"] == without_secrets(text)


def test_a_line_says_for_which_request_it_is() -> None:
    with correlation.of("0123456789"):
        assert json.loads(Json().format(record("x")))["request"] == "0123456789"
        assert " qi [0123456789]: x" in Line().format(record("x"))
    assert "request" not in json.loads(Json().format(record("x")))
    assert " qi: x" in Line().format(record("x"))


def test_the_time_is_told_with_its_zone() -> None:
    told = json.loads(Json().format(record("x")))
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", told["time"])


@pytest.mark.parametrize("given", ["", None, "short", "x" * 65, "two\nlines-of-it", "<b>12345678"])
def test_a_name_that_is_not_sane_is_not_taken(given: str | None) -> None:
    made = correlation.accepted(given)
    assert made != given
    assert correlation.SANE.fullmatch(made)


@pytest.mark.parametrize("given", ["0f8fad5b-d9cb-469f-a165-70867728950e", "abcdefgh", "x" * 64])
def test_a_sane_name_is_kept(given: str) -> None:
    assert correlation.accepted(given) == given
