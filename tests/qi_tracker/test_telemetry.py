"""Traces go to a collector where one is named; else nothing of ours touches OpenTelemetry."""

import os
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from threading import Thread

import pytest

from qi_tracker.environment import BASE_DIR

installed = pytest.mark.skipif(
    find_spec("opentelemetry") is None or find_spec("opentelemetry.instrumentation") is None,
    reason="the extra opentelemetry is not installed",
)
SERVE = """
from qi_tracker.wsgi import application
from django.test import Client
from django.db import connection
from initiatives.base import correlation
name = "0f8fad5b-d9cb-469f"
print(Client().get("/healthz/live", headers={"host": "unknown.example"}).status_code)
print(Client().get("/api/v1/me/", headers={"host": "localhost", "x-request-id": name}).status_code)
with correlation.of(name):
    connection.cursor().execute("SELECT 41 + 1")
from opentelemetry import trace
trace.get_tracer_provider().shutdown()
"""


def python(code: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run it in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=BASE_DIR,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


class Collector(BaseHTTPRequestHandler):
    """Keeps what it is sent."""

    kept: list[bytes] = []

    def do_POST(self) -> None:
        self.kept.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def collector() -> Iterator[str]:
    """The address of a collector of our own."""
    Collector.kept.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Collector) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1/traces"
        server.shutdown()


def test_without_a_collector_nothing_of_it_is_loaded() -> None:
    code = "import sys, qi_tracker.wsgi, workers.app; print('qi_tracker.tracing' in sys.modules)"
    assert python(code, QI_OTEL_ENDPOINT="").stdout == "False\n"


def test_what_is_not_installed_stops_the_start_with_a_sentence() -> None:
    code = "import sys; sys.modules['opentelemetry'] = None; import qi_tracker.wsgi"
    said = python(code, QI_OTEL_ENDPOINT="http://127.0.0.1:1/v1/traces").stderr
    assert "ImproperlyConfigured: QI_OTEL_ENDPOINT is set, but opentelemetry.sdk is not" in said


@installed
def test_a_request_is_traced_to_its_statements_under_its_name(collector: str) -> None:
    done = python(SERVE, QI_OTEL_ENDPOINT=collector)
    assert done.stdout.split() == ["200", "401"], done.stderr
    sent = b"".join(Collector.kept)
    assert b"qi-tracker-web" in sent
    assert b"api/v1/me/" in sent
    assert b"SELECT 41 + 1" in sent
    assert b"0f8fad5b-d9cb-469f" in sent
