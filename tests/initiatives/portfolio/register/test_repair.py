"""Rows with a field too many or too few: put together only where one way makes sense."""

import pytest

from initiatives.portfolio.register import Proposal, read_register
from tests.initiatives.base.sheets.making import delimited
from tests.initiatives.portfolio.register.making import (
    HEADER,
    TODAY,
    SmallDirectory,
    read,
    row,
    said,
)

SOUND = row(Start="2018", Aim="Report", Notes="Annual")


def only(line: str, header: str = ",".join(HEADER)) -> Proposal:
    (proposal,) = read(f"{header}\n{line}\n".encode()).proposals
    return proposal


def line_with(**cells: str) -> str:
    """A row as a careless export writes it: nothing quoted."""
    return ",".join(row(**({"Start": "2018", "Aim": "Report", "Principles": "7;8"} | cells)))


def test_a_comma_in_the_title_is_found_and_asked() -> None:
    proposal = only(line_with(Title="Equity, diversity and inclusion"))
    assert (proposal.verdict, proposal.title) == ("question", "Equity, diversity and inclusion")
    assert proposal.entity_id == 1
    assert "“Equity, diversity and inclusion” under Title" in said(proposal, "row")
    assert proposal.raw["Title"] == "Equity, diversity and inclusion"


def test_principles_that_fell_apart_are_found_and_asked() -> None:
    proposal = only(line_with(Principles="7,8", Aim="Report back", Notes=""))
    assert proposal.verdict == "refused"
    assert "more than one place" in said(proposal, "row")


def test_a_place_whose_name_has_a_comma_is_found() -> None:
    class Seattle(SmallDirectory):
        def entity(self, name: str) -> int | None:
            return 1 if name == "Harborview, Seattle" else None

    content = f"{','.join(HEADER)}\n{line_with(Site='Harborview, Seattle')}\n".encode()
    (proposal,) = read_register(content, "r.csv", Seattle(), today=TODAY).proposals
    assert (proposal.verdict, proposal.entity_text) == ("question", "Harborview, Seattle")


@pytest.mark.parametrize("cells", [{"Aim": "Report, and answer"}, {"Sponsor": "Dean, Medicine"}])
def test_a_comma_that_could_be_in_two_places_is_refused(cells: dict[str, str]) -> None:
    proposal = only(line_with(**cells))
    assert proposal.verdict == "refused"
    assert "11 fields and the header has 10 fields: there is more than one place" in said(
        proposal, "row"
    )
    assert proposal.title == "Bias Reporting Tool"


def test_a_row_in_which_no_join_makes_sense_is_refused() -> None:
    proposal = only(line_with(Title="Equity, diversity", Site="Nowhere"))
    assert proposal.verdict == "refused"
    assert "there is no place" in said(proposal, "row")


def test_two_commas_too_many_are_refused() -> None:
    proposal = only(line_with(Title="Equity, diversity, inclusion", Notes="x"))
    assert proposal.verdict == "refused"
    assert "more than one too many" in said(proposal, "row")
    assert [reason.field for reason in proposal.reasons] == ["row"]


def test_a_comma_is_found_though_the_last_cell_is_blank() -> None:
    proposal = only(line_with(Title="Equity, diversity", Notes=""))
    assert (proposal.verdict, proposal.title) == ("question", "Equity, diversity")


def test_a_separator_at_the_end_is_asked_where_no_cell_can_have_fallen_apart() -> None:
    header, line = "Title,Site,Principles,Status,Owner", "Tool,UW Medicine,7,live,Dean of Medicine"
    first, second = read(f"{header}\n{line}\n{line.replace('Tool', 'Other')},\n".encode()).proposals
    assert (first.verdict, second.verdict) == ("accepted", "question")
    assert "ends with a comma too many" in said(second, "row")


def test_a_separator_at_the_end_may_as_well_stand_inside_a_cell() -> None:
    proposal = only(line_with(Aim="Report, answer", Notes=""))
    assert proposal.verdict == "refused"
    assert "If its last comma means nothing, take it off." in said(proposal, "row")


def test_semicolons_are_joined_by_semicolons() -> None:
    line = line_with(Principles="7").replace(",", ";").replace("Bias ", "Bias; ", 1)
    proposal = only(line, ";".join(HEADER))
    assert (proposal.verdict, proposal.title) == ("question", "Bias; Reporting Tool")


def test_a_join_takes_a_damaged_cell_along() -> None:
    proposal = only(line_with(Title="Equity, diversity", Aim="Re\x00port"))
    assert proposal.verdict == "refused"
    assert "NUL" in said(proposal, "aim_summary")


def test_last_fields_that_are_missing_are_taken_as_blank_and_asked() -> None:
    proposal = only(",".join(SOUND[:8]))
    assert (proposal.verdict, proposal.title) == ("question", "Bias Reporting Tool")
    assert "8 fields and the header has 10" in said(proposal, "row")


@pytest.mark.parametrize("line", ["Total: 14", "Tool UW Medicine,,,2018,,live,7"])
def test_a_row_that_lacks_a_separator_is_refused(line: str) -> None:
    proposal = only(line)
    assert proposal.verdict == "refused"
    assert "a comma may be missing" in said(proposal, "row")


def test_fields_without_a_header_may_be_missing() -> None:
    assert only(",".join(SOUND), ",".join([*HEADER, "", ""])).verdict == "accepted"


def test_a_broken_row_decides_nothing_for_the_others() -> None:
    broken = [*row(Due="12/31/2018", Aim="a"), "b", "c"]
    first, second = read(delimited([HEADER, row(Due="6/1/2020"), broken])).proposals
    assert (first.target_on, second.verdict) == (None, "refused")


def test_health_information_in_a_broken_row_is_still_withheld() -> None:
    proposal = only("MRN 1234567,x,y")
    assert proposal.verdict == "refused"
    assert "1234567" not in repr(proposal)
