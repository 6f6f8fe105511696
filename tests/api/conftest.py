from typing import Any

import pytest


@pytest.fixture(autouse=True)
def at_an_hour_when_mails_go(at_work: None) -> None:
    """Digests wait for a working hour; these tests do not."""


@pytest.fixture
def call() -> Any:
    """A caller for a person; nobody's has no token."""

    from initiatives.people.services import issue_token
    from tests.api.caller import Caller

    def caller(user: Any = None, scope: str = "write") -> Caller:
        client = Caller(raise_request_exception=False)
        client.default_format = "json"
        if user is not None:
            _, secret = issue_token(user=user, name="Test", scope=scope)
            client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
        return client

    return caller
