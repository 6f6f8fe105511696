"""Initiatives that need a decision: those that nobody owns, and those that wait for approval."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.people.choices import Role
from initiatives.people.models import User
from initiatives.people.rules import STEWARDS
from initiatives.portfolio.choices import Checkpoint, Stage, TeamPart
from initiatives.portfolio.models import Alignment, Initiative
from initiatives.portfolio.rules import may_edit, visible_initiatives
from initiatives.portfolio.rules.charter import AIM_PARTS
from initiatives.portfolio.rules.gates import missing_for, missing_on_the_way
from initiatives.status.deciding.choices import Ground, Verdict
from initiatives.status.deciding.queries.holding import undecided
from initiatives.status.deciding.queries.narrowing import LOOKED_AT, near
from initiatives.status.deciding.rules import Action, Decision, may_decide

NAME_OWNER = (Action(_("Name an owner"), "initiative_decide", Verdict.REASSIGN),)
ON_APPROVAL = (
    Action(_("Approve it"), "initiative_decide", Verdict.APPROVE),
    Action(_("Decline"), "initiative_decide", Verdict.DECLINE),
)
WRITTEN = [name for name in AIM_PARTS if name not in ("aim_by",)]


def unowned_initiatives(viewer: User) -> Iterator[Decision]:
    """Initiatives under way or proposed that nobody answers for."""
    on_team = Q(pk__in=viewer.team_initiatives.order_by().values("pk"))
    there = near(viewer, STEWARDS, "sponsor", "created_by") | on_team
    rows = visible_initiatives(viewer).filter(there, undecided("initiative"), owner=None)
    rows = rows.exclude(stage=Stage.CLOSED).select_related("entity")
    for row in rows.order_by("created_at", "pk")[:LOOKED_AT]:
        if may_edit(viewer, row):
            yield Decision(
                kind=Ground.UNOWNED.value,
                record=row,
                sentence=gettext("at %(entity)s has no accountable owner, so it cannot go on.")
                % {"entity": row.entity},
                why=gettext("An initiative without an owner is answered for by nobody."),
                since=row.created_at.date(),
                actions=NAME_OWNER,
                escalated=row.sponsor_id == viewer.pk,
            )


def waiting_approvals(viewer: User) -> Iterator[Decision]:
    """Proposed initiatives whose charter looks whole, for those who may approve them.

    The gate itself is asked only of those that would be shown (`passes_gate`).
    """
    rows = visible_initiatives(viewer).filter(
        near(viewer, (*STEWARDS, Role.EXECUTIVE), "sponsor"),
        undecided("initiative"),
        stage=Stage.PROPOSED,
        on_hold_since=None,
    )
    rows = looking_whole(rows).select_related("entity", "owner")
    for row in rows.order_by("stage_since", "pk")[:LOOKED_AT]:
        if may_decide(viewer, row, Verdict.APPROVE):
            yield Decision(
                kind=Ground.APPROVAL.value,
                record=row,
                sentence=gettext(
                    "at %(entity)s has all that its charter needs and waits for approval."
                )
                % {"entity": row.entity},
                why=gettext(
                    "It goes on to planning once somebody other than its owner approves it."
                ),
                since=row.stage_since.date(),
                actions=ON_APPROVAL,
                escalated=row.sponsor_id == viewer.pk,
            )


def looking_whole(rows: QuerySet[Initiative]) -> QuerySet[Initiative]:
    """Without those that plainly lack something that the gate asks for."""
    of_it = Alignment.objects.filter(
        initiative=OuterRef("pk"), principle__framework__in_force=True
    ).order_by()
    unassessed = of_it.filter(carried_from=None).exclude(assessments__checkpoint=Checkpoint.CHARTER)
    rows = rows.filter(
        Exists(of_it),
        ~Exists(unassessed),
        Exists(Initiative.objects.filter(pk=OuterRef("pk"), members__part=TeamPart.LEAD)),
        owner__isnull=False,
        sponsor__isnull=False,
        aim_by__isnull=False,
    )
    return rows.exclude(Q(*((name, "") for name in ("problem", *WRITTEN)), _connector=Q.OR))


def passes_gate(found: Decision) -> bool:
    """Whether what waits for approval has all that the gate asks for; other things always stand."""
    record = found.record
    if found.kind != Ground.APPROVAL or not isinstance(record, Initiative):
        return True
    missing = missing_for(record, Stage.APPROVED) or missing_on_the_way(record, Stage.APPROVED)
    return not missing
