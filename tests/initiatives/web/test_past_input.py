"""The pages of the past, asked for what cannot be read and with hostile words."""

import re

import pytest

from initiatives.people.services import revise_entity
from tests.factories import make_shortfall
from tests.initiatives.status.nights import night

pytestmark = pytest.mark.django_db
OVER_TIME, CHANGES = "/status/over-time/", "/status/changes/"


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("number=people", 400),
        ("by=hour", 400),
        ("principle=x", 400),
        ("principle=987654", 400),
        ("entity=987654", 400),
        ("entity=%00", 400),
        ("entity=" + "9" * 30, 400),
        ("number=%3Cscript%3Ealert(1)%3C/script%3E", 400),
        ("colour=red", 200),
        ("number=", 200),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field(cast, browse, query, status):
    answer = browse(cast.erin).get(f"{OVER_TIME}?{query}")
    assert answer.status_code == status
    assert ("This cannot be read" in text(answer)) == (status == 400)
    assert "<script>alert" not in text(answer)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("since=soon", 400),
        ("since=1989-12-31", 400),
        ("since=2027-02-02&until=2027-02-01", 400),
        ("entity=x", 400),
        ("since=&until=&entity=", 200),
        ("until=1990-01-01", 200),
    ],
)
def test_days_that_cannot_be_read_are_said_beside_their_field(cast, browse, query, status):
    night()
    answer = browse(cast.erin).get(f"{CHANGES}?{query}")
    assert answer.status_code == status
    assert ("This cannot be read" in text(answer)) == (status == 400)


def test_a_hostile_name_stays_words(cast, browse):
    night(1)
    name = "<script>alert(1)</script>=1+1"
    clinic = cast.clinic
    revise_entity(actor=cast.root, entity=clinic, name=name, short_name="x", kind="clinic")
    make_shortfall(cast.lee, cast.clinic, cast.principles[0], severity="severe")
    night()
    erin = browse(cast.erin)
    for url in (CHANGES, f"{OVER_TIME}?entity={cast.clinic.pk}"):
        page = text(erin.get(url))
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page
