"""Vocabularies as pages: who reads and who changes them, one that is retired, files of them."""

import pytest

from initiatives.measures.services import load_entities
from tests.initiatives.measures.making import make_measure, make_stratification
from tests.initiatives.web.vocabulary_pages import (
    ADD,
    LIST,
    PUT,
    UPLOAD,
    at,
    sent,
    text,
)
from tests.initiatives.web.who import EVERYONE, those_let_in

KEEPERS = {"lee", "root"}


def test_everyone_reads_them_and_stewards_of_all_change_them(cast, browse):
    one = make_stratification()
    for url in (LIST, at("vocabulary", one), at("vocabulary_file", one)):
        assert those_let_in(cast, browse, url) == set(EVERYONE)
    for url in (ADD, UPLOAD, at("vocabulary_edit", one), at("vocabulary_retire", one)):
        assert those_let_in(cast, browse, url) == KEEPERS
    assert ADD not in text(browse(cast.bob).get(LIST))


def test_the_file_of_one_can_be_sent_again(cast, browse):
    one = make_stratification("origin")
    content = browse(cast.bob).get(at("vocabulary_file", one)).content
    preview = text(sent(browse(cast.lee), content))
    assert "Nothing would change" in preview
    assert PUT not in preview


def test_one_is_retired_and_offered_again(cast, browse):
    one, browser = make_stratification("origin"), browse(cast.root)
    browser.post(at("vocabulary_retire", one), {"reason": "Not used."})
    page = text(browser.get(at("vocabulary", one)))
    assert "It is not offered any more." in page
    assert at("vocabulary_offer", one) in page
    browser.post(at("vocabulary_offer", one), {"reason": "Used again."})
    one.refresh_from_db()
    assert one.in_force


def test_that_of_the_entities_is_changed_by_nobody(cast, browse):
    places, _new = load_entities()
    browser = browse(cast.root)
    assert "follows the tree of entities" in text(browser.get(at("vocabulary", places)))
    assert browser.get(at("vocabulary_edit", places)).status_code == 403


@pytest.mark.parametrize("many", [1, 3])
def test_pages_take_the_same_queries_however_long(cast, browse, count_queries, many):
    for number in range(many):
        one = make_stratification(f"origin{number}")
        make_stratification(f"origin{number}", "abcd", edition="2")
    for number in range(many):
        make_measure(cast, name=f"Measure {number}", stratifications=[one])
    assert count_queries(browse(cast.lee), LIST) == 7
    assert count_queries(browse(cast.lee), at("vocabulary", one)) == 14
