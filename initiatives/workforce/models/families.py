"""Job families: the vocabulary by which a workforce is told apart by its work."""

import pgtrigger
from django.db import models
from django.db.models.functions import Lower

from initiatives.base.models import Record


class JobFamily(Record):
    """A kind of work, such as nurses. One that is retired stays with what was counted under it."""

    prefix = "JF"

    key = models.SlugField(max_length=40, unique=True, help_text="It never changes.")
    name = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField(default=0, help_text="Its place in lists.")
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "name", "id"]
        verbose_name_plural = "job families"
        constraints = [
            models.UniqueConstraint(Lower("name"), name="job_family_named_once"),
        ]
        triggers = [pgtrigger.Protect(name="refuse_delete", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.name
