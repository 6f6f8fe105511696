"""What needs the viewer's decision: at most three, as `rules/ranking.py` ranks them."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext

from initiatives.base import clock
from initiatives.base.days import full_day
from initiatives.base.lazy import gettext_lazy as _
from initiatives.people.models import User
from initiatives.shortfalls.choices import Severity
from initiatives.shortfalls.models import Shortfall
from initiatives.status.deciding.choices import Ground, Verdict
from initiatives.status.deciding.models import ABOUT, Ruling
from initiatives.status.deciding.queries.holding import to_review
from initiatives.status.deciding.queries.initiatives import (
    passes_gate,
    unowned_initiatives,
    waiting_approvals,
)
from initiatives.status.deciding.queries.narrowing import LOOKED_AT, near, people_affected
from initiatives.status.deciding.queries.promises import asked_for_help, escalated_promises
from initiatives.status.deciding.queries.shortfalls import (
    proposals,
    returned,
    unanswered_shortfalls,
)
from initiatives.status.deciding.rules import (
    Action,
    Decision,
    kind_of,
    may_decide,
    most_pressing,
    visible_rulings,
)
from initiatives.status.deciding.rules.access import DECIDERS, is_open, sponsor_of

GROUNDS = (
    *(unanswered_shortfalls, escalated_promises, asked_for_help, waiting_approvals),
    *(unowned_initiatives, proposals, returned),
)
SEVERITIES = ("", *Severity.values)
AGAIN = {
    Verdict.ACCEPT_RISK: _("Its risk was accepted, and a risk is never accepted for ever."),
    Verdict.DEFER: _("The decision was put off, and is still to be taken."),
}
ON_REVIEW = (
    (_("Unblock it"), Verdict.UNBLOCK),
    (_("Reassign it"), Verdict.REASSIGN),
    (_("Accept the risk again"), Verdict.ACCEPT_RISK),
)


def decisions(viewer: User) -> list[Decision]:
    """At most three, the most pressing first; only what the viewer may act on."""
    found = [one for ground in GROUNDS for one in ground(viewer)]
    return most_pressing([*found, *due_again(viewer)], passes_gate)


def due_again(viewer: User) -> Iterator[Decision]:
    """What was accepted or put off until a day that has come, while it is still open."""
    there = Q(decided_by=viewer)
    for name in ABOUT:
        there |= near(viewer, DECIDERS, prefix=f"{name}__")
    there |= Q(initiative__sponsor=viewer) | Q(shortfall__initiative__sponsor=viewer)
    seen = visible_rulings(viewer).order_by().values("pk")
    rows = to_review().filter(there, pk__in=seen).exclude(over())
    rows = rows.select_related(
        *("initiative__entity", "commitment__entity", "shortfall__entity"),
        *("shortfall__initiative", "commitment__initiative", "shortfall__signal__measure"),
        *("commitment__shortfall", "commitment__help_of_review", "decided_by"),
    )
    for row in rows.order_by("review_on", "pk")[:LOOKED_AT]:
        if is_open(row.record) and may_decide(viewer, row.record, row.verdict):
            yield again(viewer, row)


def why_again(row: Ruling) -> str:
    """What has come: its day, or a graver state than was decided on."""
    if row.review_on and row.review_on <= clock.today(row.decided_by.time_zone):
        return gettext("was to be looked at again on %(review_on)s.") % {
            "review_on": full_day(row.review_on)
        }
    return gettext("has grown more severe since it was decided.")


def over() -> Q:
    """That its record is closed by now."""
    return (
        Q(initiative__stage="closed")
        | Q(shortfall__isnull=False) & ~Q(shortfall__state="open")
        | Q(commitment__isnull=False) & ~Q(commitment__state="open")
    )


def again(viewer: User, row: Ruling) -> Decision:
    """A decision whose day has come, as something to decide."""
    record, kind = row.record, kind_of(row.record)
    concerned = record if isinstance(record, Shortfall) else getattr(record, "shortfall", None)
    return Decision(
        kind=Ground.REVIEW.value,
        record=record,
        sentence=why_again(row),
        why=AGAIN[Verdict(row.verdict)],
        since=min(row.review_on or clock.today(), clock.today()),
        actions=tuple(
            Action(label, f"{kind}_decide", verdict)
            for label, verdict in ON_REVIEW
            if may_decide(viewer, record, verdict)
        ),
        gravity=SEVERITIES.index(concerned.severity) if concerned else 0,
        people=people_affected(viewer, concerned),
        escalated=sponsor_of(record) == viewer.pk,
    )
