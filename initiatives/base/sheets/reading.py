"""A file as rows of text, whatever kind of spreadsheet it is."""

from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.sheets import delimited, workbook
from initiatives.base.sheets.shapes import Expected, Sheet, SheetError

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What other kinds of files begin with, some of which would pass for text.
OTHERS = (
    b"%PDF-",
    b"{\\rtf",
    b"MZ\x90",
    b"\x7fELF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
)
DELIMITED, WORKBOOK = {"csv", "tsv", "txt"}, {"xlsx"}
EMPTY = _("The file is empty.")
ANEW = _("Open it in your spreadsheet program and save it as .xlsx or as CSV (UTF-8).")


def read_sheet(content: bytes, name: str, expected: Expected) -> Sheet:
    """The rows that hold anything; raises SheetError without at least a header and a row."""
    kind = kind_of(content, name, expected.limits.size)
    read = workbook.read if kind in WORKBOOK else delimited.read
    sheet = read(content, expected)
    if not sheet.rows:
        raise SheetError(EMPTY)
    if len(sheet.rows) == 1:
        raise SheetError(gettext("The file has a row of column names, but no row below it."))
    return sheet


def kind_of(content: bytes, name: str, largest: int) -> str:
    """The ending of the file's name, once its first bytes agree with it."""
    kind = name.rpartition(".")[2].lower()
    for wrong, message in complaints(content, kind, largest):
        if wrong:
            raise SheetError(message)
    return kind


def complaints(content: bytes, kind: str, largest: int) -> list[tuple[bool, str]]:
    """What can be wrong with a file before it is opened, in the order in which to say it."""
    return [
        (not content.strip(), EMPTY),
        (
            len(content) > largest,
            gettext("The file is larger than %(size)s MB. Split it, or take pictures out of it.")
            % {"size": f"{largest // 1024**2:,}"},
        ),
        (
            kind not in DELIMITED | WORKBOOK,
            gettext("This takes a CSV or XLSX file; the name of this one ends otherwise. %(anew)s")
            % {"anew": ANEW},
        ),
        (
            content.startswith(OLE),
            gettext(
                "This is a workbook of the old kind (.xls), or one with a "
                "password. Take the password off. %(anew)s"
            )
            % {"anew": ANEW},
        ),
        (
            kind in DELIMITED and content.lstrip().startswith(OTHERS),
            f"The name ends in .{kind}, but the file is no table. {ANEW}",
        ),
        (
            kind in WORKBOOK and not content.startswith(ZIP),
            gettext("The name ends in .%(kind)s, but the file is no workbook. %(anew)s")
            % {"kind": kind, "anew": ANEW},
        ),
        (
            kind in DELIMITED and content.startswith(ZIP),
            gettext(
                "The name ends in .%(kind)s, but the file is a workbook. Let its name end in .xlsx."
            )
            % {"kind": kind},
        ),
    ]
