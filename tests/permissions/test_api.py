"""Every operation of the API as each of the people at each place, against docs/permissions.md."""

import pytest

from tests.api import conformance
from tests.permissions import agreeing, api
from tests.permissions.walking import walk

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def walked(system, django_db_blocker, working_hour):
    with django_db_blocker.unblock(), agreeing.undisturbed(working_hour):
        return walk(system, api.Caller(system), api.everything())


def details(walked):
    """For each operation on a record, by its address, the one that reads it."""
    reading = {row: f"GET {row.split(' ')[1].partition('{id}/')[0]}{{id}}/" for row in walked}
    return {row: read for row, read in reading.items() if "{id}" in row and read in walked}


def test_it_is_as_the_document_says(walked):
    agreeing.agree("api", walked)


def test_nothing_breaks(walked):
    assert agreeing.broken(walked) == []


def test_nothing_is_open_without_a_sign_in(walked):
    assert agreeing.open_to_all(walked) == set()


def test_what_is_not_found_is_not_told_of(walked):
    assert len(details(walked)) > 100
    assert agreeing.betrayed(walked, details(walked)) == []


def test_every_operation_of_the_schema_is_asked_for(walked):
    paths = conformance.schema()["paths"]
    assert len(walked) == sum(len(methods) for methods in paths.values())
