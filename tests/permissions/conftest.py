from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.permissions.places import System


@pytest.fixture(scope="module")
def system(django_db_setup: None, django_db_blocker: Any, working_hour: Any) -> "Iterator[System]":
    """The places and the people, once for all tests of a module; nothing of them stays."""
    from initiatives.base import clock
    from tests.factories import rolled_back
    from tests.permissions.places import System

    with django_db_blocker.unblock(), rolled_back(), clock.at(working_hour):
        yield System()
