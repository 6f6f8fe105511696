"""What needs the viewer's decision: at most three, ranked by what weighs and how old it is.

The rank is the kind's weight, then age: an unanswered severe shortfall (5), an unanswered high one
(4), a promise long overdue that the viewer sponsors (3), an initiative without an owner or a
shortfall that a signal in the data proposed or that its data show again (2), one that a missed
promise proposed (1). Only what the viewer may act on is named. docs/status.md says it in prose.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q
from django.db.models.lookups import IsNull

from initiatives.accountability.queries import overdue
from initiatives.accountability.rules import days_until_due, may_change, visible_commitments
from initiatives.base import clock
from initiatives.base.models import Record
from initiatives.people.choices import Role
from initiatives.people.models import User
from initiatives.people.rules import STEWARDS, seats
from initiatives.portfolio.choices import Stage
from initiatives.portfolio.rules import may_edit, visible_initiatives
from initiatives.shortfalls import rules as shortfall_rules
from initiatives.shortfalls.rules import visible_shortfalls
from initiatives.status.counting import GRAVE, answered

MOST, LOOKED_AT, SPONSOR_AFTER = 3, 12, 14
SEEN = "What the data of a measure show proposed it."
SEEN_AGAIN = "What was put right may not have lasted."
ON_SHORTFALL = ("owner", "logged_by", "initiative__owner", "initiative__sponsor")


@dataclass(frozen=True)
class Decision:
    """One thing to decide: a sentence that starts with the record, and the next action."""

    kind: str
    record: Record
    sentence: str
    action_label: str
    url_name: str
    why: str
    weight: int
    since: date

    @property
    def days(self) -> int:
        """How long it has been so."""
        return (clock.today() - self.since).days


def decisions(viewer: User) -> list[Decision]:
    """At most three, the weightiest and oldest first."""
    found = [
        *unanswered_shortfalls(viewer),
        *escalated_promises(viewer),
        *unowned_initiatives(viewer),
        *proposals(viewer),
        *returned(viewer),
    ]
    return sorted(found, key=lambda item: (-item.weight, item.since, item.record.pk))[:MOST]


def unanswered_shortfalls(viewer: User) -> Iterator[Decision]:
    """High and severe shortfalls that nobody owns or answers."""
    rows = visible_shortfalls(viewer).annotate(answered=answered())
    rows = rows.filter(
        near(viewer, (*STEWARDS, Role.EXECUTIVE), *ON_SHORTFALL),
        state="open",
        severity__in=GRAVE,
        answered=False,
    )
    for row in first(rows.select_related("entity", "initiative"), "-severity", "found_on"):
        if shortfall_rules.may_assign(viewer, row):
            owned = row.owner_id is not None
            yield Decision(
                kind="unanswered_shortfall",
                record=row,
                sentence=f"is a {row.get_severity_display().lower()} shortfall at {row.entity} "
                + ("without a commitment." if owned else "that nobody owns."),
                action_label="Ask for a commitment" if owned else "Name an owner",
                url_name="shortfall" if owned else "shortfall_assign",
                why="High and severe shortfalls that nobody answers come first.",
                weight=5 if row.severity == "severe" else 4,
                since=row.found_on,
            )


def escalated_promises(viewer: User) -> Iterator[Decision]:
    """Promises two weeks overdue on what the viewer sponsors."""
    sponsored = Q(initiative__sponsor=viewer) | Q(shortfall__initiative__sponsor=viewer)
    rows = visible_commitments(viewer).filter(sponsored, overdue(days=SPONSOR_AFTER))
    rows = rows.exclude(owner=viewer).select_related("entity", "owner", "initiative", "shortfall")
    for row in first(rows, "due_on"):
        if may_change(viewer, row):
            yield Decision(
                kind="escalated_commitment",
                record=row,
                sentence=f"was promised by {row.owner} and is {-days_until_due(row)} days overdue.",
                action_label="Move or reassign it",
                url_name="commitment",
                why="You sponsor it, and it is more than two weeks late.",
                weight=3,
                since=row.due_on,
            )


def unowned_initiatives(viewer: User) -> Iterator[Decision]:
    """Initiatives under way or proposed that nobody answers for."""
    on_team = Q(pk__in=viewer.team_initiatives.order_by().values("pk"))
    there = near(viewer, STEWARDS, "sponsor", "created_by") | on_team
    rows = visible_initiatives(viewer).filter(there, owner=None).exclude(stage=Stage.CLOSED)
    for row in first(rows.select_related("entity"), "created_at"):
        if may_edit(viewer, row):
            yield Decision(
                kind="unowned_initiative",
                record=row,
                sentence=f"at {row.entity} has no accountable owner, so it cannot go on.",
                action_label="Name an owner",
                url_name="initiative_edit",
                why="An initiative without an owner is answered for by nobody.",
                weight=2,
                since=row.created_at.date(),
            )


def proposals(viewer: User) -> Iterator[Decision]:
    """Shortfalls that were proposed and wait to be accepted or dismissed."""
    there = near(viewer, STEWARDS, *ON_SHORTFALL)
    rows = visible_shortfalls(viewer).filter(there, state="proposed")
    order = (IsNull(F("signal"), True), "found_on")  # what was seen in data first
    for row in first(rows.select_related("entity", "initiative"), *order):
        if shortfall_rules.may_change(viewer, row):
            yield Decision(
                kind="proposed_shortfall",
                record=row,
                sentence=f"at {row.entity} waits to be accepted as a shortfall, or dismissed.",
                action_label="Decide",
                url_name="shortfall",
                why=SEEN if row.signal_id else "A missed promise proposed it.",
                weight=2 if row.signal_id else 1,
                since=row.found_on,
            )


def returned(viewer: User) -> Iterator[Decision]:
    """Closed shortfalls whose signal is seen again."""
    there = near(viewer, STEWARDS, *ON_SHORTFALL)
    rows = visible_shortfalls(viewer).filter(there, state="closed", returned_signal__isnull=False)
    for row in first(rows.select_related("entity", "initiative", "returned_signal"), "found_on"):
        if shortfall_rules.may_dismiss(viewer, row):
            seen = row.returned_signal
            yield Decision(
                kind="returned_shortfall",
                record=row,
                sentence=f"at {row.entity} was closed, and its data show the same again.",
                action_label="Reopen it, or say why not",
                url_name="shortfall",
                why=SEEN_AGAIN,
                weight=2,
                since=seen.created_at.date() if seen else row.found_on,
            )


def near(viewer: User, roles: Iterable[str], *names: str) -> Q:
    """Where it is worth asking the rules: at entities that the viewer leads, and what names them.

    It only narrows the search; the rules decide. Without it, a dozen rows that are not the
    viewer's to decide could hide the one that is.
    """
    if viewer.is_superuser:
        return Q(pk__isnull=False)
    led = [seat.entity_id for seat in seats(viewer) if seat.role in roles]
    found = Q(entity__lineage__overlap=led)
    for name in names:
        found |= Q(**{name: viewer})
    return found


def first(rows: Any, *order: Any) -> Any:
    """The first dozen: more than enough to find three that the viewer may act on."""
    return rows.order_by(*order, "pk")[:LOOKED_AT]
