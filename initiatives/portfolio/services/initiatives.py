"""Chartering an initiative, and revising its charter."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.base.errors import Blocked, Invalid
from initiatives.base.records import Change, change, locked, plain
from initiatives.framework.models import Principle
from initiatives.history.services import record
from initiatives.people.models import User
from initiatives.portfolio import rules
from initiatives.portfolio.choices import BEFORE_APPROVAL, Stage
from initiatives.portfolio.models import Initiative, Place, TeamMember
from initiatives.portfolio.rules.charter import Charter, columns
from initiatives.portfolio.rules.checks import check_charter, check_stage
from initiatives.portfolio.rules.gates import missing_for
from initiatives.portfolio.services.alignments import add_alignment, cite_in_force, stir


@transaction.atomic
def create_initiative(
    *,
    actor: User,
    charter: Charter,
    alignments: Sequence[tuple[Principle, str]] = (),
    stage: str = Stage.PROPOSED,
    register_key: str | None = None,
) -> Initiative:
    """Charter an initiative, with the principles it serves; it cites the definitions in force.

    Raises Invalid for what the charter cannot say, Blocked for a stage it is not ready for.
    """
    rules.may_create(actor, charter.entity).require()
    charter = tidy(charter)
    check_charter(charter)
    initiative = Initiative.objects.create(
        created_by=actor, register_key=register_key, **column_values(charter)
    )
    settle(initiative, charter)
    for principle, rationale in alignments:
        add_alignment(actor, initiative, principle, rationale)
    cite_in_force(actor, initiative)
    begin_at(initiative, stage)
    record(
        actor=actor,
        verb="chartered",
        subject=initiative,
        after={
            "stage": initiative.stage,
            "entity": plain(initiative.entity),
            "owner": plain(initiative.owner),
            "principles": [plain(principle) for principle, _ in alignments],
        },
    )
    return initiative


@transaction.atomic
def revise_charter(
    *,
    actor: User,
    initiative: Initiative,
    charter: Charter,
    version: int | None = None,
    reason: str = "",
) -> Initiative:
    """Change what the charter says; raises Stale, or Invalid for what it cannot say."""
    rules.may_edit(actor, initiative).require()
    initiative = locked(initiative, version)
    before, after = Charter.of(initiative), tidy(charter)
    check_charter(after, before)
    if after.entity != before.entity:
        rules.may_create(actor, after.entity).require()
    if after.owner is None and initiative.stage not in BEFORE_APPROVAL:
        raise Invalid({"owner": _("An initiative past proposed keeps an accountable owner.")})
    made = change(initiative, **column_values(after))
    note_relations(made, before, after)
    if made:
        settle(initiative, after)
        stir(initiative)
        record(
            actor=actor,
            verb="revised",
            subject=initiative,
            before=made.before,
            after=made.after,
            reason=reason,
        )
    return initiative


def begin_at(initiative: Initiative, stage: str) -> None:
    """Take a new initiative as it stands: what was under way before it came here goes on.

    Raises Blocked without what no initiative past proposed is without, Invalid for no stage.
    """
    check_stage(stage)
    missing = missing_for(initiative, stage)
    if missing:
        raise Blocked(missing)
    if initiative.stage != stage:
        change(initiative, stage=stage)


def tidy(charter: Charter) -> Charter:
    """The charter with the white space around its texts removed."""
    values = column_values(charter)
    texts: dict[str, Any] = {
        name: text.strip() for name, text in values.items() if isinstance(text, str)
    }
    return replace(charter, **texts)


def column_values(charter: Charter) -> dict[str, Any]:
    """The charter's values that are columns of the initiative."""
    return {name: getattr(charter, name) for name in columns()}


def note_relations(made: Change, before: Charter, after: Charter) -> None:
    """Add to a change what differs in entities and team."""
    was, now = before.all_entities(), after.all_entities()
    if was.keys() != now.keys():
        made.before["entities"] = plain(list(was.values()))
        made.after["entities"] = plain(list(now.values()))
    if dict(before.team) != dict(after.team):
        people = User.objects.in_bulk([*before.team, *after.team])
        for side, team in ((made.before, before.team), (made.after, after.team)):
            side["team"] = [{**plain(people[pk]), "part": part} for pk, part in team.items()]


def settle(initiative: Initiative, charter: Charter) -> None:
    """Make places and team rows what the charter says."""
    entities = charter.all_entities()
    initiative.places.exclude(entity__in=entities).delete()
    Place.objects.bulk_create(
        [Place(initiative=initiative, entity=entity) for entity in entities.values()],
        ignore_conflicts=True,
    )
    initiative.members.exclude(user__in=charter.team).delete()
    TeamMember.objects.bulk_create(
        [
            TeamMember(initiative=initiative, user_id=pk, part=part)
            for pk, part in charter.team.items()
        ],
        update_conflicts=True,
        unique_fields=["initiative", "user"],
        update_fields=["part"],
    )
