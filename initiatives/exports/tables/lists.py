"""All tables by the name of their list, as saved views and links know it."""

from initiatives.exports.tables.findings import MEASURES, SHORTFALLS, SIGNALS
from initiatives.exports.tables.shapes import Table
from initiatives.exports.tables.work import COMMITMENTS, INITIATIVES

TABLES: dict[str, Table] = {
    table.key: table for table in (INITIATIVES, COMMITMENTS, SHORTFALLS, MEASURES, SIGNALS)
}
