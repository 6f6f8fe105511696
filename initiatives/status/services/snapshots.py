"""Keeping what the status is, once a day; and when a person looked at it."""

from django.db import transaction

from initiatives.base import clock
from initiatives.base.records import one_at_a_time
from initiatives.framework.models import Framework
from initiatives.framework.queries import framework_in_force
from initiatives.people.models import Entity, User
from initiatives.people.rules import anybody_everywhere, entity_ids_in_sight
from initiatives.status.counting import Key, facts
from initiatives.status.models import SeenStatus, Snapshot, SnapshotCell
from initiatives.status.queries.cells import Cell, cell_of
from initiatives.status.queries.rule_sets import rules_in_force
from initiatives.status.rules import Facts, Rules
from initiatives.status.services.standings import refresh_standings

BATCH = 2_000  # cells a statement


def build_snapshot(*, keep: bool = True) -> tuple[Snapshot, list[SnapshotCell]] | None:
    """Today's snapshot with its cells; None where there is one, or nothing to be judged yet.

    Only today's: a day that was missed stays missing, since nobody can say any more what it was.
    With `keep` false nothing is written.
    """
    if Snapshot.objects.filter(day=clock.today()).exists():
        return None
    with transaction.atomic():
        one_at_a_time("snapshot")
        if Snapshot.objects.filter(day=clock.today()).exists():  # another worker was faster
            return None
        viewer = anybody_everywhere()
        framework = framework_in_force(viewer)
        if framework is None or not entity_ids_in_sight(viewer):
            return None
        refresh_standings()
        rules = rules_in_force()
        snapshot = Snapshot(day=clock.today(), rules_version=rules.version, framework=framework)
        cells = cells_of(snapshot, viewer, framework, rules)
        if keep:
            SnapshotCell.objects.bulk_create(cells, batch_size=BATCH)
            snapshot.save(force_insert=True)
        return snapshot, cells


def cells_of(
    snapshot: Snapshot, viewer: User, framework: Framework, rules: Rules
) -> list[SnapshotCell]:
    """A cell for each principle of the framework at each entity, gaps too."""
    principles = list(framework.principles.order_by("number"))
    entities = list(Entity.objects.order_by("pk"))
    keys = [principle.pk for principle in principles]
    counted: dict[Key, Facts] = {}
    for entity in entities:
        if entity.parent_id is None:
            counted |= facts(viewer, entity.pk, keys)
    return [
        kept(snapshot, cell_of(principle, entity, counted, rules))
        for entity in entities
        for principle in principles
    ]


def kept(snapshot: Snapshot, found: Cell) -> SnapshotCell:
    """A cell as it is kept: judged as the one on the matrix."""
    return SnapshotCell(
        snapshot=snapshot,
        principle=found.principle,
        entity=found.entity,
        lineage=found.entity.lineage,
        initiatives=found.initiatives,
        overdue=found.overdue,
        open_shortfalls=found.open_shortfalls,
        open_signals=found.open_signals,
        level=found.level,
        last_activity=found.last_activity,
        state=found.state,
        reasons=list(found.reasons),
    )


@transaction.atomic
def mark_seen(*, actor: User) -> SeenStatus:
    """The actor has looked at the status now. Kept for them alone, so history is not told."""
    seen, _ = SeenStatus.objects.update_or_create(user=actor, defaults={"seen_at": clock.now()})
    return seen
