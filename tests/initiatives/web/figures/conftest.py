"""What the tests of pages on which figures come in and are corrected share."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.factories import Cast


@pytest.fixture(autouse=True)
def in_october() -> Iterator[None]:
    """September is the latest month that is over."""
    from initiatives.base import clock

    with clock.at(datetime(2026, 10, 7, 20, tzinfo=UTC)):
        yield


@pytest.fixture
def origin(cast: "Cast") -> Any:
    from tests.initiatives.measures.making import make_stratification

    return make_stratification()


@pytest.fixture
def measure(cast: "Cast", origin: Any) -> Any:
    from tests.initiatives.measures.making import make_measure

    return make_measure(cast, stratifications=[origin])


@pytest.fixture
def row(cast: "Cast", measure: Any) -> Any:
    """48 of 600 in September, final."""
    from tests.initiatives.measures.making import month
    from tests.initiatives.web.figures.recording import record

    record(cast, measure, month(9, numerator=48, denominator=600))
    return measure.observations.get()
