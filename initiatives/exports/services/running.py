"""Making files: one after another, each under what its person may see when it is made.

Not one transaction, by design: how far a file is shows while it is made.
"""

import logging
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils import translation

from initiatives.base import clock, correlation
from initiatives.base.errors import DomainError
from initiatives.exports import rules
from initiatives.exports.choices import ExportState
from initiatives.exports.kinds import Kind, kind_of
from initiatives.exports.models import Export
from initiatives.exports.services.claiming import (
    Lost,
    claim,
    fail,
    fenced,
    give_back,
    give_up,
    renew,
)
from initiatives.exports.services.keeping import digest_of, drafted, keep, remove
from initiatives.history.services import record
from initiatives.people.models import User
from initiatives.retention.queries import kept
from initiatives.switches.choices import Feature
from initiatives.switches.queries import is_on

logger = logging.getLogger(__name__)
OUR_FAULT = (
    "Something went wrong on our side, and it is noted for the administrators. Ask for it again; "
    "if it fails again, tell an administrator."
)


class Interrupted(Exception):
    """The process is to stop."""


def always() -> bool:
    """To the end."""
    return True


def make_exports(*, keep_going: Callable[[], bool] = always) -> int:
    """Make all that waits, to the end or for as long as told; returns how many were begun.

    While files are switched off what was asked for waits.
    """
    if not is_on(Feature.EXPORTS):
        return 0
    give_up()
    begun = 0
    while keep_going() and (export := claim()):
        make(export, keep_going)
        begun += 1
    return begun


def make(export: Export, keep_going: Callable[[], bool] = always) -> None:
    """Make one that is claimed, under the name of the request that asked for it."""
    with correlation.of(export.request or correlation.current() or correlation.new()):
        attempt(export, keep_going)


def attempt(export: Export, keep_going: Callable[[], bool]) -> None:
    """Whatever goes wrong is said on its row.

    While the database is away nothing can be said: the lease ends, and it is begun again.
    """
    try:
        viewer = User.objects.get(pk=export.asked_by_id)
        rules.may_ask(viewer).require()
        with translation.override(settings.LANGUAGE_CODE):  # wherever it is made, it is the same
            write(export, viewer, kind_of(export.kind), keep_going)
        logger.info("%s is made: %d rows.", export.reference, export.rows_done)
    except Lost:
        logger.info("%s is no longer ours to make.", export.reference)
    except Interrupted:
        give_back(export)
    except DomainError as refusal:
        fail(export, refusal.message)
    except DatabaseError:
        logger.exception("%s could not be made now.", export.reference)
    except Exception:
        logger.exception("%s could not be made.", export.reference)
        fail(export, OUR_FAULT)


def write(export: Export, viewer: User, kind: Kind, keep_going: Callable[[], bool]) -> None:
    """Write the file aside, then keep it; raises Lost, Interrupted, or what its kind raises."""
    seats = rules.held(viewer)
    asked = kind.read(viewer, export.parameters)
    with drafted(f"{export.pk}.{kind.ending}") as path:
        for progress in kind.write(viewer, asked.parameters, path):
            if not keep_going():
                raise Interrupted
            renew(export, progress)
            export.rows_done = progress.done
        finish(export, kind, seats, path)


def finish(export: Export, kind: Kind, seats: list[str], path: Path) -> None:
    """Keep the file and note it, unless the claim was lost meanwhile: then no file stays."""
    size, digest = path.stat().st_size, digest_of(path)
    stored, now = keep(path, kind.ending), clock.now()
    named = export.title.partition(" (")[0].lower().replace(", ", "-").replace(" ", "-")
    with transaction.atomic():
        made = fenced(export).update(
            state=ExportState.DONE,
            leased_until=None,
            stored_as=stored,
            file_name=f"{named}-{now:%Y-%m-%d}.{kind.ending}",
            size=size,
            sha256=digest,
            seats=seats,
            rows_total=export.rows_done,
            finished_at=now,
            expires_at=now + kept("export_files"),
        )
        if made:
            after = {"rows": export.rows_done, "bytes": size, "sha256": digest}
            record(actor=None, verb="wrote", subject=export, after=after)
    if not made:
        remove(stored)
        raise Lost
