"""The register that the product was built for, row by row."""

from datetime import date

import pytest

from initiatives.portfolio.register import Proposal, Register
from tests.initiatives.portfolio.register.making import SAMPLE, read, said


@pytest.fixture(scope="module")
def register() -> Register:
    return read(SAMPLE.read_bytes(), SAMPLE.name)


@pytest.fixture(scope="module")
def rows(register: Register) -> dict[int, Proposal]:
    return {proposal.row: proposal for proposal in register.proposals}


def test_each_of_the_fourteen_rows_has_its_verdict(rows: dict[int, Proposal]) -> None:
    verdicts = {number: proposal.verdict for number, proposal in rows.items()}
    assert verdicts == dict.fromkeys((2, 3, 4, 5, 7, 8, 10, 11, 12), "accepted") | dict.fromkeys(
        (6, 9, 14), "question"
    ) | dict.fromkeys((13, 15), "refused")


def test_every_column_is_understood_and_nothing_is_left_to_remark(register: Register) -> None:
    assert [column.field for column in register.columns] == [
        "title",
        "entity",
        "sponsor",
        "owner",
        "started_on",
        "target_on",
        "stage",
        "principles",
        "aim_summary",
        "notes",
    ]
    assert register.remarks == ()


def test_the_row_with_the_unquoted_comma_is_repaired_with_a_question(
    rows: dict[int, Proposal],
) -> None:
    repaired = rows[6]
    assert repaired.title == "Equity, diversity and inclusion committees"
    assert repaired.entity_text == "UW Medicine"
    assert repaired.principles == (1, 2, 3)
    assert repaired.stage == "sustaining"
    assert "“Equity, diversity and inclusion committees”" in said(repaired, "row")


def test_the_impossible_date_is_refused_by_name(rows: dict[int, Proposal]) -> None:
    assert said(rows[13], "target_on").startswith("30 February 2024 does not exist")
    assert rows[13].target_on is None
    assert rows[13].target_text == "2024-02-30"


def test_the_tenth_principle_and_the_missing_owner_are_both_told(rows: dict[int, Proposal]) -> None:
    assert said(rows[15], "principles") == (
        "There is no principle 10; the principles in force are 1 to 9."
    )
    assert said(rows[15], "owner") == (
        "No accountable person: it comes in as proposed and stays there until someone owns it."
    )
    assert rows[15].principles == ()
    assert rows[15].stage == "proposed"


def test_a_neighbour_decides_what_a_date_in_numbers_means(rows: dict[int, Proposal]) -> None:
    assert rows[5].target_on == date(2018, 12, 31)
    assert rows[10].target_on == date(2020, 6, 1)
    assert "“12/31/2018” in row 5" in said(rows[10], "target_on")


def test_words_for_a_time_are_kept_as_written(rows: dict[int, Proposal]) -> None:
    assert (rows[2].started_on, rows[2].started_text) == (None, "fall 2016")
    assert (rows[15].target_on, rows[15].target_text) == (None, "quarterly")
    assert "kept as written" in said(rows[2], "started_on")


def test_a_status_that_is_no_stage_comes_in_as_proposed(rows: dict[int, Proposal]) -> None:
    for number, word in {9: "signed", 14: "fundraising"}.items():
        assert rows[number].stage == "proposed"
        assert f"“{word}”" in said(rows[number], "stage")
        assert f"Status: {word}" in rows[number].notes


def test_a_title_that_begins_with_a_hash_is_a_title(rows: dict[int, Proposal]) -> None:
    assert rows[9].title == "#123forEquity pledge"


def test_a_row_keeps_what_each_cell_says(rows: dict[int, Proposal]) -> None:
    assert rows[2].raw["Notes"] == "Adopted 21 April 2017"
    assert rows[12].notes == "see wa_covid_by_race_cumulative.csv"
    assert rows[2].aim_summary.startswith("Attract and keep")


def test_reading_it_again_gives_the_same_keys_and_no_two_rows_share_one(register: Register) -> None:
    again = read(SAMPLE.read_bytes(), "another name.csv")
    keys = [proposal.key for proposal in register.proposals]
    assert keys == [proposal.key for proposal in again.proposals]
    assert len(set(keys)) == len(keys) == 14
    assert all(len(key) == 64 for key in keys)
