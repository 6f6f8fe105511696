"""Roles of the database that read the views and nothing else, for tools of business intelligence.

A view is read with the rights of its owner, which is the tracker's own role, so a role that may
read the views needs no right on a table.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import ProgrammingError, connection, transaction
from psycopg import sql
from psycopg.errors import InsufficientPrivilege

from initiatives.base.errors import DomainError
from initiatives.status.reporting.installing import SCHEMA

TIMEOUT = "60s"
CONNECTIONS = 10
FACTS = """
SELECT
    current_user,
    current_database(),
    to_regnamespace('reporting') IS NOT NULL,
    EXISTS (SELECT FROM pg_roles WHERE rolname = %(name)s)
"""
TOO_MUCH = """
SELECT role.rolsuper OR role.rolcreaterole OR role.rolcreatedb OR role.rolbypassrls
    OR role.rolreplication OR pg_has_role(role.oid, current_user, 'MEMBER')
    OR EXISTS (
        SELECT FROM pg_class AS thing
        WHERE thing.relnamespace = 'public'::regnamespace AND thing.relkind IN ('r', 'p')
        AND has_table_privilege(role.oid, thing.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')
    )
FROM pg_roles AS role WHERE role.rolname = %(name)s
"""


class RoleRefused(DomainError):
    """The role cannot be let in, or the tracker may not do it; the message says what to do."""


@dataclass(frozen=True)
class Facts:
    """The tracker's own role, its database, whether the views are there, and the role."""

    own: str
    database: str
    installed: bool
    exists: bool


def facts(name: str) -> Facts:
    """What is known before anything is done."""
    with connection.cursor() as cursor:
        cursor.execute(FACTS, {"name": name})
        return Facts(*cursor.fetchone())


def let_read(name: str, password: str) -> bool:
    """Let a role read the views; created with this password where it is missing.

    Returns whether it was created. Raises RoleRefused where the views are not there, where the
    role may do more than read them, and with the statements for an administrator of the database
    where the tracker's own role may not do this.
    """
    found = facts(name)
    if not found.installed:
        raise RoleRefused("There is no schema named reporting yet. Run migrate first.")
    made = [] if found.exists else [creation(name, encrypted(name, password))]
    shown = [] if found.exists else [creation(name, "PUT A PASSWORD HERE")]
    with transaction.atomic():
        run(made + grants(name, found), shown=shown + grants(name, found))
        refuse_more(name)
    return not found.exists


def take_away(name: str) -> None:
    """Take away what `let_read` gave; the role stays. Raises RoleRefused."""
    found = facts(name)
    if not found.exists:
        raise RoleRefused(f"The database has no role named {name}.")
    with transaction.atomic():
        run(revocations(name, found), shown=revocations(name, found))


def encrypted(name: str, password: str) -> str:
    """The password as the server keeps it, so that no log of statements has it."""
    connection.ensure_connection()
    made: bytes = connection.connection.pgconn.encrypt_password(
        password.encode(), name.encode(), b"scram-sha-256"
    )
    return made.decode()


def creation(name: str, password: str) -> sql.Composed:
    """What creates the role: it may sign in, and no more."""
    return sql.SQL("CREATE ROLE {} LOGIN NOINHERIT CONNECTION LIMIT {} PASSWORD {}").format(
        sql.Identifier(name), sql.Literal(CONNECTIONS), sql.Literal(password)
    )


def grants(name: str, found: Facts) -> list[sql.Composed]:
    """What lets the role read the views that are there, and those of a later version."""
    texts = (
        "GRANT CONNECT ON DATABASE {database} TO {role}",
        "GRANT USAGE ON SCHEMA {schema} TO {role}",
        "GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {role}",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {own} IN SCHEMA {schema} "
        "GRANT SELECT ON TABLES TO {role}",
        "ALTER ROLE {role} IN DATABASE {database} SET default_transaction_read_only = on",
        "ALTER ROLE {role} IN DATABASE {database} SET statement_timeout = {timeout}",
        "ALTER ROLE {role} IN DATABASE {database} SET search_path = {schema}",
    )
    return [filled(text, name, found) for text in texts]


def revocations(name: str, found: Facts) -> list[sql.Composed]:
    """What undoes `grants`, the other way round."""
    texts = (
        "ALTER ROLE {role} IN DATABASE {database} RESET ALL",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {own} IN SCHEMA {schema} "
        "REVOKE SELECT ON TABLES FROM {role}",
        "REVOKE SELECT ON ALL TABLES IN SCHEMA {schema} FROM {role}",
        "REVOKE USAGE ON SCHEMA {schema} FROM {role}",
        "REVOKE CONNECT ON DATABASE {database} FROM {role}",
    )
    return [filled(text, name, found) for text in texts]


def filled(text: str, name: str, found: Facts) -> sql.Composed:
    """A statement with its names."""
    return sql.SQL(text).format(
        schema=SCHEMA,
        role=sql.Identifier(name),
        own=sql.Identifier(found.own),
        database=sql.Identifier(found.database),
        timeout=sql.Literal(TIMEOUT),
    )


def run(statements: Sequence[sql.Composed], *, shown: Sequence[sql.Composed]) -> None:
    """Raises RoleRefused, with the statements as they are `shown`, where it is not allowed."""
    try:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement.as_string(None))
    except ProgrammingError as error:
        if not isinstance(error.__cause__, InsufficientPrivilege):
            raise
        lines = "".join(f"\n    {statement.as_string(None)};" for statement in shown)
        raise RoleRefused(
            f"The database refuses this to the tracker ({error.__cause__.diag.message_primary}), "
            f"so nothing was changed. Let an administrator of the database run:{lines}"
        ) from error


def refuse_more(name: str) -> None:
    """Raises RoleRefused for a role that may read tables, or write, or become another one."""
    with connection.cursor() as cursor:
        cursor.execute(TOO_MUCH, {"name": name})
        (too_much,) = cursor.fetchone()
    if too_much:
        raise RoleRefused(
            f"{name} may do more in this database than read the reporting views, so nothing was "
            "changed. Name a role of its own for reporting."
        )
