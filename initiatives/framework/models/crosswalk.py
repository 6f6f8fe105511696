"""Frameworks of outside bodies, what they require, and the principles that answer it.

They are renamed and retired, so they are data in editions. That a requirement is met is never a
field: evidence is counted, people attest, and an accreditor decides.
"""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from initiatives.base.models import Record
from initiatives.framework.choices import OutsideStatus, Strength
from initiatives.framework.models.principles import Framework, Principle


class OutsideFramework(Record):
    """One edition of our reading of an outside framework, mapped to one edition of principles.

    `edition` numbers our reading, `issued_as` says what its body calls it. Without `verified_on`
    it was recalled and never held against its source.
    """

    prefix = "OF"

    key = models.SlugField(max_length=60)
    edition = models.CharField(max_length=40, help_text="The edition of this reading.")
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="outside")
    position = models.PositiveSmallIntegerField(help_text="Its place among the others.")
    name = models.CharField(max_length=160)
    short_name = models.CharField(max_length=40)
    body = models.CharField(max_length=160, help_text="The body that made it.")
    issued_as = models.CharField(max_length=160, blank=True, help_text="As its body names it.")
    status = models.CharField(max_length=10, choices=OutsideStatus.choices)
    status_note = models.TextField(blank=True)
    not_verified = models.TextField(blank=True, help_text="What was recalled and not read.")
    effective_from = models.DateField(null=True, blank=True)
    retired_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True, help_text="Where it was published.")
    source_url = models.URLField(max_length=500, blank=True)
    verified_on = models.DateField(null=True, blank=True)
    digest = models.CharField(max_length=64, help_text="SHA-256 of what was loaded.")
    in_force = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "key", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["key", "edition"], name="outside_edition_once"),
            models.UniqueConstraint(
                fields=["key"], condition=Q(in_force=True), name="outside_one_edition_in_force"
            ),
            models.CheckConstraint(
                condition=Q(status="retired") | Q(retired_on__isnull=True),
                name="outside_day_only_if_retired",
            ),
        ]
        triggers = [pgtrigger.Protect(name="refuse_delete", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return _("%(name)s (edition %(edition)s)") % {"name": self.name, "edition": self.edition}


class Requirement(Record):
    """What an outside framework asks, restated; its own words are the body's."""

    prefix = "RQ"

    framework = models.ForeignKey(
        OutsideFramework, on_delete=models.PROTECT, related_name="requirements"
    )
    code = models.CharField(max_length=20)
    text = models.TextField()
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )
    position = models.PositiveSmallIntegerField()
    verified_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["framework_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "code"], name="requirement_code_once"),
            models.UniqueConstraint(
                fields=["framework", "position"], name="requirement_position_once"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="requirement_says_what"),
        ]
        triggers = [pgtrigger.Protect(name="refuse_delete", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.framework.short_name} {self.code}"


class CrosswalkLink(Record):
    """That a principle answers a requirement, how closely, and who looked at it last.

    Until somebody did, it is a proposal of the file that it was loaded from.
    """

    prefix = "CL"

    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="links")
    principle = models.ForeignKey(Principle, on_delete=models.PROTECT, related_name="crosswalk")
    strength = models.CharField(max_length=10, choices=Strength.choices)
    note = models.CharField(max_length=500, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    reviewer = models.CharField(max_length=160, blank=True, help_text="Who reviewed it, as shown.")
    reviewed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["requirement__framework__position", "requirement__position", "principle_id"]
        indexes = [models.Index(fields=["principle", "requirement"], name="link_of_principle")]
        constraints = [
            models.UniqueConstraint(fields=["requirement", "principle"], name="link_once"),
            models.CheckConstraint(
                condition=Q(reviewer="", reviewed_on__isnull=True, reviewed_by__isnull=True)
                | ~Q(reviewer="") & Q(reviewed_on__isnull=False),
                name="link_reviewed_by_a_name",
            ),
        ]
        triggers = [pgtrigger.Protect(name="refuse_delete", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return _("%(requirement)s and principle %(principle)s") % {
            "requirement": self.requirement,
            "principle": self.principle,
        }


class Attestation(Record):
    """One version of what the organization attests for a requirement; it is never changed."""

    prefix = "AT"

    requirement = models.ForeignKey(
        Requirement, on_delete=models.PROTECT, related_name="attestations"
    )
    number = models.PositiveIntegerField(help_text="Counts the versions from 1.")
    text = models.TextField()
    attested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    attested_on = models.DateField()

    class Meta:
        ordering = ["requirement_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["requirement", "number"], name="attestation_once"),
            models.CheckConstraint(condition=~Q(text=""), name="attestation_says_what"),
        ]
        triggers = [
            pgtrigger.Protect(name="refuse_change", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return _("%(requirement)s, attestation %(number)s") % {
            "requirement": self.requirement,
            "number": self.number,
        }
