"""The rows of the views for people: the same statements as the views, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _
from psycopg import sql

from initiatives.base.permission import YES, Answer, unless
from initiatives.people.choices import Role
from initiatives.people.models import Entity, User
from initiatives.people.rules import holds
from initiatives.status.reporting.contract import View, views

READERS = (Role.ADMINISTRATOR, Role.LEAD, Role.EXECUTIVE, Role.AUDITOR)
AT_OR_BELOW = "entity_id IN (SELECT id FROM initiatives_entity WHERE lineage @> ARRAY[%s::bigint])"


@dataclass(frozen=True)
class Asked:
    """Which rows: at or below an entity, since a day, after the key of the last row that is known.

    A moment is of a day by UTC.
    """

    entity: int | None = None
    since: date | None = None
    after: Sequence[Any] | None = None


def may_read(viewer: User) -> Answer:
    """Who oversees the whole system: the views count everything, for everybody alike."""
    if viewer.is_superuser:
        return YES
    roots = list(Entity.objects.filter(parent=None))
    return unless(
        bool(roots) and all(holds(viewer, READERS, root) for root in roots),
        _(
            "Only executives, auditors, equity leads and administrators of the "
            "whole system may read "
            "the reporting views, since they count everything in it."
        ),
    )


def described(viewer: User) -> list[View]:
    """The views with what they say; raises NotAllowed."""
    may_read(viewer).require()
    return list(views().values())


def rows(viewer: User, view: View, asked: Asked, size: int) -> list[dict[str, Any]]:
    """The first `size` rows by the key of the view, of those asked for; raises NotAllowed."""
    may_read(viewer).require()
    conditions, values = conditions_of(view, asked)
    statement = sql.SQL("SELECT {} FROM ({}) AS rows{} ORDER BY {} LIMIT {}").format(
        names(view.names),
        sql.SQL(view.body),
        sql.SQL(f" WHERE {' AND '.join(conditions)}" if conditions else ""),
        names(view.key),
        sql.Literal(size),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement.as_string(None), values)
        return [dict(zip(view.names, row, strict=True)) for row in cursor.fetchall()]


def conditions_of(view: View, asked: Asked) -> tuple[list[str], list[Any]]:
    """What is asked of the rows, and the values in it."""
    conditions: list[str] = []
    values: list[Any] = []
    if asked.entity is not None:
        conditions.append(AT_OR_BELOW)
        values.append(asked.entity)
    if asked.since is not None:
        conditions.append(f"{view.since} >= %s")
        values.append(asked.since)
    if asked.after is not None:
        places = ", ".join(["%s"] * len(view.key))
        conditions.append(f"({', '.join(view.key)}) > ({places})")
        values += asked.after
    return conditions, values


def names(columns: Sequence[str]) -> sql.Composed:
    """Columns side by side."""
    return sql.SQL(", ").join(map(sql.Identifier, columns))
