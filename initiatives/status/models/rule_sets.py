"""The rules by which a state is judged, in versions."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from initiatives.base.models import Record
from initiatives.history.models import refuse_change

FIRST_ADJUSTED = 4  # 1 to 3 are the product's own


class RuleSet(Record):
    """A version of the rules as an administrator adjusted them; the highest number is in force.

    `terms` has for each rule the state that it makes and the days that it gives. A version is
    never changed: what was judged by it says so.
    """

    prefix = "RS"

    number = models.PositiveIntegerField(unique=True)
    terms = models.JSONField()
    because = models.TextField(help_text="Why they were adjusted.")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-number"]
        triggers = [refuse_change()]
        constraints = [
            models.CheckConstraint(condition=~Q(because=""), name="rule_set_says_why"),
            models.CheckConstraint(
                condition=Q(number__gte=FIRST_ADJUSTED), name="rule_set_after_our_own"
            ),
        ]

    def __str__(self) -> str:
        return f"status-{self.number}"
