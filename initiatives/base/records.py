"""How services lock and change a record: one place for versions, times and before-and-after."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.db import connection, models
from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.base.errors import Invalid, Stale
from initiatives.base.models import Record

R = TypeVar("R", bound=Record)


@dataclass
class Change:
    """What differs, as plain values fit for a history event; false when nothing does."""

    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.after)


def plain(value: Any) -> Any:
    """A value as JSON keeps it; a record becomes its key and its label."""
    if isinstance(value, models.Model):
        return {"id": value.pk, "label": str(value)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple, set)):
        return [plain(item) for item in value]
    return value


def locked(record: R, version: int | None = None) -> R:
    """The record read afresh and locked until the transaction ends.

    Raises Stale when `version` is given and somebody changed the record since.
    """
    manager = record.__class__._default_manager  # `type` may be a lazy wrapper
    fresh = manager.select_for_update(of=("self",)).get(pk=record.pk)
    if version is not None and fresh.version != version:
        raise Stale(
            _(
                "%(reference)s was changed by someone else while you had it "
                "open. Look at it again, then repeat your change."
            )
            % {"reference": fresh.reference}
        )
    return fresh


def one_at_a_time(what: str) -> None:
    """Until the transaction ends nobody else does this, wherever the tracker runs."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"initiatives.{what}"])


def change(record: Record, **values: Any) -> Change:
    """Set what differs and save just that, with a new version; returns what differed."""
    made = Change()
    for name, value in values.items():
        was = getattr(record, name)
        if was != value:
            made.before[name], made.after[name] = plain(was), plain(value)
            setattr(record, name, value)
    if made:
        touch(record, *made.after)
    return made


def with_values(record: R, values: Mapping[str, Any]) -> R:
    """The record as it would be, to be looked at before anything of it is saved."""
    draft = copy(record)
    for name, value in values.items():
        setattr(draft, name, value)
    return draft


def touch(record: Record, *fields: str) -> None:
    """Save these fields with a new version and time; with none, just say that it moved."""
    record.version += 1
    record.updated_at = clock.now()
    record.save(update_fields=[*fields, "version", "updated_at"])


def required(**values: Any) -> None:
    """Raises Invalid naming each value that is empty; underscores are read as spaces."""
    empty = [name for name, value in values.items() if value is None or not str(value).strip()]
    if empty:
        raise Invalid(
            {name: _("Say the %(field)s.") % {"field": name.replace("_", " ")} for name in empty}
        )
