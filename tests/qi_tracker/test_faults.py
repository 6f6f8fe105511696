"""When a server is away, whoever asks is told so kindly, when to come back, and nothing more."""

from collections.abc import Iterator

import psycopg
import pytest
import redis
from django.conf import settings
from django.core.cache import caches
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from initiatives.base.outages import AGAIN_IN, is_outage
from qi_tracker import urls
from qi_tracker.embedded.server import free_port
from tests.api.problems import is_problem
from tests.factories import Cast


def divide(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError("secret words")


urlpatterns = [path("fail/", divide), path("api/fail/", divide), path("", include(urls))]
handler500 = urls.handler500


@pytest.fixture
def asking() -> Client:
    """A browser, to which a fault is an answer."""
    return Client(raise_request_exception=False)


@pytest.fixture
def no_redis() -> Iterator[None]:
    """Nobody is at the port of the cache."""
    with pytest.MonkeyPatch.context() as patch:
        nobody = f"redis://127.0.0.1:{free_port()}/0"
        patch.setitem(settings.CACHES["default"], "LOCATION", nobody)
        del caches["default"]
        yield
    del caches["default"]


def cause(kind: type[psycopg.OperationalError]) -> OperationalError:
    """As Django passes on what psycopg raised."""
    error = OperationalError("told by the server")
    error.__cause__ = kind("told by the server")
    return error


@pytest.mark.parametrize(
    "error",
    [
        cause(psycopg.OperationalError),
        cause(psycopg.errors.AdminShutdown),
        cause(psycopg.errors.CrashShutdown),
        cause(psycopg.errors.CannotConnectNow),
        cause(psycopg.errors.TooManyConnections),
        cause(psycopg.errors.ConnectionFailure),
        InterfaceError("connection already closed"),
        redis.ConnectionError("refused"),
        redis.BusyLoadingError("loading"),
        redis.TimeoutError("silent"),
    ],
)
def test_a_server_that_is_away_is_an_outage(error: Exception) -> None:
    assert is_outage(error)


@pytest.mark.parametrize(
    "error",
    [
        None,
        ZeroDivisionError(),
        ConnectionError("of another server"),
        cause(psycopg.errors.DeadlockDetected),
        cause(psycopg.errors.QueryCanceled),
        redis.ResponseError("wrong kind"),
    ],
)
def test_a_fault_of_ours_is_none(error: Exception | None) -> None:
    assert not is_outage(error)


@pytest.mark.urls(__name__)
def test_a_program_is_answered_in_its_own_way_whatever_broke(asking: Client) -> None:
    assert is_problem(asking.get("/api/fail/"), 500)["type"] == "urn:qi-tracker:problem:failed"
    page = asking.get("/fail/")
    assert (page.status_code, page["Content-Type"]) == (500, "text/html; charset=utf-8")
    assert b"Something broke on our side" in page.content
    assert b"secret words" not in page.content


@pytest.mark.usefixtures("no_redis")
def test_without_the_cache_nobody_signs_in_and_whoever_is_in_goes_on(
    asking: Client, cast: Cast
) -> None:
    guess = {"login": cast.alice.email, "password": "not hers at all"}
    refused = asking.post("/accounts/login/", guess)
    assert (refused.status_code, refused["Retry-After"]) == (503, str(AGAIN_IN))
    assert b"QI Tracker is back in a moment" in refused.content
    asking.force_login(cast.alice)
    assert asking.get("/mine/").status_code == 200
    assert asking.get("/api/v1/me/").status_code == 200
