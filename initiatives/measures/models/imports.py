"""Files of observations: what was uploaded, its verdicts, and which column meant what last time."""

from django.conf import settings
from django.db import models

from initiatives.base import clock
from initiatives.base.models import Record
from initiatives.measures.choices import Layout
from initiatives.measures.models.measures import Measure
from initiatives.portfolio.choices import ImportState

USER = settings.AUTH_USER_MODEL


class ObservationImport(Record):
    """A file that somebody uploaded for a measure: its content, what was found, what came of it.

    The content goes once it is written or put aside. `columns` is the mapping that was used.
    """

    prefix = "MI"

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="imports")
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    layout = models.CharField(max_length=12, choices=Layout.choices)
    columns = models.JSONField(default=dict)
    verdicts = models.JSONField(default=dict)
    state = models.CharField(
        max_length=10, choices=ImportState.choices, default=ImportState.PREVIEWED
    )
    created_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["measure", "-created_at"], name="import_of_a_measure"),
        ]

    def __str__(self) -> str:
        return self.file_name


class ColumnMapping(models.Model):
    """What the columns of a file with these headers meant, remembered for the next such file.

    `signature` is the SHA-256 of its headers.
    """

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="mappings")
    signature = models.CharField(max_length=64)
    layout = models.CharField(max_length=12, choices=Layout.choices)
    columns = models.JSONField(default=dict)
    used_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    used_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["measure_id", "-used_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "signature"], name="mapping_once_a_header")
        ]

    def __str__(self) -> str:
        return f"{self.measure}: {self.get_layout_display()}"
