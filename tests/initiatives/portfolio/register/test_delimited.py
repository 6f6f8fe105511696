"""Text files: encodings, separators, quotation marks, row numbers, limits."""

import pytest

from initiatives.base.sheets import Limits, SheetError
from tests.initiatives.portfolio.register.making import HEADER, delimited, read, row, said

PLAIN = delimited([HEADER, row(Title="Café équité", Principles="7 8")]).decode()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_file_says_its_encoding_by_its_first_bytes(encoding: str) -> None:
    register = read(PLAIN.encode(encoding))
    assert register.proposals[0].title == "Café équité"
    assert register.remarks == ()


@pytest.mark.parametrize("order", ["le", "be"])
def test_either_order_of_bytes_is_read(order: str) -> None:
    assert read(("\ufeff" + PLAIN).encode(f"utf-16-{order}")).proposals[0].title == "Café équité"


def test_a_file_in_windows_1252_is_read_and_says_so() -> None:
    register = read(PLAIN.encode("cp1252"))
    assert register.proposals[0].title == "Café équité"
    assert "Windows-1252" in register.remarks[0]


@pytest.mark.parametrize(
    "content", [b"Title\n\x81\x8d", b"\xff\xfeTitle\nx", b"\xef\xbb\xbf\xff\n"]
)
def test_bytes_that_are_no_text_are_refused(content: bytes) -> None:
    with pytest.raises(SheetError, match=r"not text|No column"):
        read(content)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_found(separator: str) -> None:
    (proposal,) = read(delimited([HEADER, row(Principles="7 8")], separator)).proposals
    assert proposal.verdict == "accepted"


def test_commas_in_a_header_of_semicolons_do_not_mislead() -> None:
    content = 'Title;"Site";Owner, by post, if any;a,b,c,d,e,f\nTool;UW Medicine;x;y\n'
    register = read(content.encode())
    assert [column.field for column in register.columns[:2]] == ["title", "entity"]
    assert register.proposals[0].entity_id == 1


def test_the_line_that_names_the_separator_is_not_a_row() -> None:
    content = b"sep=;\r\n" + delimited([HEADER, row(Principles="7, 8")], ";")
    assert [proposal.row for proposal in read(content).proposals] == [2]


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    rows = [HEADER, row(Title="One", Aim="Two\nlines, and\r\nmore"), [], row(Title="Two"), [""], []]
    register = read(delimited(rows))
    assert [proposal.row for proposal in register.proposals] == [2, 4]
    assert register.proposals[0].aim_summary == "Two\nlines, and\nmore"
    assert register.remarks == ("1 blank row was skipped.",)


def test_a_header_below_blank_rows_is_found() -> None:
    register = read(b",,\n\n" + delimited([HEADER, row()]))
    assert [proposal.row for proposal in register.proposals] == [4]
    assert register.remarks == ("2 blank rows were skipped.",)


@pytest.mark.parametrize(
    ("broken", "number"),
    [
        ('Title,Site\n"Tool" of ours,UW Medicine\n', 2),
        ('Title,Site\nTool,UW\nNext,"UW Medicine\nLast,UW Medicine\n', 3),
        ('Title,Site\nTool,UW\nNext,"B\n"C",D\n', 3),
    ],
)
def test_quotation_marks_that_do_not_pair_up_swallow_no_row(broken: str, number: int) -> None:
    with pytest.raises(SheetError, match="quotation mark") as caught:
        read(broken.encode())
    assert caught.value.row == number


def test_a_null_character_refuses_its_row_alone() -> None:
    register = read(delimited([HEADER, row(Title="One"), row(Title="Two", Aim="be\x00tter")]))
    assert [proposal.verdict for proposal in register.proposals] == ["accepted", "refused"]
    assert "NUL" in said(register.proposals[1], "aim_summary")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"Title,Site\n", "no row below"),
        (b"Title,Site\n,\n\n", "no row below"),
        (b"Topic,Site\nx,y\n", "No column names the initiatives"),
    ],
)
def test_a_file_without_a_register_says_what_it_lacks(content: bytes, why: str) -> None:
    with pytest.raises(SheetError, match=why):
        read(content)


def test_as_many_rows_as_allowed_are_read_and_one_more_is_refused() -> None:
    most = b"Title\n" + b"x\n" * Limits.rows
    assert len(read(most).proposals) == Limits.rows
    with pytest.raises(SheetError, match="20,000 rows") as caught:
        read(most + b"\nx\n")
    assert caught.value.row == Limits.rows + 3


def test_as_many_columns_as_allowed_are_read_and_one_more_is_refused() -> None:
    header = ["Title"] + [f"c{number}" for number in range(1, Limits.columns)]
    assert len(read(delimited([header, ["x"]])).columns) == Limits.columns
    with pytest.raises(SheetError, match="beyond column 200"):
        read(delimited([[*header, "one more"], ["x"]]))


def test_more_cells_than_can_be_read_in_fair_time_are_refused() -> None:
    wide = "," * 999
    with pytest.raises(SheetError, match="1,000,000 cells"):
        read(f"Title{wide}\n{(wide + chr(10)) * (Limits.cells // 1000)}x\n".encode())


def test_a_cell_too_long_to_read_names_its_row() -> None:
    with pytest.raises(SheetError, match="row 3 is far too long") as caught:
        read(delimited([HEADER, row(), row(Aim="x" * 200_000)]))
    assert caught.value.row == 3


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("register.csv", b"PK\x03\x04rest", "the file is a workbook"),
        ("register.xlsx", b"Title,Site\nx,y\n", "the file is no workbook"),
        ("register.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "CSV or XLSX"),
        ("register.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "password"),
        ("register.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old kind"),
        ("register.xlsm", b"PK\x03\x04rest", "CSV or XLSX"),
        ("register", b"Title\nx\n", "CSV or XLSX"),
        ("register.csv", b"x" * (10 * 1024 * 1024 + 1), "larger than 10 MB"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(
    name: str, content: bytes, why: str
) -> None:
    with pytest.raises(SheetError, match=why):
        read(content, name)


@pytest.mark.parametrize("name", ["REGISTER.CSV", "my.register.txt", "register.tsv"])
def test_the_ending_of_the_name_counts_in_any_case(name: str) -> None:
    assert len(read(PLAIN.encode(), name).proposals) == 1
