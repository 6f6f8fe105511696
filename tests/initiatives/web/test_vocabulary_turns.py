"""Vocabularies added and changed on a page; each change says first what it does."""

import pytest

from initiatives.measures.models import Stratification
from tests.initiatives.measures.making import make_measure, make_stratification
from tests.initiatives.web.forms import fields_of
from tests.initiatives.web.vocabulary_pages import (
    ADD,
    FILE,
    PUT,
    at,
    said_yes,
    sent,
    text,
)
from tests.initiatives.workforce.making import make_count

HOUSING = {
    "title": "Housing",
    "edition": "1",
    "groups": "Stable\nun | Unstable\n\n",
    "absent": ["not_asked", "declined"],
}


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
