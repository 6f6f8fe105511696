"""One whole running system for all browser tests: what `make run` starts, on its own data."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = {"desk": (1366, 900), "phone": (360, 740)}
START_SECONDS = 180


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser tests of a worker share one system; without Chromium they are skipped."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="Chromium is not installed."))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class System:
    """A running copy of the product with the demonstration loaded."""

    def __init__(self, data_dir: Path, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.data_dir = data_dir
        kept = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "REDIS_URL")}
        own = {"QI_WEBHOOK_NETWORKS": "127.0.0.0/8"}  # where the tests have their receivers
        self.environment = kept | own | {"PORT": str(port), "QI_DATA_DIR": str(data_dir)}

    def start(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "qi_tracker.supervisor"],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def manage(self, *arguments: str) -> str:
        """Run a command of `manage.py` beside the running system; what it printed."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()

    def api(self, token: str, path: str) -> dict[str, Any]:
        request = Request(f"{self.url}/api/v1/{path}", headers={"Authorization": f"Bearer {token}"})
        with urlopen(request, timeout=30) as response:
            found: dict[str, Any] = json.load(response)
            return found


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    running = System(tmp_path_factory.mktemp("system"), free_port())
    process = running.start()
    said: list[str] = []
    assert process.stdout is not None
    for line in process.stdout:
        said.append(line)
        if "QI Tracker is ready at" in line:
            break
    else:
        pytest.fail("The system did not start:\n" + "".join(said[-40:]))
    drain = subprocess.Popen(["cat"], stdin=process.stdout, stdout=subprocess.DEVNULL)
    yield running
    process.send_signal(signal.SIGINT)
    process.wait(timeout=60)
    drain.kill()


@pytest.fixture(scope="session")
def token(system: System) -> str:
    return system.manage("issue_token", "admin@demo.example")


@pytest.fixture(scope="session")
def first(system: System, token: str) -> Callable[..., int]:
    """The key of the first row of an API collection under these filters."""
    found: dict[str, int] = {}

    def key(path: str) -> int:
        if path not in found:
            found[path] = system.api(token, path)["results"][0]["id"]
        return found[path]

    return key


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return browser_type_launch_args | {"executable_path": CHROMIUM, "args": QUIET}


class Visitor:
    """A person at a screen of some width and scheme; keeps what the console complained about."""

    def __init__(self, browser: Browser, system: System, **options: Any) -> None:
        width, height = WIDTHS[str(options.pop("width", "desk"))]
        self.context: BrowserContext = browser.new_context(
            viewport={"width": width, "height": height},
            reduced_motion="reduce",
            **{"base_url": system.url} | options,
        )
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self.listen)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def listen(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "status of 4" not in message.text:
            self.complaints.append(message.text)

    def sign_in(self, who: str) -> "Visitor":
        """Sign in by the demonstration's page, in one click."""
        self.page.goto("/demo/")
        self.page.locator(f'form:has(input[value="{who}@demo.example"]) button').click()
        self.page.wait_for_url(lambda url: "/demo/" not in url)
        return self


@pytest.fixture
def visit(browser: Browser, system: System) -> Iterator[Callable[..., Visitor]]:
    """Open a window; `who` signs in at once."""
    opened: list[Visitor] = []

    def open_window(who: str | None = None, **options: object) -> Visitor:
        visitor = Visitor(browser, system, **options)
        opened.append(visitor)
        return visitor.sign_in(who) if who else visitor

    yield open_window
    for visitor in opened:
        visitor.context.close()


@pytest.fixture(scope="module")
def window(browser: Browser, system: System) -> Iterator[Callable[..., Visitor]]:
    """Windows that a module's tests share, one for each person who signed in."""
    opened: dict[str | None, Visitor] = {}

    def window_of(who: str | None) -> Visitor:
        if who not in opened:
            opened[who] = Visitor(browser, system)
            if who:
                opened[who].sign_in(who)
        opened[who].complaints.clear()
        return opened[who]

    yield window_of
    for visitor in opened.values():
        visitor.context.close()
