"""For how long data are kept, and what was deleted when."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from initiatives.base import clock
from initiatives.base.models import Record


def refuse_change() -> pgtrigger.Trigger:
    """Rows are only ever added."""
    return pgtrigger.Protect(name="refuse_change", operation=pgtrigger.Update | pgtrigger.Delete)


class RetentionTerm(Record):
    """One version of the policy for one kind of data: the newest of a kind is in force."""

    prefix = "RT"

    kind = models.CharField(max_length=32)
    days = models.PositiveIntegerField()
    reason = models.TextField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["kind", "-id"]
        indexes = [models.Index(fields=["kind", "-id"], name="retention_term_in_force")]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="retention_term_says_why")
        ]
        triggers = [refuse_change()]

    def __str__(self) -> str:
        return self.kind.replace("_", " ")


class RetentionNight(models.Model):
    """What the worker deleted in one night, by kind; kept as a record."""

    day = models.DateField(unique=True)
    finished_at = models.DateTimeField(default=clock.now)
    deleted = models.JSONField(default=dict)

    class Meta:
        ordering = ["-day"]
        triggers = [refuse_change()]

    def __str__(self) -> str:
        return f"Night of {self.day}"
