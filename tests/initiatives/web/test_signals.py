"""The pages of signals."""

import pytest

from initiatives.base import clock
from initiatives.measures.models import Signal
from initiatives.shortfalls.services import propose_from_signals
from tests.initiatives.measures.making import make_measure, make_signal
from tests.initiatives.measures.watching import Screening, after, risen
from tests.keys import tells

pytestmark = pytest.mark.django_db
LIST = "/signals/"


@pytest.fixture
def seen(cast):
    """The signal of the defining scenario, of a measure whose counts are masked under 300."""
    screening = Screening(cast, threshold=300)
    screening.record(24, counts=risen)
    with clock.at(after(24)):
        propose_from_signals()
    return screening.signals.get()


def test_the_list_names_what_was_seen_and_who_is_asked(cast, browse, seen):
    page = browse(cast.erin).get(LIST)
    text = page.content.decode()
    assert "Screening: Group b is left behind" in text
    assert "Bob" in text and "1 signal." in text.replace("1 Signal", "1 signal")


def test_who_may_see_none_is_told_what_there_would_be(cast, browse, seen):
    text = browse(cast.charlie).get(LIST).content.decode()
    assert "No signals that you may see" in text
    assert "left behind: " not in text
    assert browse(cast.charlie).get(f"{LIST}{seen.pk}/").status_code == 404


@pytest.mark.parametrize("path", ["/signals/", "/signals/{}/", "/history/?subject_kind=signal"])
def test_who_does_not_hold_the_data_role_reads_no_masked_number(cast, browse, seen, path):
    text = browse(cast.erin).get(path.format(seen.pk)).content.decode()
    assert "left behind" in text
    for number in ("60.4", "60.5", "59.2", "237", "242"):
        assert not tells(text, number)


def test_the_page_says_what_was_seen_and_leads_to_what_it_proposed(cast, browse, seen):
    text = browse(cast.lee).get(f"{LIST}{seen.pk}/").content.decode()
    assert "Screening rose from 62.0 % to 71.3 % for everybody, and moved for the worse" in text
    assert "its counts are too small to show" in text
    assert f"/shortfalls/{seen.shortfall.pk}/" in text
    assert f"/commitments/{seen.commitment_id}/" in text
    assert f"{LIST}{seen.pk}/dismiss/" in text
    assert f"{LIST}{seen.pk}/" in (
        browse(cast.lee).get(f"/shortfalls/{seen.shortfall.pk}/").content.decode()
    )


def test_only_who_may_dismiss_it_is_offered_that(cast, browse, seen):
    text = browse(cast.bob).get(f"{LIST}{seen.pk}/").content.decode()
    assert f"{LIST}{seen.pk}/dismiss/" not in text
    answer = browse(cast.bob).get(f"{LIST}{seen.pk}/dismiss/")
    assert answer.status_code == 403
    assert "You would answer for this" in answer.content.decode()


def test_it_is_dismissed_with_a_reason(cast, browse, seen):
    path = f"{LIST}{seen.pk}/dismiss/"
    lee = browse(cast.lee)
    empty = lee.post(path, {"version": seen.version, "reason": ""})
    assert empty.status_code == 422
    done = lee.post(path, {"version": seen.version, "reason": "The form changed."}, follow=True)
    text = done.content.decode()
    assert f"{seen.reference} is dismissed." in text
    assert "The form changed." in text
    assert Signal.objects.get().state == "dismissed"
    again = lee.get(path, follow=True)
    assert "so this is not open" in again.content.decode()


def test_a_stale_form_is_answered_with_409(cast, browse, seen):
    path = f"{LIST}{seen.pk}/dismiss/"
    answer = browse(cast.lee).post(path, {"version": seen.version + 1, "reason": "No."})
    assert answer.status_code == 409


def test_the_cell_and_the_matrix_link_to_the_list_of_open_signals(cast, browse, seen):
    lee, where = browse(cast.lee), f"principle={cast.principles[0].pk}&entity={cast.hospital.pk}"
    cell = lee.get(f"/status/cell/?{where}").content.decode()
    assert "Screening: Group b is left behind" in cell
    assert f"/signals/?{where}&state=open".replace("&", "&amp;") in cell
    matrix = lee.get(f"/status/?entity={cast.hospital.pk}").content.decode()
    assert f"/signals/?{where}&state=open".replace("&", "&amp;") in matrix


@pytest.mark.parametrize("query", ["state=nonsense", "measure=0", "entity=abc", "kind=%00"])
def test_filters_that_cannot_be_read_are_said_to_be_so(cast, browse, query):
    answer = browse(cast.lee).get(f"{LIST}?{query}")
    assert answer.status_code == 400
    assert "cannot be read" in answer.content.decode()


@pytest.mark.parametrize("many", [1, 3])
def test_one_row_and_three_rows_take_the_same_queries(cast, browse, count_queries, many):
    for number in range(many):
        make_signal(make_measure(cast, name=f"Measure {number}"))
    assert count_queries(browse(cast.lee), LIST) == 7
