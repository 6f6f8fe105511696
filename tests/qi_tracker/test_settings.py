"""In production nothing unsafe starts, and the reason names the variable."""

import os
import subprocess
import sys

import pytest

from qi_tracker.environment import BASE_DIR

SAFE = {
    "QI_PRODUCTION": "yes",
    "QI_SECRET_KEY": "k" * 60,
    "QI_CONTACT_KEY": "c" * 60,
    "QI_ALLOWED_HOSTS": "qi.example.org",
    "DATABASE_URL": "postgresql://qi@db.example/qi",
    "REDIS_URL": "redis://broker.example:6379/0",
}
SHOW = "import qi_tracker.settings as s; print(s.DEBUG, s.DEMO, s.SESSION_COOKIE_SECURE)"


def start(settings: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    environment = {"PATH": os.defpath, **settings}
    call = [sys.executable, "-c", SHOW]
    return subprocess.run(
        call, cwd=BASE_DIR, env=environment, capture_output=True, text=True, check=False
    )


def test_a_complete_production_starts_safely() -> None:
    result = start(SAFE)
    assert (result.returncode, result.stdout) == (0, "False False True\n"), result.stderr


@pytest.mark.parametrize(
    "name", ["QI_SECRET_KEY", "QI_CONTACT_KEY", "QI_ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL"]
)
def test_production_does_not_start_without(name: str) -> None:
    result = start({key: value for key, value in SAFE.items() if key != name})
    assert result.returncode != 0
    assert name in result.stderr.splitlines()[-1]


@pytest.mark.parametrize("name", ["QI_DEMO", "QI_DEBUG"])
def test_production_does_not_start_with(name: str) -> None:
    result = start(SAFE | {name: "yes"})
    assert result.returncode != 0
    assert name in result.stderr.splitlines()[-1]


def test_production_does_not_start_with_a_weak_contact_key() -> None:
    result = start(SAFE | {"QI_CONTACT_KEY": f"{'c' * 60},short"})
    assert result.returncode != 0
    assert "QI_CONTACT_KEY" in result.stderr.splitlines()[-1]
