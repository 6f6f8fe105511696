"""PostgreSQL goes away for real: every front answers 503, and goes on when it is back."""

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from initiatives.base.outages import AGAIN_IN
from initiatives.people.models import User
from initiatives.people.services import issue_token
from qi_tracker import urls
from qi_tracker.embedded.server import free_port
from tests.api.problems import is_problem
from tests.factories import make_user

pytestmark = pytest.mark.django_db(transaction=True)
Away = Callable[[], AbstractContextManager[None]]
ME, MINE = "/api/v1/me/", "/mine/"


def note_and_lose(request: HttpRequest) -> HttpResponse:
    """The database goes away after the view, while what the session keeps is still to be saved."""
    request.session["noted"] = True
    end_connection()
    return HttpResponse("done")


urlpatterns = [path("lose/", note_and_lose), path("", include(urls))]
handler500 = urls.handler500


@pytest.fixture
def alice() -> User:
    return make_user("Alice")


@pytest.fixture
def browser(alice: User) -> Client:
    """Hers, where she is signed in."""
    client = Client(raise_request_exception=False)
    client.force_login(alice)
    return client


@pytest.fixture
def program(alice: User) -> Client:
    """With a token of hers."""
    headers = {"Authorization": f"Bearer {issue_token(user=alice, name='Test')[1]}"}
    return Client(raise_request_exception=False, headers=headers)


@contextmanager
def refused() -> Iterator[None]:
    """Nobody is at the port of PostgreSQL."""
    connection.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(connection.settings_dict, "PORT", str(free_port()))
        yield
    connection.close()


@contextmanager
def cut() -> Iterator[None]:
    """An operator or a restart ends the connection that is there."""
    end_connection()
    yield
    connection.close()


def end_connection() -> None:
    with connection.cursor() as cursor, pytest.raises(OperationalError, match="terminat"):
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")


def says_when(response: Any) -> bool:
    """Whether it says when to come back, and nothing of what it is made of."""
    text = response.content.decode()
    assert not any(word in text for word in ("Traceback", "psycopg", "127.0.0.1", "SELECT"))
    return (response.status_code, response["Retry-After"]) == (503, str(AGAIN_IN))


@pytest.mark.parametrize("away", [refused, cut])
def test_a_page_says_so_and_the_person_stays_signed_in(browser: Client, away: Away) -> None:
    with away():
        answer = browser.get(MINE)
        assert says_when(answer)
        assert "QI Tracker is back in a moment" in answer.content.decode()
    assert browser.get(MINE).status_code == 200


@pytest.mark.parametrize("away", [refused, cut])
def test_a_program_is_told_so_as_a_problem(program: Client, away: Away) -> None:
    with away():
        answer = program.get(ME)
        assert says_when(answer)
        assert is_problem(answer, 503)["type"] == "urn:qi-tracker:problem:unavailable"
    assert program.get(ME).status_code == 200


def test_so_is_a_program_that_comes_with_a_session(browser: Client) -> None:
    with refused():
        answer = browser.get(ME)
        assert says_when(answer)
        assert is_problem(answer, 503)["type"] == "urn:qi-tracker:problem:unavailable"


@pytest.mark.urls(__name__)
def test_nobody_is_told_that_they_signed_out(browser: Client) -> None:
    answer = browser.get("/lose/")
    connection.close()
    assert says_when(answer)
    assert browser.get(MINE).status_code == 200


def test_whoever_did_sign_out_meanwhile_is_told_so(browser: Client) -> None:
    store = browser.session
    browser.session.delete()
    with pytest.raises(UpdateError):
        store.save()


def test_the_log_gets_a_line_and_no_trace(
    browser: Client, program: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with refused():
        browser.get(MINE)
        program.get(ME)
    told = [one for one in caplog.records if one.levelno >= logging.WARNING]
    assert [one.levelname for one in told] == ["WARNING", "WARNING"]
    assert not any(one.exc_info for one in told)
