"""In production nothing unsafe starts, and the reason names the variable."""

import os
import re
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


def start(settings: dict[str, str], show: str = SHOW) -> "subprocess.CompletedProcess[str]":
    environment = {"PATH": os.defpath, **settings}
    call = [sys.executable, "-c", show]
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


def test_cookies_of_production_are_of_this_host_alone_and_over_https_alone() -> None:
    names = ["SESSION_COOKIE", "CSRF_COOKIE", "LANGUAGE_COOKIE"]
    parts = ["NAME", "SECURE", "HTTPONLY", "SAMESITE"]
    wanted = ", ".join(f"s.{name}_{part}" for name in names for part in parts)
    show = "from django.conf import settings as s; import django; django.setup(); "
    show += "from qi_tracker.notes import Cookie; "
    show += f"print({wanted}, s.SECURE_HSTS_SECONDS, s.SECURE_HSTS_INCLUDE_SUBDOMAINS, "
    show += "Cookie.cookie_name)"
    result = start(SAFE | {"DJANGO_SETTINGS_MODULE": "qi_tracker.settings"}, show)
    assert result.stdout.split() == [
        *("__Host-sessionid", "True", "True", "Lax"),
        *("__Host-csrftoken", "True", "True", "Lax"),
        *("__Host-language", "True", "True", "Lax"),
        *("31536000", "True", "__Host-messages"),
    ], result.stderr


def test_passwords_are_hashed_slowly() -> None:
    show = "import django; from django.conf import settings as s; django.setup(); "
    show += "from django.contrib.auth.hashers import get_hasher as h; "
    show += "print(h().algorithm, h().iterations >= 600_000)"
    result = start(SAFE | {"DJANGO_SETTINGS_MODULE": "qi_tracker.settings"}, show)
    assert result.stdout.split() == ["pbkdf2_sha256", "True"], result.stderr


def test_what_django_checks_before_production_is_clean() -> None:
    random = "bW9zdGx5IGhhcm1sZXNzIGJ1dCBsb25nIGVub3VnaCBmb3IgYSBrZXk_-"
    settings = SAFE | {"QI_SECRET_KEY": random, "DJANGO_SETTINGS_MODULE": "qi_tracker.settings"}
    call = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    result = subprocess.run(
        call,
        cwd=BASE_DIR,
        env={"PATH": os.defpath, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, "no issues" in result.stdout) == (0, True), result.stderr


def test_no_password_stands_in_the_source() -> None:
    words = r"(?:password|passwd|secret|api_?key|token)"
    given = re.compile(rf"""\b\w*{words}\w*\s*[:=]\s*f?["']([^"'\s{{}}<>$]{{6,}})["']""", re.I)
    assert given.findall('PASSWORD = "hunter22"') == ["hunter22"]
    found = []
    for folder in ("api", "initiatives", "qi_tracker", "workers", "templates"):
        for path in (BASE_DIR / folder).rglob("*.*"):
            if path.suffix in {".py", ".html", ".txt", ".yaml"}:
                hits = given.findall(path.read_text())
                found += [(path.name, hit) for hit in hits]
    assert found == []
