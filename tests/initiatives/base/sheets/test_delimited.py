"""Text files: encodings, separators, quotation marks, row numbers, limits."""

import pytest

from initiatives.base.sheets import Limits, SheetError
from tests.initiatives.base.sheets.making import HEADER, delimited, numbers, read, texts

ROW = ("Café équité", "Hospital", "Ann", "7 8")
PLAIN = delimited([HEADER, ROW]).decode()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_file_says_its_encoding_by_its_first_bytes(encoding: str) -> None:
    sheet = read(PLAIN.encode(encoding))
    assert (texts(sheet), sheet.remarks) == ([ROW], ())


@pytest.mark.parametrize("order", ["le", "be"])
def test_either_order_of_bytes_is_read(order: str) -> None:
    assert texts(read(("\ufeff" + PLAIN).encode(f"utf-16-{order}"))) == [ROW]


def test_a_file_in_windows_1252_is_read_and_says_so() -> None:
    sheet = read(PLAIN.encode("cp1252"))
    assert texts(sheet) == [ROW]
    assert "Windows-1252" in sheet.remarks[0]


@pytest.mark.parametrize(
    "content", [b"Title\n\x81\x8d", b"\xff\xfeTitle\nx", b"\xef\xbb\xbf\xff\n"]
)
def test_bytes_that_are_no_text_are_refused(content: bytes) -> None:
    with pytest.raises(SheetError, match="not text"):
        read(content)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_found(separator: str) -> None:
    sheet = read(delimited([HEADER, ROW], separator), "pasted.tsv")
    assert (sheet.separator, texts(sheet)) == (separator, [ROW])


def test_commas_in_a_header_of_semicolons_do_not_mislead() -> None:
    sheet = read(b'Title;"Site";Owner, by post, if any;a,b,c,d,e,f\nTool;UW Medicine;x;y\n')
    assert texts(sheet) == [("Tool", "UW Medicine", "x", "y")]


def test_the_line_that_names_the_separator_is_not_a_row() -> None:
    sheet = read(b"sep=;\r\n" + delimited([HEADER, ("7, 8", "", "", "")], ";"))
    assert (numbers(sheet), texts(sheet)[0][0]) == ([2], "7, 8")


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    two = "Two\nlines, and\r\nmore"
    sheet = read(delimited([HEADER, ("One", "", "", two), [], ("Two",), [""], []]))
    assert numbers(sheet) == [2, 4]
    assert sheet.remarks == ("1 blank row was skipped.",)


def test_a_header_below_blank_rows_is_found() -> None:
    sheet = read(b",,\n\n" + delimited([HEADER, ROW]))
    assert (sheet.rows[0].cells, numbers(sheet)) == (HEADER, [4])
    assert sheet.remarks == ("2 blank rows were skipped.",)


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


def test_a_null_character_is_a_fault_of_its_cell_alone() -> None:
    sheet = read(delimited([HEADER, ("One",), ("Two", "be\x00tter")]))
    assert sheet.rows[1].faults == {}
    assert list(sheet.rows[2].faults) == [1]
    assert "NUL" in sheet.rows[2].faults[1]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"Title,Site\n", "no row below"),
        (b"Title,Site\n,\n\n", "no row below"),
    ],
)
def test_a_file_without_a_table_says_what_it_lacks(content: bytes, why: str) -> None:
    with pytest.raises(SheetError, match=why):
        read(content)


def test_as_many_rows_as_allowed_are_read_and_one_more_is_refused() -> None:
    most = b"Title\n" + b"x\n" * Limits.rows
    assert len(texts(read(most))) == Limits.rows
    with pytest.raises(SheetError, match="20,000 rows") as caught:
        read(most + b"\nx\n")
    assert caught.value.row == Limits.rows + 3


def test_as_many_columns_as_allowed_are_read_and_one_more_is_refused() -> None:
    header = ["Title"] + [f"c{number}" for number in range(1, Limits.columns)]
    assert len(read(delimited([header, ["x"]])).rows[0].cells) == Limits.columns
    with pytest.raises(SheetError, match="beyond column 200"):
        read(delimited([[*header, "one more"], ["x"]]))


def test_more_cells_than_can_be_read_in_fair_time_are_refused() -> None:
    wide = "," * 999
    with pytest.raises(SheetError, match="1,000,000 cells"):
        read(f"Title{wide}\n{(wide + chr(10)) * (Limits.cells // 1000)}x\n".encode())


def test_a_cell_too_long_to_read_names_its_row() -> None:
    with pytest.raises(SheetError, match="row 3 is far too long") as caught:
        read(delimited([HEADER, ROW, ("x" * 200_000,)]))
    assert caught.value.row == 3


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("table.csv", b"PK\x03\x04rest", "the file is a workbook"),
        ("table.xlsx", b"Title,Site\nx,y\n", "the file is no workbook"),
        ("table.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "CSV or XLSX"),
        ("table.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "password"),
        ("table.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old kind"),
        ("table.xlsm", b"PK\x03\x04rest", "CSV or XLSX"),
        ("table", b"Title\nx\n", "CSV or XLSX"),
        ("table.csv", b"x" * (10 * 1024 * 1024 + 1), "larger than 10 MB"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(
    name: str, content: bytes, why: str
) -> None:
    with pytest.raises(SheetError, match=why):
        read(content, name)


@pytest.mark.parametrize("name", ["TABLE.CSV", "my.table.txt", "table.tsv"])
def test_the_ending_of_the_name_counts_in_any_case(name: str) -> None:
    assert texts(read(PLAIN.encode(), name)) == [ROW]
