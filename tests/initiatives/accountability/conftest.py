"""It is read before Django is ready, hence the late imports."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.factories import Cast


@pytest.fixture
def cast(db: None) -> "Iterator[Cast]":
    """A small system, at noon in Seattle."""
    from initiatives.base import clock
    from tests.factories import Cast
    from tests.initiatives.accountability.noon import NOON

    with clock.at(NOON):
        yield Cast()
