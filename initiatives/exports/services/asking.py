"""Asking for a file: kept as a row, once while it is not made yet."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from initiatives.base import correlation
from initiatives.base.errors import Invalid
from initiatives.base.lazy import format_lazy
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.records import one_at_a_time
from initiatives.exports import queries, rules
from initiatives.exports.choices import ExportState
from initiatives.exports.kinds import Asked, Kind, kind_of
from initiatives.exports.models import Export
from initiatives.exports.services.claiming import claim
from initiatives.exports.services.running import make
from initiatives.history.services import record
from initiatives.people.models import User

TOO_MANY = format_lazy(
    _(
        "{most} exports of yours are being made already. Wait for one of them, or cancel it on the "
        "page of your exports."
    ),
    most=rules.MOST_IN_MOTION,
)


@transaction.atomic
def ask_for_export(*, actor: User, kind: str, parameters: Mapping[str, Any]) -> Export:
    """What was asked for, or the same that waits already; raises Invalid for what cannot be.

    However often the same is asked for at once, one is made: people take their turns here.
    """
    rules.may_ask(actor).require()
    found = kind_of(kind)
    asked = found.read(actor, parameters)
    one_at_a_time(f"exports.{actor.pk}")
    mark = fingerprint(asked)
    same = queries.in_motion(actor).filter(kind=kind, fingerprint=mark).first()
    return same or begin(actor, found, asked, mark)


def begin(actor: User, kind: Kind, asked: Asked, mark: str) -> Export:
    """A new row; raises Invalid for a long one when enough of this person wait."""
    total = kind.count(actor, asked.parameters)
    if not is_short(total) and queries.in_motion(actor).count() >= rules.MOST_IN_MOTION:
        raise Invalid({"kind": TOO_MANY})
    made = Export.objects.create(
        asked_by=actor,
        kind=kind.key,
        title=f"{asked.title} ({kind.label})"[:200],
        parameters=asked.parameters,
        fingerprint=mark,
        request=correlation.current(),
        rows_total=total,
    )
    after = {"kind": kind.key, "rows": total, **asked.parameters}
    record(actor=actor, verb="asked for", subject=made, after=after)
    return made


def fingerprint(asked: Asked) -> str:
    """The digest of what is asked for."""
    return hashlib.sha256(json.dumps(asked.parameters, sort_keys=True).encode()).hexdigest()


def is_short(total: int | None) -> bool:
    """Whether somebody can wait for it at the page."""
    return total is not None and total <= rules.AT_ONCE


def make_now(*, actor: User, export: Export) -> Export:
    """A short one made while its person waits; one that is long, or taken already, as it is."""
    waits = export.asked_by_id == actor.pk and export.state == ExportState.WAITING
    if waits and is_short(export.rows_total):
        claimed = claim(export.pk)
        if claimed is not None:
            make(claimed)
    return queries.export(actor, export.pk)
