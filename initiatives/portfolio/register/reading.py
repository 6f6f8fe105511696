"""A file as rows of text, whatever kind of spreadsheet it is."""

from initiatives.portfolio.register import delimited, workbook
from initiatives.portfolio.register.cells import counted
from initiatives.portfolio.register.shapes import RegisterError, Sheet

LARGEST_FILE = 10 * 1024 * 1024
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DELIMITED, WORKBOOK = {"csv", "tsv", "txt"}, {"xlsx"}
EMPTY = "The file is empty. Choose the one that holds the register."
ANEW = "Open it in your spreadsheet program and save it as .xlsx or as CSV (UTF-8)."


def read_sheet(content: bytes, name: str) -> Sheet:
    """The rows that hold anything; raises RegisterError without at least a header and a row."""
    kind = kind_of(content, name)
    sheet = workbook.read(content) if kind in WORKBOOK else delimited.read(content)
    if not sheet.rows:
        raise RegisterError(EMPTY)
    if len(sheet.rows) == 1:
        raise RegisterError("The file has a row of column names, but no row below it.")
    return sheet


def kind_of(content: bytes, name: str) -> str:
    """The ending of the file's name, once its first bytes agree with it."""
    kind = name.rpartition(".")[2].lower()
    for wrong, message in complaints(content, kind):
        if wrong:
            raise RegisterError(message)
    return kind


def complaints(content: bytes, kind: str) -> list[tuple[bool, str]]:
    """What can be wrong with a file before it is opened, in the order in which to say it."""
    return [
        (not content.strip(), EMPTY),
        (
            len(content) > LARGEST_FILE,
            f"The file is larger than {counted(LARGEST_FILE // 1024**2, 'MB', 'MB')}. "
            "Split it, or take pictures out of it.",
        ),
        (
            kind not in DELIMITED | WORKBOOK,
            f"A register is a CSV or XLSX file; the name of this one ends otherwise. {ANEW}",
        ),
        (
            content.startswith(OLE),
            "This is a workbook of the old kind (.xls), or one with a password. "
            f"Take the password off. {ANEW}",
        ),
        (
            kind in WORKBOOK and not content.startswith(ZIP),
            f"The name ends in .{kind}, but the file is no workbook. {ANEW}",
        ),
        (
            kind in DELIMITED and content.startswith(ZIP),
            f"The name ends in .{kind}, but the file is a workbook. Let its name end in .xlsx.",
        ),
    ]
