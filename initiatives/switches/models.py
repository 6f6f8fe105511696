"""Whether each part of the product is on."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from initiatives.base.models import Record
from initiatives.switches.choices import Feature


class Switch(Record):
    """One part of the product: on, unless an administrator said otherwise and why.

    A part without a row is on, so what a later release adds is on from the start.
    """

    prefix = "SW"

    feature = models.CharField(max_length=20, choices=Feature.choices, unique=True)
    is_on = models.BooleanField(default=True)
    reason = models.TextField(blank=True, help_text="Why it was last turned.")
    turned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    turned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "switches"
        constraints = [
            models.CheckConstraint(
                condition=Q(is_on=True)
                | ~Q(reason="") & Q(turned_by__isnull=False, turned_at__isnull=False),
                name="switch_off_says_who_and_why",
            )
        ]
        triggers = [pgtrigger.Protect(name="refuse_delete", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.get_feature_display()
