"""All tables by the name of their list, as saved views and links know it."""

from initiatives.exports.tables.books import HISTORY, MESSAGES, REMINDERS
from initiatives.exports.tables.findings import MEASURES, SHORTFALLS, SIGNALS
from initiatives.exports.tables.heard import FEEDBACK, REPORT_BACKS
from initiatives.exports.tables.judging import ASSESSMENTS, DECISIONS, REVIEWS
from initiatives.exports.tables.known import CYCLES, DEFINITIONS, ENTITIES, PEOPLE
from initiatives.exports.tables.shapes import Figures, Table
from initiatives.exports.tables.standing import STATUS
from initiatives.exports.tables.work import COMMITMENTS, INITIATIVES, WORKSPACE

TABLES: dict[str, Table | Figures] = {
    table.key: table
    for table in (
        *(INITIATIVES, WORKSPACE, COMMITMENTS, SHORTFALLS, MEASURES, SIGNALS),
        *(ASSESSMENTS, REVIEWS, DECISIONS, CYCLES, DEFINITIONS, FEEDBACK, REPORT_BACKS),
        *(PEOPLE, ENTITIES, HISTORY, REMINDERS, MESSAGES, STATUS),
    )
}
