"""Chromium for the browser tests: the machine's own, never one that a test tool downloads."""

import os
import shutil
from typing import Any

import pytest

FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str | None:
    """The path of Chromium, if the machine has one."""
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    return next((path for path in found if path), None)


def launch_options() -> dict[str, Any]:
    """How Playwright starts it; root may not have Chromium's sandbox."""
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {"executable_path": chromium(), "args": FLAGS + root}


def skip_without_chromium(items: list[pytest.Item]) -> None:
    """Mark the browser tests as skipped, with what to do about it."""
    if chromium():
        return
    reason = "Chromium is not on the path; on Debian: apt-get install chromium"
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=reason))


def refuse_skip(item: pytest.Item, report: pytest.TestReport) -> None:
    """Where QI_REQUIRE_BROWSER is set, a browser test that was skipped has failed."""
    required = os.environ.get("QI_REQUIRE_BROWSER", "no") not in ("", "0", "no")
    if required and report.skipped and item.get_closest_marker("browser"):
        report.outcome = "failed"
        report.longrepr = f"QI_REQUIRE_BROWSER is set, and this was skipped: {report.longrepr}"
