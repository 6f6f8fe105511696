"""Files are only for who asked, while they hold what they held when it was made."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.base.permission import YES, Answer, unless
from initiatives.exports.choices import IN_MOTION, ExportState
from initiatives.exports.models import Export
from initiatives.people.models import User
from initiatives.people.rules import may_oversee, seats

AT_ONCE = 2_000  # rows that somebody waits for at the page; more are made by the worker
MOST_IN_MOTION = 3  # of one person
MOST_ATTEMPTS = 3
LEASE = timedelta(minutes=5)  # renewed with each chunk, which takes seconds
KEPT = timedelta(days=7)
EVERYTHING = "everything"  # of who is above all roles


def visible_exports(viewer: User) -> QuerySet[Export]:
    """One's own; who took what out is read by administrators and auditors."""
    every = Export.objects.all()
    return every if may_oversee(viewer) else every.filter(asked_by=viewer)


def may_ask(viewer: User) -> Answer:
    """Everyone who may sign in; what is in the file is what they may see."""
    return unless(viewer.is_active, _("This account is closed."))


def may_end(viewer: User, export: Export) -> Answer:
    """Its own."""
    return unless(viewer.pk == export.asked_by_id, _("Only who asked for a file may end it."))


def held(viewer: User) -> list[str]:
    """What a person holds, as it is kept with a file: each role with its entity."""
    roles = sorted(f"{seat.role}/{seat.entity_id}" for seat in seats(viewer))
    return [EVERYTHING, *roles] if viewer.is_superuser else roles


def may_fetch(viewer: User, export: Export) -> Answer:
    """Who asked for it, in its time, while they hold all that they held when it was made."""
    if viewer.pk != export.asked_by_id or not viewer.is_active:
        return Answer(_("A file is only for the person who asked for it."))
    if export.state in IN_MOTION:
        return Answer(_("This file is not ready yet."))
    if export.state != ExportState.DONE or not export.expires_at:
        return Answer(_("There is no file any more. Ask for it again on the page of its list."))
    if export.expires_at <= clock.now():
        return Answer(_("This file has expired. Ask for it again on the page of its list."))
    if set(export.seats) - set(held(viewer)):
        return Answer(
            _(
                "You held a role when this file was made that you no longer "
                "hold, so it may show more "
                "than you may see now. Ask for it again."
            )
        )
    return YES
