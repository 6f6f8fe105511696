"""Signals over HTTP: read without masked numbers, dismissed with a reason by who may."""

import pytest

from initiatives.base import clock
from initiatives.shortfalls.services import propose_from_signals
from tests.api.problems import is_problem
from tests.initiatives.measures.watching import Screening, after, risen
from tests.keys import tells

pytestmark = pytest.mark.django_db


@pytest.fixture
def seen(cast):
    """The signal of the defining scenario, of a measure whose counts are masked under 300."""
    screening = Screening(cast, threshold=300)
    screening.record(24, counts=risen)
    with clock.at(after(24)):
        propose_from_signals()
    return screening.signals.get()


def test_who_does_not_hold_the_data_role_reads_no_masked_number(cast, call, seen):
    erin = call(cast.erin)
    paths = ("signals/", f"signals/{seen.pk}/", "shortfalls/", "commitments/", "history/")
    for path in paths:
        text = erin.get(path).content.decode()
        assert "left behind" in text, path
        assert not [n for n in ("60.4", "60.5", "59.2", "237", "242") if tells(text, n)], path


def test_it_names_the_group_what_judged_it_and_what_it_proposed(cast, call, seen):
    found = call(cast.ada).get(f"signals/{seen.pk}/").json()
    assert (found["kind"], found["state"], found["group"]["name"]) == ("worse", "open", "Group b")
    assert (found["rules"], found["shortfall"]) == ("alarm 1: unshared", seen.shortfall.pk)
    assert found["commitment"]["id"] == seen.commitment_id


def test_it_is_dismissed_with_a_reason_and_in_the_version_that_was_read(cast, call, seen):
    lee, path = call(cast.lee), f"signals/{seen.pk}/dismiss/"
    is_problem(lee.post(path, {"reason": ""}), 422)
    is_problem(lee.post(path, {"reason": "No."}, HTTP_IF_MATCH='"99"'), 412)
    done = lee.post(path, {"reason": "The form changed."}).json()
    assert (done["state"], done["because"]) == ("dismissed", "The form changed.")
    is_problem(lee.post(path, {"reason": "Again."}), 422)


@pytest.mark.parametrize(("who", "code"), [("bob", 403), ("erin", 403), ("charlie", 404)])
def test_who_may_not_dismiss_it(cast, call, seen, who, code):
    answer = call(getattr(cast, who)).post(f"signals/{seen.pk}/dismiss/", {"reason": "No."})
    is_problem(answer, code)
