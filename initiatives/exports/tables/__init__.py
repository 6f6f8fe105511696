"""The lists as tables: for each list of the pages its query, its filters, and its columns."""

from initiatives.exports.tables.asking import Found, found
from initiatives.exports.tables.lists import TABLES
from initiatives.exports.tables.shapes import Figures, Laid, Read, Row, Table

__all__ = ["TABLES", "Figures", "Found", "Laid", "Read", "Row", "Table", "found"]
