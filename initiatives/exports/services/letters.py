"""What is mailed: that a file is ready, and the status once a month.

Both are letters of the reminder engine, so each is opened once by its key, goes at its reader's
hours, is tried again when the mail server is away, and is never sent twice for one occasion.
"""

from collections.abc import Iterator
from time import monotonic

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from initiatives.accountability.letters import Letter, Post, introduce, language_of
from initiatives.accountability.models import Delivery
from initiatives.exports import queries
from initiatives.exports.briefing import page
from initiatives.exports.choices import ExportState
from initiatives.exports.models import Export
from initiatives.exports.services.monthly import letter_to
from initiatives.switches.choices import Feature
from initiatives.switches.queries import is_on

EXPORT, MONTHLY = "export", "monthly"


def exports_to_tell() -> Iterator[tuple[int, str]]:
    """Whose file is ready or failed."""
    for person, key in queries.to_be_told().order_by("pk").values_list("asked_by", "pk"):
        yield person, str(key)


def write_of_exports(deliveries: list[Delivery]) -> dict[int, Letter]:
    """That it is ready, or why it could not be made; nothing once it was fetched or is gone."""
    keys = {delivery.pk: int(delivery.key.partition("/")[2]) for delivery in deliveries}
    found = {one.pk: one for one in queries.to_be_told().filter(pk__in=keys.values())}
    said = {}
    for delivery in deliveries:
        export = found.get(keys[delivery.pk])
        if export is not None and export.asked_by_id == delivery.recipient_id:
            with override(language_of(delivery.recipient)):
                said[delivery.pk] = letter_of(export)
    return said


def letter_of(export: Export) -> Letter:
    """That a file is ready, or could not be made."""
    ready = export.state == ExportState.DONE
    subject = (
        _("Your file is ready: %(title)s") if ready else _("Your file could not be made: %(title)s")
    )
    context = {"export": export, "ready": ready, "page_url": page("export_list")}
    return Letter(subject % {"title": export.title}, "mail/export", context)


def monthly_to_send() -> Iterator[tuple[int, str]]:
    """Who is owed the mail of which month; nobody while it is switched off."""
    if not is_on(Feature.MONTHLY_MAIL):
        return
    for one, due in queries.monthly_due():
        yield one.person_id, f"{due:%Y-%m}"


def write_monthly(deliveries: list[Delivery]) -> dict[int, Letter]:
    """The status as each may see it now; nothing for who chose otherwise or may not any more.

    Each takes the time of a page of the status. What does not fit into a part of the lease is left
    out, so the engine drops it and opens it again with the next sweep. So it is with all of them
    while the mail is switched off.
    """
    if not is_on(Feature.MONTHLY_MAIL):
        return {}
    said, end = {}, monotonic() + settings.LEASE_SECONDS / 4
    for delivery in deliveries:
        if monotonic() >= end:
            break
        with override(language_of(delivery.recipient)):
            letter = letter_to(delivery.recipient)
        if letter is not None:
            said[delivery.pk] = letter
    return said


def introduce_letters() -> None:
    """Make both known to the engine."""
    introduce(Post(EXPORT, exports_to_tell, write_of_exports))
    introduce(Post(MONTHLY, monthly_to_send, write_monthly))
