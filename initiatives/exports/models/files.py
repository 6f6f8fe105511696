"""Files that people ask for, each owed by a row until it is made."""

import pgtrigger
from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q

from initiatives.base.models import Record
from initiatives.exports.choices import IN_MOTION, ExportState


def storage() -> Storage:
    """Where the files lie: never below an address, so that only a view hands them out."""
    return storages["exports"]


class Export(Record):
    """A file that a person asked for: what of, how far it is, and where it lies once it is made.

    `parameters` say what is asked for in the words of its kind, `fingerprint` is their digest.
    `seats` are the roles under which it was made: who no longer holds one of them gets no file.
    The row stays when the file is gone, since it says who took what out.
    """

    prefix = "EX"

    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="exports"
    )
    kind = models.CharField(max_length=20, help_text="list_csv, list_xlsx; see exports/kinds.py.")
    title = models.CharField(max_length=200)
    parameters = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64)
    state = models.CharField(max_length=9, choices=ExportState.choices, default=ExportState.WAITING)
    rows_done = models.PositiveIntegerField(default=0)
    rows_total = models.PositiveIntegerField(null=True, blank=True)
    stored_as = models.CharField(max_length=200, blank=True, help_text="Its name in the storage.")
    file_name = models.CharField(max_length=120, blank=True, help_text="For who downloads it.")
    size = models.PositiveBigIntegerField(default=0, help_text="Bytes.")
    sha256 = models.CharField(max_length=64, blank=True)
    request = models.CharField(
        max_length=64, blank=True, db_default="", help_text="Which request asked, as in the log."
    )
    seats = models.JSONField(default=list)
    error = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    fetched_at = models.DateTimeField(null=True, blank=True, help_text="First downloaded.")

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["asked_by", "-id"], name="export_of_person"),
            models.Index(fields=["id"], condition=Q(state__in=IN_MOTION), name="export_in_motion"),
            models.Index(fields=["expires_at"], condition=Q(state="done"), name="export_to_expire"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["asked_by", "kind", "fingerprint"],
                condition=Q(state__in=IN_MOTION),
                name="export_same_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state="done", expires_at__isnull=False, finished_at__isnull=False)
                & ~Q(stored_as="")
                & ~Q(sha256="")
                | ~Q(state="done") & Q(stored_as=""),
                name="export_done_has_a_file",
            ),
            models.CheckConstraint(
                condition=Q(state="running", leased_until__isnull=False)
                | ~Q(state="running") & Q(leased_until__isnull=True),
                name="export_running_is_leased",
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(error=""), name="export_failed_says_why"
            ),
        ]
        triggers = [pgtrigger.Protect(name="refuse_delete", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.title

    @property
    def percent(self) -> int | None:
        """How much of it is made; None while nobody can say."""
        if not self.rows_total:
            return None
        return min(100 * self.rows_done // self.rows_total, 100)
