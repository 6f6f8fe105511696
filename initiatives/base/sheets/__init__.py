"""Reading spreadsheets as rows of text: CSV and XLSX, hostile ones too.

Nothing here knows what the rows mean, nor the database.
"""

from initiatives.base.sheets.reading import read_sheet
from initiatives.base.sheets.shapes import Expected, Limits, Sheet, SheetError, SheetRow

__all__ = ["Expected", "Limits", "Sheet", "SheetError", "SheetRow", "read_sheet"]
