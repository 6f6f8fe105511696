"""What a file of a long list costs: 100,000 commitments, as CSV and as XLSX.

The floor has the database write the rows of the same list out as text, in the same order, with all
that the list reads of them, and throws them away.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.db import connection

from bench import population
from bench.measure import Figure, figure
from initiatives.base import clock
from initiatives.exports.kinds import kind_of
from initiatives.exports.tables.work import COMMITMENTS
from initiatives.people.models import User

INITIATIVES, COMMITMENTS_OF_EACH, ROUNDS = 10_000, 10, 3
ASKED = {"list": "commitments", "query": "ordering=-due_on"}


def exports() -> Iterator[Figure]:
    """Each kind of file of a list."""
    viewer = population.build(INITIATIVES, clock.today())
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    with tempfile.TemporaryDirectory() as folder:
        for key in ("list_csv", "list_xlsx"):
            yield of_kind(viewer, key, Path(folder) / key)


def of_kind(viewer: User, key: str, path: Path) -> Figure:
    """One kind of file, as the worker writes it."""
    kind = kind_of(key)

    def write() -> bytes:
        for _ in kind.write(viewer, ASKED, path):
            pass
        return path.read_bytes()

    rows = INITIATIVES * COMMITMENTS_OF_EACH
    return figure("exports", kind.label, rows, write, lambda: copied(viewer), repeat=ROUNDS)


def copied(viewer: User) -> None:
    """The same rows as text, straight from the database."""
    rows = COMMITMENTS.rows(viewer).only(*COMMITMENTS.only).order_by("-due_on", "pk")
    sql, values = rows.query.sql_with_params()
    with (
        connection.cursor() as cursor,
        cursor.connection.cursor() as raw,
        raw.copy(f"COPY ({sql}) TO STDOUT", values) as copy,  # the statement of the list itself
    ):
        for _ in copy:
            pass
