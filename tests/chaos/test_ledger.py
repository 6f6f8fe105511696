"""The ledger of a load and its judge would notice what they are there for."""

import json
from typing import Any

import pytest

from bench.asking import Answer, Asked
from bench.judging import REFUSED, judged
from bench.ledger import Write, compare
from bench.mix import READINGS, WRITING, WRITINGS, Writing

PAGE, CALL = Asked("/mine/"), Asked("/api/v1/me/")
HTML, JSON = {"content-type": "text/html"}, {"content-type": "application/json"}
UNAVAILABLE = json.dumps({"type": "urn:qi-tracker:problem:unavailable"}).encode()
BACK = b"<h1>QI Tracker is back in a moment</h1>"


def writing(name: str) -> Writing:
    return next(one for one in WRITINGS if one.name == name)


def written(name: str, *, confirmed: bool = True) -> Write:
    return Write(writing(name), "Load 1 1", PAGE, sent=1, confirmed=confirmed)


def test_a_hundred_requests_are_as_many_as_are_asked_for() -> None:
    assert sum(one.share for one in READINGS) == 100 - WRITING
    assert sum(one.share for one in WRITINGS) == WRITING


@pytest.mark.parametrize(
    ("write", "rows", "faults"),
    [
        (written("promise API"), [("promise", "Load 1 1", 1)], 0),
        (written("promise API"), [], 1),
        (written("promise API"), [("promise", "Load 1 2", 1)], 1),
        (written("promise API"), [("promise", "Load 1 1", 2)], 1),
        (written("promise API", confirmed=False), [("promise", "Load 1 1", 2)], 1),
        (written("promise API", confirmed=False), [], 0),
        (written("charter page"), [("charter", "Load 1 1", 1)], 1),  # without its event
        (written("charter page"), [("charter", "Load 1 1", 1), ("chartered", "Load 1 1", 1)], 0),
    ],
)
def test_what_is_lost_or_there_twice_is_a_fault(
    write: Write, rows: list[tuple[Any, ...]], faults: int
) -> None:
    assert len(compare([write], rows)) == faults


def test_only_what_a_key_or_a_version_makes_safe_is_sent_again() -> None:
    pending = {one.name for one in WRITINGS if Write(one, "", PAGE).pending}
    assert pending == {"charter API", "promise API", "revision API"}


@pytest.mark.parametrize(
    ("asked", "status", "headers", "body", "verdict"),
    [
        (PAGE, 200, HTML, b"<html></html>\n", ""),
        (CALL, 200, JSON, b"{}", ""),
        (PAGE, 503, HTML | {"retry-after": "5"}, BACK, REFUSED),
        (CALL, 503, JSON | {"retry-after": "5"}, UNAVAILABLE, REFUSED),
        (PAGE, 503, HTML, BACK, "refuses without saying when to ask"),
        (PAGE, 503, HTML | {"retry-after": "5"}, b"busy", "refuses without saying when to ask"),
        (PAGE, 200, HTML, b"<html><body>half", "is not whole"),
        (PAGE, 200, HTML, b"<html>Traceback (most</html>", "shows what it is made of"),
        (PAGE, 500, HTML, b"oh", "answered 500: oh"),
    ],
)
def test_an_answer_is_right_or_refused_kindly_or_a_fault(
    asked: Asked, status: int, headers: dict[str, str], body: bytes, verdict: str
) -> None:
    assert judged(asked, Answer(status, headers, body, 1.0), 200) == verdict


def test_being_led_to_sign_in_is_no_success() -> None:
    away = Answer(302, {"location": "/accounts/login/?next=/"}, b"", 1.0)
    assert judged(PAGE, away, 302) == "is not whole"
