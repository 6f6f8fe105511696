"""Which header means which field, and what becomes of the other columns."""

import pytest

from initiatives.base.sheets.cells import words
from initiatives.portfolio.register.columns import FIELDS, columns_of, field_of, letter
from tests.initiatives.base.sheets.making import delimited
from tests.initiatives.portfolio.register.making import HEADER, read, row, said


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Project name", "title"),
        ("  PROJECT_NAME*", "title"),
        ("Exec. Sponsor:", "sponsor"),
        ("Due / review", "target_on"),
        ("due/review", "target_on"),
        ("Guiding principle(s)", "principles"),
        ("Accountable", "owner"),
        ("Started", "started_on"),
        ("Aim statement", "aim_summary"),
        ("Budget", None),
        ("", None),
    ],
)
def test_headers_are_known_whatever_their_case_space_and_punctuation(
    header: str, field: str | None
) -> None:
    assert field_of(header) == field


def test_every_synonym_is_written_as_headers_are_compared() -> None:
    assert [synonym for synonym in FIELDS if words(synonym) != synonym] == []


def test_unknown_columns_go_into_the_notes_and_are_reported() -> None:
    register = read(delimited([[*HEADER, "Budget"], [*row(Notes="Own note."), "$ 10"]]))
    assert register.proposals[0].notes == "Own note.\nBudget: $ 10"
    assert register.remarks == ("Kept in the notes, as no field is theirs: “Budget”.",)


def test_an_unknown_column_without_values_is_not_worth_a_remark() -> None:
    register = read(delimited([[*HEADER, "Budget", ""], [*row(), "", ""]]))
    assert register.remarks == ()


def test_of_two_columns_for_one_field_the_first_counts_and_the_second_is_kept() -> None:
    register = read(delimited([[*HEADER, "Lead"], [*row(), "Someone else"]]))
    (proposal,) = register.proposals
    assert proposal.owner_text == "Bias Response Lead"
    assert proposal.notes == "Lead: Someone else"
    assert "“Lead” (a second column for the accountable owner)" in register.remarks[0]


def test_columns_of_the_same_name_stay_apart() -> None:
    names = [column.header for column in columns_of(["Notes", "Notes", "Notes (2)", "", ""], 5)]
    assert names == ["Notes", "Notes (2)", "Notes (2) (2)", "Column D", "Column E"]


@pytest.mark.parametrize(("at", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (199, "GR")])
def test_a_column_is_called_as_a_spreadsheet_calls_it(at: int, name: str) -> None:
    assert letter(at) == name


def test_what_no_column_tells_is_remarked_once() -> None:
    register = read(b"Title\nTool\nAnother\n")
    assert register.remarks == (
        "No column tells the site, the accountable owner, the status or the guiding principles. "
        "If one does, name it so in the first row.",
    )
    assert [proposal.verdict for proposal in register.proposals] == ["refused", "refused"]
    assert "No site" in said(register.proposals[0], "entity")
