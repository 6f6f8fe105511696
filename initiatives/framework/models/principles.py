"""Guiding principles and definitions: versioned, loaded from files or approved by name."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from initiatives.base.models import Record


class Framework(Record):
    """One version of an office's guiding principles. A later version never rewrites this one."""

    prefix = "F"

    key = models.SlugField(max_length=60)
    edition = models.CharField(max_length=40, help_text="The version as its office names it.")
    name = models.CharField(max_length=160)
    source = models.URLField(max_length=500, blank=True)
    purpose = models.TextField(blank=True)
    mission = models.JSONField(default=list)
    values = models.JSONField(default=list)
    digest = models.CharField(max_length=64, help_text="SHA-256 of what was loaded.")
    in_force = models.BooleanField(default=True)

    class Meta:
        ordering = ["key", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["key", "edition"], name="framework_edition_once"),
            models.UniqueConstraint(
                fields=["key"], condition=Q(in_force=True), name="framework_one_edition_in_force"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.edition})"


class Principle(Record):
    """One guiding principle, word for word as its office publishes it."""

    prefix = "P"

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="principles")
    number = models.PositiveSmallIntegerField()
    short_name = models.CharField(max_length=80)
    statement = models.TextField()

    class Meta:
        ordering = ["framework_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "number"], name="principle_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.short_name}"


class Expectation(models.Model):
    """What counts as evidence that an initiative lives a principle."""

    principle = models.ForeignKey(Principle, on_delete=models.PROTECT, related_name="expectations")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)

    class Meta:
        ordering = ["principle_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["principle", "position"], name="expectation_position_once"
            )
        ]

    def __str__(self) -> str:
        return self.text


class Definition(Record):
    """One version of an explicit definition. The latest approved one of a term is in force."""

    prefix = "D"

    term = models.CharField(max_length=60)
    number = models.PositiveIntegerField(help_text="Counts the versions of a term from 1.")
    text = models.TextField()
    source = models.CharField(max_length=300)
    source_url = models.URLField(max_length=500, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    approver = models.CharField(max_length=160, help_text="Who approved it, as shown.")
    approved_on = models.DateField()

    class Meta:
        ordering = ["term", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["term", "number"], name="definition_version_once")
        ]

    def __str__(self) -> str:
        return _("%(term)s, version %(number)s") % {"term": self.term, "number": self.number}
