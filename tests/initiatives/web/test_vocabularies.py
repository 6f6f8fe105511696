"""Vocabularies as pages: read, added, changed, retired, and what each change says first."""

from io import BytesIO

import pytest
from django.urls import reverse

from initiatives.measures.models import Stratification
from initiatives.measures.services import load_entities
from tests.initiatives.measures.making import make_measure, make_stratification
from tests.initiatives.web.forms import fields_of
from tests.initiatives.web.who import EVERYONE, those_let_in
from tests.initiatives.workforce.making import make_count

LIST, ADD, UPLOAD, PUT = (
    reverse(f"vocabulary_{name}") for name in ("list", "add", "upload", "put")
)
KEEPERS = {"lee", "root"}
HOUSING = {
    "title": "Housing",
    "edition": "1",
    "groups": "Stable\nun | Unstable\n\n",
    "absent": ["not_asked", "declined"],
}
FILE = b"stratifications: [{key: k, edition: '1', title: Of a file, strata: [{code: a, label: A}]}]"


def text(answer):
    return answer.content.decode()


def at(name, one):
    return reverse(name, args=[one.pk])


def said_yes(browser, preview, **changes):
    return browser.post(PUT, fields_of(preview) | {"reason": "Asked for."} | changes)


def sent(browser, content):
    file = BytesIO(content)
    file.name = "groups.yaml"
    return browser.post(UPLOAD, {"file": file})


def test_everyone_reads_them_and_stewards_of_all_change_them(cast, browse):
    one = make_stratification()
    for url in (LIST, at("vocabulary", one), at("vocabulary_file", one)):
        assert those_let_in(cast, browse, url) == set(EVERYONE)
    for url in (ADD, UPLOAD, at("vocabulary_edit", one), at("vocabulary_retire", one)):
        assert those_let_in(cast, browse, url) == KEEPERS
    assert ADD not in text(browse(cast.bob).get(LIST))


def test_one_is_added_line_by_line(cast, browse):
    browser = browse(cast.lee)
    preview = browser.post(ADD, HOUSING)
    assert preview.status_code == 200, text(preview)
    assert not Stratification.objects.filter(key="housing").exists()
    answer = said_yes(browser, preview)
    made = Stratification.objects.get(key="housing")
    assert answer.url == at("vocabulary", made)
    assert list(made.strata.values_list("code", "label", "absent")) == [
        ("stable", "Stable", ""),
        ("un", "Unstable", ""),
        ("not_asked", "Not asked", "not_asked"),
        ("declined", "Declined to answer", "declined"),
    ]
    assert "Asked for." in text(browser.get(answer.url))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"groups": ""}, 'href="#id_groups"'),
        ({"groups": "a | A\na | B"}, "The code a is there twice"),
        ({"groups": "a |"}, "Line 1 has a code and no name"),
        ({"groups": "\u0627\u0644\u0639"}, "Line 1 needs a code in letters"),
        ({"groups": "<b>Loud</b>"}, "has HTML"),
        ({"groups": "\n".join(f"g{n}" for n in range(501))}, "more than 500 groups"),
        ({"title": "Origin"}, "There is a vocabulary of this name"),
        ({"title": "\u0627\u0644"}, "letters from A to Z"),
        ({"edition": "x" * 41}, "40 characters"),
        ({"absent": ["lost"]}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_taken_says_why_and_keeps_what_was_written(cast, browse, changes, says):
    make_stratification("origin")
    answer = browse(cast.lee).post(ADD, HOUSING | changes)
    assert answer.status_code == 422
    assert says in text(answer)
    assert Stratification.objects.count() == 1


def test_a_change_makes_a_version_and_says_first_what_it_does(cast, browse):
    former = make_stratification("origin", "abc", title="Origin")
    make_measure(cast, stratifications=[former])
    browser = browse(cast.lee)
    given = fields_of(browser.get(at("vocabulary_edit", former)))
    groups = "a | Group a\nb | Better name\nNew one"
    preview = browser.post(
        at("vocabulary_edit", former), given | {"edition": "2", "groups": groups}
    )
    shown = text(preview)
    for words in ("Better name</ins>", "New: 1", "Changed: 1", "Left out: 1", "1 measure<span"):
        assert words in shown
    answer = said_yes(browser, preview)
    made = Stratification.objects.get(key="origin", in_force=True)
    assert list(made.strata.values_list("code", flat=True)) == ["a", "b", "new_one", "unknown"]
    assert "What it changed of version 1" in text(browser.get(answer.url))
    earlier = text(browser.get(at("vocabulary", former)))
    assert "An earlier version" in earlier
    assert "Group b" in earlier
    assert "Diabetes out of control" in earlier


def test_it_is_told_what_of_the_workforce_stands_under_the_former(cast, browse):
    former = make_stratification("k")
    make_count(cast, former)
    shown = text(sent(browse(cast.lee), FILE.replace(b"'1'", b"'2'")))
    assert "1 figure<" in shown
    assert "the page of the workforce shows the version in force" in shown


def test_a_change_under_the_same_version_is_refused(cast, browse):
    former = make_stratification("origin")
    browser = browse(cast.lee)
    given = fields_of(browser.get(at("vocabulary_edit", former)))
    answer = browser.post(
        at("vocabulary_edit", former), given | {"edition": "1", "groups": "a | Other"}
    )
    assert answer.status_code == 422
    assert "an edition of its own" in text(answer)


def test_the_file_of_one_can_be_sent_again(cast, browse):
    one = make_stratification("origin")
    content = browse(cast.bob).get(at("vocabulary_file", one)).content
    preview = text(sent(browse(cast.lee), content))
    assert "Nothing would change" in preview
    assert PUT not in preview


def test_a_file_is_seen_first_and_then_put_in_force(cast, browse):
    browser = browse(cast.lee)
    answer = said_yes(browser, sent(browser, FILE))
    assert "Of a file" in text(browser.get(answer.url))
    assert sent(browser, FILE.replace(b"label", b"lable")).status_code == 422


def test_without_a_reason_the_preview_is_shown_again(cast, browse):
    browser = browse(cast.lee)
    answer = said_yes(browser, sent(browser, FILE), reason=" ")
    assert answer.status_code == 422
    assert said_yes(browser, answer).status_code == 302


@pytest.mark.parametrize("given", [{}, {"content": "!", "instead_of": "x"}])
def test_a_yes_without_its_file_starts_again(cast, browse, given):
    answer = browse(cast.lee).post(PUT, given | {"reason": "Why."})
    assert answer.status_code == 422
    assert "Begin again" in text(answer)
    assert browse(cast.erin).post(PUT, given).status_code == 403


def test_what_was_changed_meanwhile_is_compared_before_a_second_yes(cast, browse):
    browser = browse(cast.lee)
    preview = sent(browser, FILE.replace(b"'1'", b"'3'"))
    make_stratification("k", edition="2")
    warned = said_yes(browser, preview)
    assert warned.status_code == 409
    assert "Version 2" in text(warned)
    assert said_yes(browser, warned).status_code == 302


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
