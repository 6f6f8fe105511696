"""What becomes of a file: it is fetched, cancelled while it is made, deleted, or it expires."""

import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.base.errors import Invalid, NotAllowed
from initiatives.base.records import change, locked
from initiatives.exports import queries, rules
from initiatives.exports.choices import IN_MOTION, ExportState
from initiatives.exports.kinds import kind_of
from initiatives.exports.models import Export, storage
from initiatives.exports.services.keeping import DRAFT, STRAY_AFTER, remove, strays
from initiatives.history.services import record
from initiatives.people.models import User

OVER = "Its time was over."
NO_FILE: dict[str, Any] = {"stored_as": "", "expires_at": None}


@transaction.atomic
def fetch_export(*, actor: User, export: Export) -> Any:
    """The file, open for reading; asked anew whether this person may have it, and noted."""
    found = locked(export)
    rules.may_fetch(actor, found).require()
    kind_of(found.kind).read(actor, found.parameters)
    if not storage().exists(found.stored_as):
        raise NotAllowed(
            _("The file is no longer there. Ask for it again on the page of its list.")
        )
    if found.fetched_at is None:
        Export.objects.filter(pk=found.pk).update(fetched_at=clock.now())
    record(actor=actor, verb="downloaded", subject=found, after={"sha256": found.sha256})
    return storage().open(found.stored_as, "rb")


@transaction.atomic
def cancel_export(*, actor: User, export: Export, version: int | None = None) -> Export:
    """End one's own before it is made; who is making it stops at the next step."""
    rules.may_end(actor, export).require()
    found = locked(export, version)
    if found.state not in IN_MOTION:
        raise Invalid({"state": _("It is not being made any more, so it cannot be cancelled.")})
    change(found, state=ExportState.CANCELLED, leased_until=None)
    record(actor=actor, verb="cancelled", subject=found)
    return found


@transaction.atomic
def delete_file(*, actor: User, export: Export, version: int | None = None) -> Export:
    """Remove one's own file before its time is over; that it was made stays on record."""
    rules.may_end(actor, export).require()
    found = locked(export, version)
    if found.state != ExportState.DONE:
        raise Invalid({"state": _("There is no file to delete.")})
    stored = found.stored_as
    change(found, state=ExportState.EXPIRED, **NO_FILE)
    record(actor=actor, verb="deleted the file of", subject=found)
    transaction.on_commit(lambda: remove(stored))
    return found


def expire_exports() -> int:
    """Remove the files whose time is over; returns how many.

    The file goes first: if this dies in between, the row still asks for it the next time.
    """
    gone = 0
    for export in queries.over():
        with transaction.atomic():
            found = queries.over().filter(pk=export.pk).select_for_update(skip_locked=True).first()
            if found is not None:
                remove(found.stored_as)
                change(found, state=ExportState.EXPIRED, **NO_FILE)
                record(actor=None, verb="deleted the file of", subject=found, reason=OVER)
                gone += 1
    return gone


def forget_strays() -> None:
    """Remove what workers left that died while they wrote."""
    for name in strays():
        remove(name)
    limit = (clock.now() - STRAY_AFTER).timestamp()
    for folder in Path(settings.EXPORTS_DIR).glob(f"{DRAFT}*"):
        if folder.stat().st_mtime < limit:
            shutil.rmtree(folder, ignore_errors=True)
