"""A request has one name from the browser to the worker, and is counted by its route."""

import logging
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from initiatives.base import correlation
from qi_tracker import urls
from tests.factories import Cast
from workers import correlation as handed
from workers.app import app

NAME = "0f8fad5b-d9cb-469f"


def fail(request: HttpRequest, pk: int) -> HttpResponse:
    raise ZeroDivisionError("for alice@hospital.example")


urlpatterns = [path("fail/<int:pk>/", fail), path("", include(urls))]
handler500 = urls.handler500


def test_the_name_comes_back(client: Client) -> None:
    assert client.get("/healthz/live", headers={"x-request-id": NAME})["X-Request-ID"] == NAME


def test_a_request_without_one_is_named(client: Client) -> None:
    first, second = (client.get("/healthz/live")["X-Request-ID"] for _ in range(2))
    assert first != second
    assert correlation.SANE.fullmatch(first)


def test_a_hostile_name_is_not_taken(client: Client) -> None:
    answer = client.get("/healthz/live", headers={"x-request-id": "x\r\nSet-Cookie: a=b"})
    assert "Set-Cookie" not in answer["X-Request-ID"]


@pytest.mark.urls(__name__)
def test_the_page_of_a_fault_shows_the_name_that_its_log_has(
    caplog: pytest.LogCaptureFixture,
) -> None:
    seen: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: seen.append(correlation.current())  # type: ignore[method-assign]
    logging.getLogger("django.request").addHandler(handler)
    try:
        client = Client(raise_request_exception=False)
        answer = client.get("/fail/7/", headers={"x-request-id": NAME})
    finally:
        logging.getLogger("django.request").removeHandler(handler)
    assert answer.status_code == 500
    assert NAME in answer.content.decode()
    assert "alice" not in answer.content.decode()
    assert seen == [NAME]


@pytest.mark.urls(__name__)
def test_a_line_of_a_request_has_its_route_and_no_address(
    settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.ACCESS_LOG = True
    caplog.set_level(logging.INFO, "qi_tracker.requests")
    Client(raise_request_exception=False).get("/fail/7/?token=secret")
    told = [one.getMessage() for one in caplog.records if one.name == "qi_tracker.requests"]
    assert len(told) == 1
    assert told[0].startswith("GET fail/<int:pk>/ 500 in ")


@pytest.mark.django_db
def test_requests_are_counted_by_route_and_answer(client: Client, cast: Cast) -> None:
    client.force_login(cast.alice)
    before = counted(client, "mine/")
    client.get("/mine/")
    assert counted(client, "mine/") == before + 1
    client.get("/no-such-page/alice@hospital.example/")
    text = client.get("/metrics").content.decode()
    assert "hospital" not in text
    assert 'qi_request_duration_seconds_bucket{le="0.25",method="GET",route=' in text


def counted(client: Client, route: str) -> float:
    start = f'qi_requests_total{{method="GET",route="{route}",status="200"}} '
    lines = client.get("/metrics").content.decode().splitlines()
    return sum(float(line.removeprefix(start)) for line in lines if line.startswith(start))


def test_a_task_is_sent_with_the_name_and_works_under_it() -> None:
    headers: dict[str, Any] = {}
    with correlation.of(NAME):
        handed.hand_over(headers=headers)
    assert headers == {handed.HEADER: NAME}
    handed.take_over(task_id="1", task=SimpleNamespace(request=SimpleNamespace(**headers)))
    assert correlation.current() == NAME
    handed.put_back(task_id="1")
    assert correlation.current() == ""


@pytest.mark.parametrize("given", [None, "x\ny-and-more", 7])
def test_a_task_without_a_sane_name_gets_one(given: Any) -> None:
    request = SimpleNamespace(**{handed.HEADER: given})
    handed.take_over(task_id="2", task=SimpleNamespace(request=request))
    assert correlation.SANE.fullmatch(correlation.current())
    handed.put_back(task_id="2")


def test_a_message_in_the_broker_has_the_name() -> None:
    with correlation.of(NAME), app.connection_for_write() as connection:
        app.send_task("workers.tasks.nothing", queue="test-of-names", connection=connection)
        with connection.SimpleQueue("test-of-names") as queue:
            message = queue.get(timeout=5)
            message.ack()
    assert message.headers[handed.HEADER] == NAME
