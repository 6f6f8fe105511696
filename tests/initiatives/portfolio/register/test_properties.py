"""Whatever comes in: a register or a clear error, one verdict a row, and the same one again."""

import csv
import io

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from initiatives.base.sheets import SheetError
from initiatives.base.sheets.cells import clean
from initiatives.portfolio.register import Register
from tests.initiatives.base.sheets.making import book, delimited, saved
from tests.initiatives.portfolio.register.making import (
    HEADER,
    PEOPLE,
    PLACES,
    SAMPLE,
    read,
    row,
)

NAMES = st.sampled_from(["r.csv", "r.xlsx", "r.txt", "r.xls", "r", ""])
STARTS = st.sampled_from(
    [
        b"",
        b"PK\x03\x04",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"Title,Site\n",
        b'Title;"',
        b"sep=;\nTitle\n",
    ]
)
WORKBOOK = saved(book([HEADER, row(), row(Title="Another", Due="2024-02-30")]))
TITLES = ["Tool", "Another tool", "Café", "=1+1", "MRN 1234567", "x" * 201]
DATES = [
    "2018",
    "fall 2016",
    "2024-02-30",
    "6/1/2020",
    "12/31/2018",
    "31/12/2018",
    "6/1/20",
    "43465",
]
CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["", "", *PLACES, *PEOPLE, *TITLES, *DATES, "2; 9", "10", "5-7", "live", "a,b"]
    ),
)
HEADERS = st.sampled_from([*HEADER, "Title", "Lead", "Budget", "", "Site", "Due / review", "Start"])


@st.composite
def grids(draw: st.DrawFn) -> list[list[str]]:
    """A header and some rows, each with a cell for each column."""
    header = ["Title", *draw(st.lists(HEADERS, max_size=12))]
    rows = st.lists(st.lists(CELLS, min_size=len(header), max_size=len(header)), max_size=6)
    return [header, *draw(rows)]


def blank(cells: list[str]) -> bool:
    return not any("\x00" in text or clean(text) for text in cells)


def rewritten(register: Register) -> bytes:
    """A register as a file again, made of the cells that its rows kept."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([column.header for column in register.columns])
    writer.writerows(list(proposal.raw.values()) for proposal in register.proposals)
    return out.getvalue().encode("utf-8")


@settings(deadline=None)
@given(STARTS, st.binary(max_size=400), NAMES)
def test_any_bytes_are_a_register_or_a_clear_error(start: bytes, rest: bytes, name: str) -> None:
    try:
        register = read(start + rest, name)
    except SheetError as error:
        assert str(error) == error.message != ""
    else:
        assert register.proposals


@settings(deadline=None)
@given(st.text(max_size=300), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_any_text_below_a_header_is_a_register_or_a_clear_error(text: str, encoding: str) -> None:
    try:
        read(f"Title,Site,Due\n{text}".encode(encoding, "ignore"))
    except SheetError as error:
        assert error.message


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(WORKBOOK) - 1), st.integers(0, 255)), max_size=8))
def test_any_damage_to_a_workbook_is_survived(damage: list[tuple[int, int]]) -> None:
    content = bytearray(WORKBOOK)
    for at, value in damage:
        content[at] = value
    try:
        read(bytes(content), "r.xlsx")
    except SheetError as error:
        assert error.message


@settings(deadline=None)
@given(st.integers(0, 10_000), st.binary(max_size=6))
def test_any_damage_to_the_sample_is_survived(at: int, instead: bytes) -> None:
    content = SAMPLE.read_bytes()
    at %= len(content)
    try:
        register = read(content[:at] + instead + content[at + 1 :])
    except SheetError as error:
        assert error.message
    else:
        assert all(proposal.verdict for proposal in register.proposals)


@settings(deadline=None)
@given(grids(), st.sampled_from(",;\t"))
def test_each_row_that_holds_anything_has_one_verdict(grid: list[list[str]], mark: str) -> None:
    filled = [number for number, cells in enumerate(grid, 1) if number > 1 and not blank(cells)]
    try:
        register = read(delimited(grid, mark))
    except (SheetError, UnicodeEncodeError):
        assume(False)
    assert [proposal.row for proposal in register.proposals] == filled
    for proposal in register.proposals:
        assert proposal.verdict in ("accepted", "question", "refused")
        assert proposal.reasons or proposal.verdict == "accepted"
        assert all(reason.field and reason.message for reason in proposal.reasons)


@settings(deadline=None)
@given(grids())
def test_what_is_written_is_fit_for_the_database(grid: list[list[str]]) -> None:
    try:
        register = read(delimited(grid))
    except (SheetError, UnicodeEncodeError):
        assume(False)
    for proposal in register.proposals:
        if proposal.verdict == "refused":
            continue
        assert 0 < len(proposal.title) <= 200
        assert proposal.entity_id is not None
        assert proposal.owner_id is not None or proposal.stage == "proposed"
        assert proposal.principles or proposal.stage == "proposed"
        assert len(proposal.notes) <= 10_000
        assert len(proposal.started_text) <= 80
        assert len(proposal.target_text) <= 80
        if proposal.started_on and proposal.target_on:
            assert proposal.started_on <= proposal.target_on
        assert "\x00" not in repr(proposal.raw)


@settings(deadline=None)
@given(grids())
def test_the_cells_that_a_row_kept_give_the_same_verdict_again(grid: list[list[str]]) -> None:
    try:
        first = read(delimited(grid))
    except (SheetError, UnicodeEncodeError):
        assume(False)
    assume(not any("NUL" in item.message for row in first.proposals for item in row.reasons))
    assume(not any("(withheld)" in row.raw.values() for row in first.proposals))
    again = read(rewritten(first))
    assert [row.verdict for row in again.proposals] == [row.verdict for row in first.proposals]
    assert [row.key for row in again.proposals] == [row.key for row in first.proposals]
    assert [row.raw for row in again.proposals] == [row.raw for row in first.proposals]
