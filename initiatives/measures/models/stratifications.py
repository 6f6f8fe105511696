"""Vocabularies by which people are told apart: versioned, loaded from files, never changed."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from initiatives.base import clock
from initiatives.measures.choices import Absent


class Stratification(models.Model):
    """One version of a vocabulary, such as race and ethnicity by OMB 2024.

    `ordered` groups run from the most disadvantaged to the most advantaged. In an `overlapping` one
    a person may be counted in several groups, so that groups do not add up to all.
    """

    key = models.SlugField(max_length=60)
    edition = models.CharField(max_length=40)
    title = models.CharField(max_length=160)
    source = models.CharField(max_length=300, blank=True)
    ordered = models.BooleanField(default=False)
    overlapping = models.BooleanField(default=False)
    in_force = models.BooleanField(default=True, help_text="False once a later one was loaded.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of what the file said.")
    loaded_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["title", "-loaded_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["key", "edition"], name="stratification_edition_once"),
            models.UniqueConstraint(
                fields=["key"], condition=Q(in_force=True), name="stratification_one_in_force"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.edition})"


class Stratum(models.Model):
    """A group of a vocabulary, or one of the ways in which the group is not known (`absent`)."""

    stratification = models.ForeignKey(
        Stratification, on_delete=models.PROTECT, related_name="strata"
    )
    code = models.SlugField(max_length=60)
    label = models.CharField(max_length=160)
    position = models.PositiveSmallIntegerField()
    absent = models.CharField(max_length=12, choices=Absent.choices, blank=True)

    class Meta:
        ordering = ["stratification_id", "position"]
        verbose_name_plural = "strata"
        constraints = [
            models.UniqueConstraint(fields=["stratification", "code"], name="stratum_code_once"),
            models.UniqueConstraint(
                fields=["stratification", "position"], name="stratum_position_once"
            ),
            models.UniqueConstraint(
                fields=["stratification", "absent"],
                condition=~Q(absent=""),
                name="stratum_absence_once",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="refuse_change", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return self.label


class StratumMapping(models.Model):
    """What a group of one vocabulary is in another; not `exact` where it is only a part of it."""

    stratum = models.ForeignKey(Stratum, on_delete=models.PROTECT, related_name="mappings")
    other = models.ForeignKey(Stratum, on_delete=models.PROTECT, related_name="mapped_from")
    exact = models.BooleanField(default=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["stratum_id", "other_id"]
        constraints = [
            models.UniqueConstraint(fields=["stratum", "other"], name="stratum_mapping_once"),
            models.CheckConstraint(
                condition=~Q(stratum=F("other")), name="stratum_mapping_to_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stratum} is {'' if self.exact else 'partly '}{self.other}"
