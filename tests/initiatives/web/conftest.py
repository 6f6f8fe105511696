"""What the tests of the pages share. It is read before Django is ready, hence the late imports."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from initiatives.people.models import User


@pytest.fixture(autouse=True)
def at_an_hour_when_mails_go(at_work: None) -> None:
    """Digests wait for a working hour; these tests do not."""


@pytest.fixture
def browse() -> "Callable[[User], Client]":
    """A browser in which a person is signed in."""
    from django.test import Client

    def signed_in(user: "User") -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def count_queries() -> "Callable[[Client, str], int]":
    """How many queries a page makes, the second time that it is opened."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count(client: "Client", url: str) -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            response: Any = client.get(url)
        assert response.status_code == 200
        return len(captured)

    return count
