"""What the status was, night by night; and when a person last looked at it."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from initiatives.base import clock
from initiatives.framework.models import Framework, Principle
from initiatives.history.models import refuse_change
from initiatives.people.models import Entity
from initiatives.status.choices import State


def refuse_truncate() -> pgtrigger.Trigger:
    """The past is never emptied."""
    return pgtrigger.Trigger(
        name="refuse_truncate",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func="RAISE EXCEPTION 'pgtrigger: A snapshot is never changed.';",
    )


class Snapshot(models.Model):
    """A day, in the system's time zone, of which the status is kept.

    It is written after its cells, in the same transaction: from then on none can be added to it.
    """

    day = models.DateField(primary_key=True)
    rules_version = models.CharField(max_length=20)
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="+")
    built_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-day"]
        triggers = [refuse_change(), refuse_truncate()]

    def __str__(self) -> str:
        return f"Status of {self.day.isoformat()}"


class SnapshotCell(models.Model):
    """One principle at one entity with all that was below it that day, confidential shortfalls

    and what tells of them left out. `lineage` is where the entity hung in the tree that day.
    """

    pk = models.CompositePrimaryKey("entity_id", "principle_id", "snapshot_id")
    snapshot = models.ForeignKey(
        Snapshot, on_delete=models.PROTECT, related_name="cells", db_column="day"
    )
    principle = models.ForeignKey(
        Principle, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+", db_index=False)
    lineage = ArrayField(models.BigIntegerField())
    initiatives = models.PositiveIntegerField()
    overdue = models.PositiveIntegerField()
    open_shortfalls = models.PositiveIntegerField()
    open_signals = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField(null=True, help_text="Not kept before status-3.")
    last_activity = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State.choices)
    reasons = models.JSONField()

    class Meta:
        ordering = ["entity_id", "principle_id", "snapshot_id"]
        triggers = [
            refuse_change(),
            refuse_truncate(),
            pgtrigger.Trigger(
                name="refuse_late",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="IF EXISTS (SELECT FROM initiatives_snapshot WHERE day = NEW.day) THEN "
                "RAISE EXCEPTION 'pgtrigger: A snapshot that is built takes no more cells.'; "
                "END IF; RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} on {self.snapshot_id}"


class SeenStatus(models.Model):
    """When a person last said that they have looked at the status."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["user_id"]

    def __str__(self) -> str:
        return f"Seen at {self.seen_at.isoformat()}"
