"""Principles and stages as registers write them."""

import pytest

from initiatives.portfolio.choices import Stage
from initiatives.portfolio.register import read_register
from initiatives.portfolio.register.values import STAGES, looks_like_principles, numbers_in
from tests.initiatives.base.sheets.making import delimited
from tests.initiatives.portfolio.register.making import (
    HEADER,
    TODAY,
    SmallDirectory,
    judged,
    row,
    said,
)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("2; 9", (2, 9)),
        ("3, 8", (3, 8)),
        ("5;6", (5, 6)),
        ("1;2;3", (1, 2, 3)),
        ("2", (2,)),
        ("2 and 9", (2, 9)),
        ("1/2 & 3", (1, 2, 3)),
        ("Principles 5, 6 and 7.", (5, 6, 7)),
        ("P5; #6; No. 7", (5, 6, 7)),
        ("9;2;9", (9, 2)),
        ("02", (2,)),
        ("1\n2", (1, 2)),
        ("", ()),
        ("5-7", None),
        ("5.6", None),
        ("2; nine", None),
        ("-2", None),
        ("2²", (22,)),
    ],
)
def test_lists_of_principles(text: str, numbers: tuple[int, ...] | None) -> None:
    assert numbers_in(text) == numbers


def test_a_year_is_no_list_of_principles_when_columns_are_told_apart() -> None:
    assert not looks_like_principles("2018")
    assert looks_like_principles("2; 10")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("10", "There is no principle 10; the principles in force are 1 to 9."),
        ("8;10;11", "There is no principle 10 or 11; the principles in force are 1 to 9."),
        ("0", "There is no principle 0; the principles in force are 1 to 9."),
    ],
)
def test_a_number_that_is_no_principle_refuses_the_row(text: str, message: str) -> None:
    proposal = judged(Principles=text)
    assert (proposal.verdict, proposal.principles) == ("refused", ())
    assert said(proposal, "principles") == message


@pytest.mark.parametrize(
    ("in_force", "ending"),
    [
        ((), "There is no principle 4: none are in force yet. Load a framework first."),
        ((2,), "the principle in force is 2."),
        ((1, 2), "the principles in force are 1 and 2."),
        ((1, 3, 7), "the principles in force are 1, 3 and 7."),
    ],
)
def test_the_principles_in_force_are_named(in_force: tuple[int, ...], ending: str) -> None:
    content = delimited([HEADER, row(Principles="4")])
    register = read_register(content, "r.csv", SmallDirectory(in_force), today=TODAY)
    assert said(register.proposals[0], "principles").endswith(ending)


def test_a_range_is_refused_because_nobody_said_what_is_in_it() -> None:
    proposal = judged(Principles="5-7")
    assert proposal.verdict == "refused"
    assert "“5-7” is no list" in said(proposal, "principles")


@pytest.mark.parametrize("text", ["", "TBD", "equity"])
def test_a_row_without_a_principle_is_asked_and_comes_in_as_proposed(text: str) -> None:
    proposal = judged(Principles=text, Status="closed")
    assert (proposal.verdict, proposal.stage, proposal.principles) == ("question", "proposed", ())
    assert said(proposal, "principles")
    assert "“closed”, but without a guiding principle" in said(proposal, "stage")


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("testing", "testing"),
        ("Planned", "planning"),
        ("planning", "planning"),
        ("On-going", "proposed"),
        ("ONGOING", "implementing"),
        ("complete", "closed"),
        ("Completed.", "closed"),
        ("closed", "closed"),
        ("in  place", "sustaining"),
        ("live", "sustaining"),
        ("published", "sustaining"),
        ("proposed", "proposed"),
        ("idea", "idea"),
        ("approved", "approved"),
    ],
)
def test_words_for_a_stage(text: str, stage: str) -> None:
    assert judged(Status=text).stage == stage


def test_every_stage_is_known_by_its_own_name_or_a_word_for_it() -> None:
    assert set(STAGES.values()) == set(Stage)
    assert [word for word in STAGES if judged(Status=word).verdict != "accepted"] == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("signed", "is no stage"),
        ("on hold", "rests"),
        ("On-Hold", "rests"),
        ("", "No status"),
    ],
)
def test_any_other_status_is_asked_and_comes_in_as_proposed(text: str, why: str) -> None:
    proposal = judged(Status=text)
    assert (proposal.verdict, proposal.stage, proposal.status_text) == (
        "question",
        "proposed",
        text,
    )
    assert why in said(proposal, "stage")


def test_even_an_idea_without_an_owner_comes_in_as_proposed_and_says_so() -> None:
    proposal = judged(Status="idea", Owner="")
    assert proposal.stage == "proposed"
    assert "“idea”, but without an accountable owner" in said(proposal, "stage")


def test_a_proposed_row_without_an_owner_has_nothing_to_say_about_its_stage() -> None:
    assert said(judged(Status="proposed", Owner=""), "stage") == ""
