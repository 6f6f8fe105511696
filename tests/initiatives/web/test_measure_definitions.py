"""How a measure is counted, on pages: the draft, its approval by another, the versions."""

from dataclasses import replace

import pytest
from django.urls import reverse

from initiatives.measures.services import approve_definition, revise_definition
from tests.initiatives.measures.making import TERMS, make_measure
from tests.initiatives.web.forms import fields_of, fill_in
from tests.initiatives.web.who import EVERYONE, those_let_in

PEOPLE = {"alice", "bob", "sam", "lee", "root"}


def at(name, measure):
    return reverse(name, args=[measure.pk])


def text(answer):
    return answer.content.decode()


def in_force(measure):
    return measure.definitions.filter(in_force=True).first()


@pytest.fixture
def measure(cast):
    return make_measure(cast)


def test_whoever_sees_a_measure_reads_how_it_is_counted(cast, browse, measure):
    url = at("measure_definitions", measure)
    assert those_let_in(cast, browse, url) == set(EVERYONE) - {"charlie", "nobody"}
    page = text(browse(cast.ada).get(url))
    assert "Adults with diabetes whose last HbA1c was over 9 %." in page
    assert "written by Lee, approved by Sam" in page
    assert at("measure_draft", measure) not in page


def test_who_may_write_the_next_definition(cast, browse, measure):
    assert those_let_in(cast, browse, at("measure_draft", measure)) == PEOPLE


def test_a_draft_begins_with_what_is_in_force_and_changes_nothing_yet(cast, browse, measure):
    browser, url = browse(cast.bob), at("measure_draft", measure)
    sent = fields_of(browser.get(url))
    assert (sent["numerator"], sent["multiplier"]) == (["Over 9 %, or not measured"], ["100.0"])
    assert (sent["chart"], sent["direction"], sent["screen"]) == (["p"], ["decrease"], ["on"])
    answer = fill_in(browser, url, target="8.5", target_on="2027-06-30")
    assert answer.url == at("measure_definitions", measure)
    assert in_force(measure).number == 1
    page = text(browser.get(answer.url))
    assert "A draft waits for approval" in page
    assert "<ins>8.5 %</ins>" in page
    assert "<ins>30 Jun 2027</ins>" in page
    assert "You wrote this definition, so someone else has to approve it." in page


def test_a_draft_is_approved_by_another_and_then_in_force(cast, browse, measure):
    revise_definition(actor=cast.bob, measure=measure, terms=replace(TERMS, target=8.5))
    url = at("measure_approve", measure)
    assert those_let_in(cast, browse, url) == {"sam", "lee", "root"}
    page = text(browse(cast.sam).get(url))
    assert "<ins>8.5 %</ins>" in page
    assert "Definition 1 goes out of force" in page
    assert "stands under definition 2" in page
    answer = fill_in(browse(cast.sam), url)
    assert answer.url == at("measure_definitions", measure)
    assert (in_force(measure).number, in_force(measure).target) == (2, 8.5)
    assert "Earlier definitions" in text(browse(cast.sam).get(answer.url))


def test_who_wrote_it_cannot_approve_it_even_by_a_forged_form(cast, browse, measure):
    revise_definition(actor=cast.sam, measure=measure, terms=replace(TERMS, target=8.5))
    url = at("measure_approve", measure)
    assert "You wrote this definition" in text(browse(cast.sam).get(url))
    measure.refresh_from_db()
    answer = browse(cast.sam).post(url, {"version": measure.version})
    assert answer.status_code == 403
    assert in_force(measure).number == 1


def test_a_draft_that_was_rewritten_meanwhile_is_read_again_before_it_is_approved(
    cast, browse, measure
):
    revise_definition(actor=cast.bob, measure=measure, terms=replace(TERMS, target=8.5))
    browser, url = browse(cast.sam), at("measure_approve", measure)
    sent = fields_of(browser.get(url))
    revise_definition(actor=cast.bob, measure=measure, terms=replace(TERMS, target=4))
    answer = browser.post(url, sent)
    assert answer.status_code == 409
    assert "<ins>4 %</ins>" in text(answer)
    assert in_force(measure).number == 1


def test_where_there_is_no_draft_one_is_led_back(cast, browse, measure):
    url = at("measure_approve", measure)
    for answer in (
        browse(cast.sam).get(url, follow=True),
        browse(cast.sam).post(url, {"version": 2}, follow=True),
    ):
        assert answer.redirect_chain[0][0] == at("measure_definitions", measure)
        assert "There is no draft to approve." in text(answer)


def test_approving_twice_approves_once(cast, browse):
    measure = make_measure(cast, approved=False)
    browser, url = browse(cast.sam), at("measure_approve", measure)
    sent = fields_of(browser.get(url))
    first, second = browser.post(url, sent), browser.post(url, sent)
    assert first.url == second.url == at("measure_definitions", measure)
    assert in_force(measure).number == 1


def test_before_the_first_approval_the_page_says_what_it_takes(cast, browse):
    measure = make_measure(cast, approved=False)
    page = text(browse(cast.bob).get(at("measure_definitions", measure)))
    assert "No definition is in force" in page
    assert "Only the sponsor and the equity lead may approve" in page


def test_two_drafts_at_once_do_not_write_over_each_other(cast, browse, measure):
    browser, url = browse(cast.bob), at("measure_draft", measure)
    sent = fields_of(browser.get(url)) | {"unit": "per cent"}
    revise_definition(actor=cast.alice, measure=measure, terms=replace(TERMS, unit="pc"))
    answer = browser.post(url, sent)
    assert answer.status_code == 409
    assert 'value="per cent"' in text(answer)
    assert browser.post(url, fields_of(answer)).status_code == 302


def test_a_draft_that_counts_nothing_comes_back_with_what_is_wrong(cast, browse, measure):
    answer = fill_in(browse(cast.bob), at("measure_draft", measure), text=" ", freeze="1")
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"text"}
    again = fill_in(browse(cast.bob), at("measure_draft", measure), freeze="1", due_days="400")
    assert set(again.context["form"].errors) == {"freeze", "due_days"}


@pytest.mark.parametrize("versions", [1, 3])
def test_one_and_three_versions_take_the_same_queries(
    cast, browse, count_queries, measure, versions
):
    for number in range(versions):
        draft = revise_definition(
            actor=cast.bob, measure=measure, terms=replace(TERMS, target=number)
        )
        approve_definition(actor=cast.sam, definition=draft)
    assert count_queries(browse(cast.lee), at("measure_definitions", measure)) == 7
