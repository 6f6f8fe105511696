"""Real providers of sign-in as processes of their own, on loopback."""

import socket
import subprocess
import sys
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

from tests.waiting import until

SAML_PROCESS = Path(__file__).parent / "saml_provider.py"


class OpenIdProvider:
    """One whose people a test sets, and at which they agree to sign in."""

    def __init__(self, url: str) -> None:
        self.url = url

    def knows(self, person: str, **claims: Any) -> None:
        """Somebody of this provider, with what it says of them."""
        answer = requests.put(f"{self.url}/users/{person}", json=claims, timeout=10)
        assert answer.status_code == 204, answer.text

    def agrees(self, address: str, person: str) -> str:
        """The person signs in at the address that our page led to; where they are sent back."""
        answer = requests.post(address, data={"sub": person}, allow_redirects=False, timeout=10)
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"]


class SamlProvider:
    """One that signs what it says of whoever a test names, or does it wrong in a named way."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.certificate = requests.get(f"{url}/certificate", timeout=10).text

    def says(self, address: str, **asked: str) -> dict[str, str]:
        """The form that it lets a browser post back to us, for the address that our page led to."""
        answer = requests.get(address, params=asked, timeout=10)
        assert answer.status_code == 200, answer.text
        found: dict[str, str] = answer.json()
        return found


@contextmanager
def process(arguments: list[str], ready: str) -> Iterator[None]:
    """A process that answers at an address before the test goes on."""
    started = subprocess.Popen(
        [sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        until(lambda: answers(ready), f"{ready} answers")
        yield
    finally:
        started.terminate()
        started.wait(timeout=20)


def answers(address: str) -> bool:
    try:
        return requests.get(address, timeout=2).ok
    except requests.RequestException:
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def openid_provider() -> Iterator[OpenIdProvider]:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    arguments = ["-m", "oidc_provider_mock", "--port", str(port)]
    with process(arguments, f"{url}/.well-known/openid-configuration"):
        yield OpenIdProvider(url)


@contextmanager
def saml_provider() -> Iterator[SamlProvider]:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with process([str(SAML_PROCESS), str(port)], f"{url}/certificate"):
        yield SamlProvider(url)


def asked_of(address: str) -> dict[str, str]:
    """The query of an address."""
    return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(address).query))
