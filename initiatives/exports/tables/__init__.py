"""The lists as tables: for each list of the pages its query, its filters, and its columns."""

from initiatives.exports.tables.asking import Found, found, listed
from initiatives.exports.tables.lists import TABLES
from initiatives.exports.tables.shapes import Row, Table

__all__ = ["TABLES", "Found", "Row", "Table", "found", "listed"]
