"""What every record of the tracker carries."""

from typing import ClassVar

from django.db import models

from initiatives.base import clock


class Record(models.Model):
    """Times, a version for `If-Match`, and a reference such as QI-42 made from the key."""

    prefix: ClassVar[str] = ""

    created_at = models.DateTimeField(default=clock.now, editable=False)
    updated_at = models.DateTimeField(default=clock.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    @property
    def reference(self) -> str:
        """The name people use for it in a mail or on the phone; it never changes."""
        return f"{self.prefix}-{self.pk}"
