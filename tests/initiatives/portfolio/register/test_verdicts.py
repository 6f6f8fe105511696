"""What a row needs, what is asked, what is never kept, and what makes a row the same."""

import pytest

from initiatives.portfolio.register import read_register
from tests.initiatives.base.sheets.making import delimited
from tests.initiatives.portfolio.register.making import (
    HEADER,
    TODAY,
    SmallDirectory,
    judged,
    read,
    row,
    said,
)


def test_a_row_beyond_doubt_is_accepted_without_a_word() -> None:
    proposal = judged()
    assert (proposal.verdict, proposal.reasons) == ("accepted", ())
    assert (proposal.entity_id, proposal.owner_id, proposal.sponsor_id) == (1, 8, None)


def test_a_row_without_a_title_is_refused() -> None:
    proposal = judged(Title="  ")
    assert (proposal.verdict, proposal.key) == ("refused", "")
    assert "No title" in said(proposal, "title")


@pytest.mark.parametrize(
    ("site", "words"),
    [
        ("", "No site"),
        ("Harborveiw Medical Centre", "Did you mean Harborview Medical Center"),
        ("Laboratory medecine", "Did you mean Laboratory Medicine"),
        ("Nowhere", "Correct it, or add it to the tree first."),
        ("x" * 300, "Correct it, or add it to the tree first."),
    ],
)
def test_a_row_that_belongs_nowhere_is_refused_and_near_names_are_offered(
    site: str, words: str
) -> None:
    proposal = judged(Site=site)
    assert (proposal.verdict, proposal.entity_id) == ("refused", None)
    assert words in said(proposal, "entity")


def test_a_row_without_an_owner_stays_proposed() -> None:
    proposal = judged(Owner="")
    assert (proposal.verdict, proposal.stage, proposal.owner_id) == ("question", "proposed", None)
    assert said(proposal, "owner") == (
        "No accountable person: it comes in as proposed and stays there until someone owns it."
    )


def test_an_owner_whom_nobody_knows_is_quoted_and_kept_in_the_notes() -> None:
    proposal = judged(Owner="Jordan Doe", Notes="First.")
    assert (proposal.verdict, proposal.stage, proposal.owner_id) == ("question", "proposed", None)
    assert "“Jordan Doe” is no one person known here" in said(proposal, "owner")
    assert proposal.notes == "First.\nOwner: Jordan Doe\nStatus: live"


def test_a_sponsor_whom_nobody_knows_is_asked_but_keeps_no_one_back() -> None:
    proposal = judged(Sponsor="Jordan Doe")
    assert (proposal.verdict, proposal.stage, proposal.sponsor_id) == (
        "question",
        "sustaining",
        None,
    )
    assert "“Jordan Doe”" in said(proposal, "sponsor")


def test_all_that_is_wrong_with_a_row_is_told_at_once_the_gravest_first() -> None:
    proposal = judged(Owner="", Principles="10", Due="2024-02-30", Start="2018")
    assert [reason.field for reason in proposal.reasons] == [
        "target_on",
        "principles",
        "owner",
        "stage",
        "started_on",
    ]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")', "<b>Bold</b>"])
def test_what_looks_like_a_formula_or_markup_is_text(text: str) -> None:
    proposal = judged(Title=text, Aim=text)
    assert (proposal.verdict, proposal.title, proposal.aim_summary) == ("accepted", text, text)


def test_control_characters_and_marks_that_turn_text_around_are_taken_out() -> None:
    proposal = judged(Title="\tBias\x07 Reporting\u202e Tool\u200b", Aim="One\r\ntwo\x0bthree\x1b")
    assert proposal.title == "Bias Reporting Tool"
    assert proposal.aim_summary == "One\ntwo\nthree"


@pytest.mark.parametrize(
    ("header", "field", "longest"),
    [("Title", "title", 200), ("Aim", "aim_summary", 10_000), ("Due", "target_on", 80)],
)
def test_a_text_too_long_is_refused_with_its_limit(header: str, field: str, longest: int) -> None:
    assert judged(**{header: "x" * longest}).verdict == "accepted"
    proposal = judged(**{header: "x" * (longest + 1)})
    assert proposal.verdict == "refused"
    assert f"longer than {longest:,} characters" in said(proposal, field)


def test_notes_that_grow_too_long_with_what_is_kept_in_them_are_refused() -> None:
    rows = [[*HEADER, "More"], [*row(Notes="x" * 9_000), "y" * 1_000]]
    (proposal,) = read(delimited(rows)).proposals
    assert proposal.verdict == "refused"
    assert "pass 10,000 characters" in said(proposal, "notes")


def test_messages_do_not_repeat_endless_texts() -> None:
    assert len(said(judged(Site="x " * 4_000), "entity")) < 300


@pytest.mark.parametrize(
    ("header", "text", "kind"),
    [
        ("Notes", "See MRN 1234567", "a medical record number"),
        ("Owner", "MRN 1234567", "a medical record number"),
        ("Title", "Case of DOB 4/21/1980", "a date of birth"),
        ("Aim", "SSN 123-45-6789", "a social security number"),
    ],
)
def test_a_row_with_health_information_is_refused_and_keeps_none_of_it(
    header: str, text: str, kind: str
) -> None:
    proposal = judged(**{header: text})
    assert proposal.verdict == "refused"
    assert len(proposal.reasons) == 1
    assert kind in proposal.reasons[0].message
    assert header in proposal.reasons[0].message
    assert text not in repr(proposal)
    assert "Bias" not in repr(proposal)


def test_a_column_of_record_numbers_is_known_by_its_header() -> None:
    (proposal,) = read(delimited([[*HEADER, "MRN"], [*row(), "12345678"]])).proposals
    assert proposal.verdict == "refused"
    assert "12345678" not in repr(proposal)


def test_of_two_rows_for_the_same_initiative_the_later_is_refused() -> None:
    again = row(Title="  BIAS reporting   tool")
    first, second = read(delimited([HEADER, row(), again])).proposals
    assert (first.verdict, second.verdict) == ("accepted", "refused")
    assert first.key == second.key
    assert "Row 2 has the same title" in said(second, "title")


def test_the_same_title_elsewhere_is_another_initiative() -> None:
    rows = [HEADER, row(), row(Site="Laboratory Medicine")]
    first, second = read(delimited(rows)).proposals
    assert (first.verdict, second.verdict) == ("accepted", "accepted")
    assert first.key != second.key


def test_two_names_of_one_place_do_not_hide_a_repeated_row() -> None:

    class Nicknames(SmallDirectory):
        def entity(self, name: str) -> int | None:
            return super().entity("UW Medicine" if name == "UWM" else name)

    content = delimited([HEADER, row(), row(Site="UWM")])
    first, second = read_register(content, "r.csv", Nicknames(), today=TODAY).proposals
    assert (first.verdict, second.verdict) == ("accepted", "refused")


def test_a_key_does_not_hang_on_dashes_spaces_or_case() -> None:
    one, two = judged(Title="Strategy \u2013 care"), judged(Title="strategy -  Care")
    assert one.key == two.key != judged(Title="Strategy care").key
