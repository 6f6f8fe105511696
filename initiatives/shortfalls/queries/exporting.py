"""The log as a table, with what the elements of accreditation on disparities ask for.

The disparity that was found, the plan to act on it, what is done where the goal is not reached, and
when leaders were told.
"""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from initiatives.accountability.choices import ESCALATIONS, CommitmentState, ReminderState
from initiatives.accountability.models import Commitment, Reminder
from initiatives.accountability.rules import days_until_due, visible_commitments
from initiatives.people.models import User
from initiatives.shortfalls.choices import CauseKind
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.queries.log import size_of

COLUMNS = (
    *("reference", "what_fell_short", "principle", "entity", "initiative", "who_is_affected"),
    *("size", "severity", "found_by", "found_on", "state", "confidential", "why_it_happened"),
    *("accountable_owner", "owner_since", "action_plan", "first_due_on", "last_due_on"),
    *("actions_overdue_or_withdrawn", "times_reopened", "closed_on", "confirmed_by"),
    *("confirmed_with", "check_again_on", "leaders_told_on"),
)
LINE = " | "


def exported(viewer: User, rows: QuerySet[Shortfall]) -> Iterator[list[object]]:
    """A row of `COLUMNS` for each of these, which the viewer was let see; four queries."""
    found = list(rows.select_related("confirmed_by").prefetch_related("sources"))
    merged = {one.pk: one.pk for one in found}
    children = Shortfall.objects.filter(merged_into__in=merged).order_by()
    merged |= {key: into for key, into in children.values_list("pk", "merged_into") if into}
    plans: dict[int, list[Commitment]] = defaultdict(list)
    promised = visible_commitments(viewer).filter(shortfall__in=merged).select_related("owner")
    for one in promised.order_by("due_on", "pk"):
        plans[merged[one.shortfall_id or 0]].append(one)
    told = leaders_told([one.pk for plan in plans.values() for one in plan])
    for shortfall in found:
        yield row_of(viewer, shortfall, plans[shortfall.pk], told)


def leaders_told(commitments: list[int]) -> dict[int, object]:
    """The last day on which a leader was told of each of these commitments."""
    sent = Reminder.objects.filter(
        commitment__in=commitments, audience__in=ESCALATIONS, state=ReminderState.SENT
    ).order_by()
    return dict(sent.values_list("commitment").annotate(Max("delivery__day")))


def row_of(
    viewer: User, shortfall: Shortfall, plan: list[Commitment], told: dict[int, object]
) -> list[object]:
    """One row of the export."""
    size = size_of(viewer, shortfall)
    days = [one.due_on for one in plan]
    late = [one for one in plan if one.state == CommitmentState.WITHDRAWN or is_late(one)]
    leaders = [str(told[one.pk]) for one in plan if told.get(one.pk)]
    closed = shortfall.closed_at
    return [
        *(shortfall.reference, shortfall.title, str(shortfall.principle or "")),
        *(shortfall.entity.name, str(shortfall.initiative or ""), shortfall.affected),
        *(size.words if size else "", shortfall.get_severity_display()),
        LINE.join(dict.fromkeys(one.get_kind_display() for one in shortfall.sources.all())),
        *(shortfall.found_on, shortfall.get_state_display()),
        "yes" if shortfall.confidential else "no",
        causes_of(shortfall),
        *(str(shortfall.owner or ""), shortfall.owned_at.date() if shortfall.owned_at else None),
        LINE.join(map(said, plan)),
        *(min(days, default=None), max(days, default=None)),
        LINE.join(map(said, late)),
        *(shortfall.times_reopened, closed.date() if closed else None),
        *(str(shortfall.confirmed_by or ""), shortfall.confirmation, shortfall.check_again_on),
        max(leaders, default=""),
    ]


def is_late(commitment: Commitment) -> bool:
    """Still open after its date, where its owner is."""
    return commitment.state == CommitmentState.OPEN and days_until_due(commitment) < 0


def said(commitment: Commitment) -> str:
    """A commitment in one line."""
    state = commitment.get_state_display().lower()
    return _("%(reference)s %(commitment)s (%(owner)s, due %(due_on)s, %(state)s)") % {
        "reference": commitment.reference,
        "commitment": commitment.title,
        "owner": commitment.owner,
        "due_on": commitment.due_on.isoformat(),
        "state": state,
    }


def causes_of(shortfall: Shortfall) -> str:
    """Why it happened: the explanation, the whys in their order, the causes by kind."""
    bones = (
        f"{CauseKind(kind).label}: {'; '.join(lines)}" for kind, lines in shortfall.causes.items()
    )
    return LINE.join([*filter(None, [shortfall.explanation]), *shortfall.whys, *bones])
