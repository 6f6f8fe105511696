"""Asking the reporting views as a tool does: as a role that may read them and nothing else."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from initiatives.status.reporting.roles import let_read

# Roles are those of a whole server, which several workers of a run share.
ROLE = f"reporting_tester_{os.getpid()}"
WEAK = f"weak_tracker_{os.getpid()}"
PASSWORD = "correct horse battery staple"


@contextmanager
def as_reader() -> Iterator[Any]:
    """A cursor with the rights of the role, on the same connection, so that it sees what a test

    wrote. The role goes with the transaction of the test.
    """
    let_read(ROLE, PASSWORD)
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {ROLE}")
        try:
            yield cursor
        finally:
            cursor.execute("RESET ROLE")


def select(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """What the role gets."""
    with as_reader() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def keys(view: str) -> set[int]:
    """The keys of the rows that the role gets of a view."""
    return {row[0] for row in select(f"SELECT id FROM reporting.{view}")}
