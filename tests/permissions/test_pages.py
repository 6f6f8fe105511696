"""Every page as each of the people at each place, against docs/permissions.md."""

import pytest

from tests.permissions import agreeing, pages
from tests.permissions.walking import walk

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def walked(system, django_db_blocker, working_hour):
    with django_db_blocker.unblock(), agreeing.undisturbed(working_hour):
        return walk(system, pages.Browser(system), pages.everything())


def details(walked):
    """For each address below a record's own, that."""
    own = {row: f"{row.partition('{id}/')[0]}{{id}}/" for row in walked if "{id}/" in row}
    return {row: page for row, page in own.items() if page in walked}


def test_it_is_as_the_document_says(walked):
    agreeing.agree("pages", walked)


def test_nothing_breaks(walked):
    assert agreeing.broken(walked) == []


def test_what_is_not_found_is_not_told_of(walked):
    assert len(details(walked)) > 50
    assert agreeing.betrayed(walked, details(walked)) == []
