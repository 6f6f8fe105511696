"""Shortfalls that need a decision."""

from collections.abc import Iterator

from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.people.choices import Role
from initiatives.people.models import User
from initiatives.people.rules import STEWARDS
from initiatives.shortfalls import rules as log
from initiatives.shortfalls.models import Shortfall
from initiatives.status.counting import GRAVE, answered
from initiatives.status.deciding.choices import Ground, Verdict
from initiatives.status.deciding.queries.holding import undecided
from initiatives.status.deciding.queries.narrowing import (
    first,
    near,
    people_affected,
    with_severity,
)
from initiatives.status.deciding.rules import Action, Decision, may_decide

NAMED = ("owner", "logged_by", "initiative__owner", "initiative__sponsor")
WITH = ("entity", "initiative", "signal__measure")
SEEN = _("What the data of a measure show proposed it.")
MISSED = _("A missed promise proposed it.")
SEEN_AGAIN = _("What was put right may not have lasted.")
GRAVE_FIRST = _("High and severe shortfalls that nobody answers come first.")
OWNERLESS = (
    Action(_("Name an owner"), "shortfall_decide", Verdict.REASSIGN),
    Action(_("Accept the risk"), "shortfall_decide", Verdict.ACCEPT_RISK),
)
OWNED = (
    Action(_("Ask for a commitment"), "shortfall_decide", Verdict.UNBLOCK),
    Action(_("Fund it"), "shortfall_decide", Verdict.FUND),
    Action(_("Accept the risk"), "shortfall_decide", Verdict.ACCEPT_RISK),
)
SEE_IT = Action(_("Ask for a commitment"), "shortfall")
ACCEPT = Action(_("Accept it"), "shortfall_accept")
DISMISS = Action(_("Dismiss it"), "shortfall_dismiss")
REOPEN = Action(_("Reopen it"), "shortfall_reopen")
KEEP = Action(_("Keep it closed"), "shortfall_keep")


def unanswered_shortfalls(viewer: User) -> Iterator[Decision]:
    """High and severe shortfalls that nobody owns or answers."""
    rows = log.visible_shortfalls(viewer).annotate(answered=answered())
    rows = rows.filter(
        near(viewer, (*STEWARDS, Role.EXECUTIVE), *NAMED),
        undecided("shortfall"),
        state="open",
        severity__in=GRAVE,
        answered=False,
    ).select_related(*WITH)
    for row in first(with_severity(rows), "found_on"):
        if log.may_assign(viewer, row):
            actions = may_take(viewer, row, OWNED if row.owner_id else OWNERLESS) or (SEE_IT,)
            yield told(viewer, row, Ground.UNANSWERED, bare(row), GRAVE_FIRST, actions)


def bare(row: Shortfall) -> str:
    """What a shortfall lacks that nobody answers."""
    said = gettext("is a %(severity)s shortfall at %(entity)s that nobody owns.")
    if row.owner_id:
        said = gettext("is a %(severity)s shortfall at %(entity)s without a commitment.")
    return said % {"severity": row.get_severity_display().lower(), "entity": row.entity}


def proposals(viewer: User) -> Iterator[Decision]:
    """Shortfalls that were proposed and wait to be accepted or dismissed."""
    rows = log.visible_shortfalls(viewer).filter(near(viewer, STEWARDS, *NAMED), state="proposed")
    for row in first(with_severity(rows.select_related(*WITH)), "found_on"):
        if log.may_change(viewer, row):
            may_dismiss = bool(log.may_dismiss(viewer, row))
            words = gettext("at %(entity)s waits to be accepted as a shortfall, or dismissed.") % {
                "entity": row.entity
            }
            actions = (ACCEPT, DISMISS) if may_dismiss else (ACCEPT,)
            why = SEEN if row.signal_id else MISSED
            yield told(viewer, row, Ground.PROPOSED, words, why, actions)


def returned(viewer: User) -> Iterator[Decision]:
    """Closed shortfalls whose signal is seen again."""
    rows = log.visible_shortfalls(viewer).filter(
        near(viewer, STEWARDS, *NAMED), state="closed", returned_signal__isnull=False
    )
    for row in first(with_severity(rows.select_related(*WITH, "returned_signal")), "found_on"):
        if log.may_dismiss(viewer, row):
            may_reopen = bool(log.may_reopen(viewer, row))
            words = gettext("at %(entity)s was closed, and its data show the same again.") % {
                "entity": row.entity
            }
            actions = (REOPEN, KEEP) if may_reopen else (KEEP,)
            yield told(viewer, row, Ground.RETURNED, words, SEEN_AGAIN, actions)


def told(
    viewer: User,
    row: Shortfall,
    ground: Ground,
    words: str,
    why: str,
    actions: tuple[Action, ...],
) -> Decision:
    """A shortfall as something to decide."""
    seen = row.returned_signal if ground == Ground.RETURNED else None
    return Decision(
        kind=ground.value,
        record=row,
        sentence=words,
        why=why,
        since=seen.created_at.date() if seen else row.found_on,
        actions=actions,
        gravity=row.gravity,  # type: ignore[attr-defined]  # annotated
        people=people_affected(viewer, row),
        escalated=row.initiative is not None and row.initiative.sponsor_id == viewer.pk,
    )


def may_take(viewer: User, row: Shortfall, actions: tuple[Action, ...]) -> tuple[Action, ...]:
    """Those of the actions that the viewer may take."""
    return tuple(one for one in actions if may_decide(viewer, row, one.verdict))
