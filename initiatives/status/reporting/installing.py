"""Putting the views into the database: the operations that a migration uses.

A migration that changes a column which a view reads takes the views away first and puts those of
its own version in afterwards, so that an old migration never meets a newer view:

    operations = [RemoveViews("v1"), migrations.AlterField(...), InstallViews("v2")]

What a role may read of them is a default of the schema (`roles`), so it outlives this.
"""

from typing import Any

from django.db import ProgrammingError
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from psycopg import sql
from psycopg.errors import InsufficientPrivilege

from initiatives.status.reporting.contract import View, views

SCHEMA = sql.Identifier("reporting")
REFUSED = (
    "The database user may not create the schema of the views for reporting. Let an administrator "
    'of the database run this once, then migrate again: CREATE SCHEMA reporting AUTHORIZATION "{}";'
)


class SchemaRefused(Exception):
    """The database user may not create the schema; the message says what an administrator does."""


class InstallViews(Operation):
    """Puts the views of a version in; the other way round it takes them away."""

    reversible = True

    def __init__(self, version: str) -> None:
        self.version = version

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Models know nothing of the views."""

    def database_forwards(self, app_label: str, schema_editor: Any, *states: Any) -> None:
        install(schema_editor, self.version)

    def database_backwards(self, app_label: str, schema_editor: Any, *states: Any) -> None:
        remove(schema_editor, self.version)

    def describe(self) -> str:
        return f"Install the reporting views {self.version}"


class RemoveViews(InstallViews):
    """Takes the views of a version away; the other way round it puts them in."""

    def database_forwards(self, app_label: str, schema_editor: Any, *states: Any) -> None:
        remove(schema_editor, self.version)

    def database_backwards(self, app_label: str, schema_editor: Any, *states: Any) -> None:
        install(schema_editor, self.version)

    def describe(self) -> str:
        return f"Remove the reporting views {self.version}"


def install(editor: BaseDatabaseSchemaEditor, version: str) -> None:
    """Create the schema where it is missing, and every view with what is said of it."""
    make_schema(editor)
    for view in views(version).values():
        run(editor, statement_of(view))
        run(editor, comment("VIEW", [view.name], view.about))
        for column in view.columns:
            run(editor, comment("COLUMN", [view.name, column.name], column.about))


def remove(editor: BaseDatabaseSchemaEditor, version: str) -> None:
    """Drop the views. The schema stays, with who may read it."""
    for view in views(version):
        run(editor, sql.SQL("DROP VIEW {}.{}").format(SCHEMA, sql.Identifier(view)))


def make_schema(editor: BaseDatabaseSchemaEditor) -> None:
    """Raises SchemaRefused where it is missing and may not be created."""
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT current_user, to_regnamespace('reporting') IS NULL")
        user, missing = cursor.fetchone()
    if not missing:
        return
    try:
        run(editor, sql.SQL("CREATE SCHEMA {}").format(SCHEMA))
    except ProgrammingError as error:
        if isinstance(error.__cause__, InsufficientPrivilege):
            raise SchemaRefused(REFUSED.format(user)) from error
        raise


def statement_of(view: View) -> sql.Composed:
    """What creates a view. As a barrier, it hides what it leaves out from functions of a reader;

    OFFSET keeps conditions of a reader out of a fenced one.
    """
    fence = " OFFSET 0" if view.fenced else ""
    names = sql.SQL(", ").join(map(sql.Identifier, view.names))
    return sql.SQL(
        "CREATE VIEW {}.{} WITH (security_barrier) AS SELECT {} FROM ({}) AS rows{}"
    ).format(SCHEMA, sql.Identifier(view.name), names, sql.SQL(view.body), sql.SQL(fence))


def comment(kind: str, path: list[str], words: str) -> sql.Composed:
    """What says in the database what a view or a column is."""
    return sql.SQL("COMMENT ON {} {}.{} IS {}").format(
        sql.SQL(kind),
        SCHEMA,
        sql.SQL(".").join(map(sql.Identifier, path)),
        sql.Literal(words),
    )


def run(editor: BaseDatabaseSchemaEditor, statement: sql.Composed) -> None:
    """As text without parameters, which `sqlmigrate` can show."""
    editor.execute(statement.as_string(None), None)
