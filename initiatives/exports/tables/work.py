"""Initiatives and commitments as tables."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext

from initiatives.accountability import queries as accountability
from initiatives.accountability.filters import CommitmentFilter
from initiatives.base.lazy import gettext_lazy as _
from initiatives.exports.tables.shapes import Row, Table, day_of, name, yes
from initiatives.people.models import User
from initiatives.portfolio import filters as portfolio
from initiatives.status.filters import InitiativeFilter
from initiatives.status.queries.initiatives import initiatives, standing, workspace


def initiative_cells(viewer: User, rows: QuerySet[Any]) -> Iterator[tuple[int, Row]]:
    for one in rows:
        kept = standing(one)
        yield (
            one.pk,
            (
                *(one.reference, one.title, one.entity.name),
                ", ".join(str(principle["number"]) for principle in one.served),
                *(one.get_stage_display(), yes(one.on_hold_since)),
                kept.get_state_display() if kept else gettext("not judged yet"),
                kept.get_said_display() if kept else "",
                kept.get_level_display() if kept else "",
                *(name(one.owner), name(one.sponsor), one.aim_summary),
                *(one.started_on or one.started_note, one.target_on or one.target_note),
                *(one.overdue_count, one.open_shortfall_count, day_of(viewer, one.active_at)),
            ),
        )


def commitment_cells(viewer: User, rows: QuerySet[Any]) -> Iterator[tuple[int, Row]]:
    for one in rows:
        about = one.initiative or one.shortfall
        yield (
            one.pk,
            (
                *(one.reference, one.title, one.get_kind_display()),
                about.reference if about else "",
                *(name(about), one.entity.name, one.owner.name, one.due_on),
                *(one.get_state_display(), yes(one.is_overdue)),
                *(day_of(viewer, one.acknowledged_at), one.snoozed_until),
            ),
        )


INITIATIVES = Table(
    "initiatives",
    _("Initiatives"),
    initiatives,
    InitiativeFilter,
    (
        *("Reference", "Initiative", "Entity", "Principles", "Stage", "On hold"),
        *("State by the evidence", "State that its people say", "Level of evidence"),
        *("Accountable owner", "Sponsor", "Aim", "Started", "Target"),
        *("Overdue commitments", "Open shortfalls", "Last active on"),
    ),
    initiative_cells,
)
WORKSPACE = replace(
    INITIATIVES,
    key="workspace",
    title="Workspace",
    rows=workspace,
    filters=portfolio.InitiativeFilter,
)
COMMITMENTS = Table(
    "commitments",
    _("Commitments"),
    accountability.commitments,
    CommitmentFilter,
    (
        *("Reference", "Commitment", "Kind", "About (reference)", "About", "Entity", "Owner"),
        *("Due on", "State", "Overdue", "Acknowledged on", "Snoozed until"),
    ),
    commitment_cells,
    only=(
        *("title", "kind", "due_on", "state", "acknowledged_at", "owner__name", "entity__name"),
        *("initiative__title", "shortfall__title"),
    ),
)
