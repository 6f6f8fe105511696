"""Commitments that need a decision: what is long overdue, and the help that was asked for."""

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext, ngettext

from initiatives.accountability.choices import ESCALATIONS, ReminderState
from initiatives.accountability.models import Commitment, Reminder
from initiatives.accountability.queries import overdue
from initiatives.accountability.rules import days_until_due, may_change, visible_commitments
from initiatives.base.days import full_day
from initiatives.base.lazy import gettext_lazy as _
from initiatives.people.models import User
from initiatives.status.deciding.choices import Ground, Verdict
from initiatives.status.deciding.queries.holding import undecided
from initiatives.status.deciding.queries.narrowing import first, people_affected, with_severity
from initiatives.status.deciding.rules import Action, Decision, may_decide
from initiatives.status.deciding.rules.access import sponsor_of

SPONSOR_AFTER = 14  # days
WITH = (
    *("entity", "owner", "initiative", "help_of_review"),
    *("shortfall__initiative", "shortfall__signal__measure"),
)
TOLD = (ReminderState.OWED, ReminderState.SENT)
ON_LATE = (
    Action(_("Reassign it"), "commitment_decide", Verdict.REASSIGN),
    Action(_("Unblock it"), "commitment_decide", Verdict.UNBLOCK),
    Action(_("Fund it"), "commitment_decide", Verdict.FUND),
    Action(_("Accept the risk"), "commitment_decide", Verdict.ACCEPT_RISK),
)
ON_HELP = (
    Action(_("Unblock it"), "commitment_decide", Verdict.UNBLOCK),
    Action(_("Fund it"), "commitment_decide", Verdict.FUND),
    Action(_("Decline"), "commitment_decide", Verdict.DECLINE),
)


def escalated_promises(viewer: User) -> Iterator[Decision]:
    """Promises two weeks overdue on what the viewer sponsors, and overdue ones they were told of.

    Whom a reminder policy escalates to is told as somebody other than the owner.
    """
    sponsored = Q(initiative__sponsor=viewer) | Q(shortfall__initiative__sponsor=viewer)
    rows = visible_commitments(viewer).filter(
        sponsored & overdue(days=SPONSOR_AFTER) | overdue() & Q(told_to(viewer)),
        undecided("commitment"),
    )
    rows = rows.exclude(owner=viewer).select_related(*WITH)
    for row in first(with_severity(rows, "shortfall__"), "due_on"):
        if may_change(viewer, row):
            yield late(viewer, row)


def told_to(viewer: User) -> Exists:
    """That the viewer was told of it, or is about to be, since its owner did not keep it."""
    return Exists(
        Reminder.objects.filter(
            commitment=OuterRef("pk"),
            recipient=viewer,
            audience__in=ESCALATIONS,
            generation=OuterRef("generation"),
            state__in=TOLD,
        )
    )


def late(viewer: User, row: Commitment) -> Decision:
    """A promise that is overdue, as something to decide."""
    days = -days_until_due(row)
    sponsors = sponsor_of(row) == viewer.pk
    return Decision(
        kind=Ground.ESCALATED.value,
        record=row,
        sentence=ngettext(
            "was promised by %(owner)s and is %(days)d day overdue.",
            "was promised by %(owner)s and is %(days)d days overdue.",
            days,
        )
        % {"owner": row.owner, "days": days},
        why=gettext("You sponsor it, and it is more than two weeks late.")
        if sponsors and days > SPONSOR_AFTER
        else gettext("It was escalated to you."),
        since=row.due_on,
        actions=may_take(viewer, row, ON_LATE),
        gravity=row.gravity,  # type: ignore[attr-defined]  # annotated
        people=people_affected(viewer, row.shortfall),
        escalated=True,
    )


def asked_for_help(viewer: User) -> Iterator[Decision]:
    """What reviews asked of the viewer as sponsor, and nobody has answered."""
    rows = visible_commitments(viewer).filter(
        undecided("commitment"), owner=viewer, state="open", help_of_review__isnull=False
    )
    rows = rows.select_related(*WITH)
    for row in rows.order_by(F("created_at"), "pk")[:3]:
        yield Decision(
            kind=Ground.HELP.value,
            record=row,
            sentence=gettext("was asked of you on %(created_at)s.")
            % {"created_at": full_day(row.created_at)},
            why=gettext("Its people say in their review that they cannot go on without it."),
            since=row.created_at.date(),
            actions=may_take(viewer, row, ON_HELP),
            escalated=True,
        )


def may_take(viewer: User, row: Commitment, actions: tuple[Action, ...]) -> tuple[Action, ...]:
    """Those of the actions that the viewer may take."""
    return tuple(one for one in actions if may_decide(viewer, row, one.verdict))
