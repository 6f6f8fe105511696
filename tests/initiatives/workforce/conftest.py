"""A vocabulary for the workforce of the cast's system."""

import pytest


@pytest.fixture
def origin(cast):
    from tests.initiatives.measures.making import make_stratification

    return make_stratification()
