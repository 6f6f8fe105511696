"""Setting for how long data are kept, and deleting what is over."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.base.checks import check_fields
from initiatives.base.errors import Invalid
from initiatives.base.records import one_at_a_time, required
from initiatives.history.services import record
from initiatives.people.models import User
from initiatives.retention import queries, rules
from initiatives.retention.kinds import kind_of
from initiatives.retention.models import RetentionNight, RetentionTerm

logger = logging.getLogger(__name__)
NIGHT_FROM = 2  # o'clock, in the system's time zone
BATCH = 1_000


@transaction.atomic
def set_term(*, actor: User, kind: str, days: int, reason: str) -> RetentionTerm:
    """A new version for a kind, in force from the next night on; raises Invalid out of bounds."""
    rules.may_change(actor).require()
    found = kind_of(kind)
    required(reason=reason)
    if found.is_fixed:
        raise Invalid({"days": _("This one is given by how the tracker works and cannot be set.")})
    if not found.least <= days <= found.most:
        raise Invalid(
            {
                "days": _("Choose between %(least)s and %(most)s days.")
                % {"least": found.least, "most": found.most}
            }
        )
    one_at_a_time(f"retention.{kind}")
    before = queries.kept(kind).days
    if days == before:
        raise Invalid({"days": _("It is %(days)s days already.") % {"days": days}})
    term = RetentionTerm(kind=kind, days=days, reason=reason.strip(), set_by=actor)
    check_fields(term)
    term.save()
    record(
        actor=actor,
        verb="set how long to keep",
        subject=term,
        before={"days": before},
        after={"days": days},
        reason=reason,
    )
    return term


def always() -> bool:
    return True


def apply_nightly(keep_going: Callable[[], bool] = always) -> RetentionNight | None:
    """Tonight's deletions, once a day; None where they are done, or the night has not come.

    A worker that dies leaves no row, so another goes on where it stopped.
    """
    today = clock.today()
    done = RetentionNight.objects.filter(day=today).exists()
    if done or timezone.localtime(clock.now(), timezone.get_default_timezone()).hour < NIGHT_FROM:
        return None
    deleted: dict[str, int] = {}
    for one in queries.policy_in_force():
        if one.kind.forget is not None:
            before = queries.over_before(one.kind.key)
            deleted[one.kind.key] = forget_all(one.kind.forget, before, keep_going)
            if not keep_going():
                return None
    night, _ = RetentionNight.objects.get_or_create(day=today, defaults={"deleted": deleted})
    logger.info("Retention: %s", deleted)
    return night


def forget_all(
    forget: Callable[[datetime, int], int], before: datetime, keep_going: Callable[[], bool]
) -> int:
    """Batch by batch, each a transaction of its own, so that nobody waits long for a lock."""
    gone = 0
    while keep_going():
        with transaction.atomic():
            batch = forget(before, BATCH)
        gone += batch
        if batch < BATCH:
            break
    return gone
