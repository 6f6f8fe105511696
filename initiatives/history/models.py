"""The append-only history. The database itself refuses to change or remove an event."""

import pgtrigger
from django.conf import settings
from django.db import models

from initiatives.base import clock


class Event(models.Model):
    """Who did what to which record, when, what was before and after, and why."""

    at = models.DateTimeField(default=clock.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    verb = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=24)
    subject_id = models.BigIntegerField()
    subject_label = models.CharField(max_length=240)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "-id"], name="event_of_a_record"),
            models.Index(fields=["actor", "-id"], name="event_of_an_actor"),
        ]
        triggers = [
            pgtrigger.Protect(name="refuse_change", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="refuse_truncate",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func="RAISE EXCEPTION 'pgtrigger: History is append-only.';",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_label}"
