"""Where other programs are told what happens, and how far history was read for that."""

from urllib.parse import urlsplit

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from initiatives.base import clock
from initiatives.base.models import Record
from initiatives.webhooks.choices import Because, WebhookState


class Webhook(Record):
    """An address that is told of events of some types, as its owner may see them.

    The secrets are sealed; a former one signs as well until `former_until`. `listens_since` is from
    when it is told what happens. `failing_since` is when the first delivery failed after the last
    that did not, `failures` how many in a row, and until `rests_until` nothing is tried.
    """

    prefix = "WH"

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="webhooks"
    )
    name = models.CharField(max_length=80)
    address = models.CharField(max_length=1000)
    types = ArrayField(models.CharField(max_length=40))
    state = models.CharField(
        max_length=8, choices=WebhookState.choices, default=WebhookState.ACTIVE
    )
    secret = models.TextField(blank=True, help_text="Sealed.")
    former_secret = models.TextField(blank=True, help_text="Sealed.")
    former_until = models.DateTimeField(null=True, blank=True)
    listens_since = models.DateTimeField(default=clock.now)
    disabled_at = models.DateTimeField(null=True, blank=True)
    disabled_because = models.CharField(max_length=7, choices=Because.choices, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    rests_until = models.DateTimeField(null=True, blank=True)
    tried_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["owner", "-id"], name="webhook_of_person"),
            models.Index(fields=["id"], condition=Q(state="active"), name="webhook_active"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="closed", secret="", former_secret="")
                | ~Q(state="closed") & ~Q(secret=""),
                name="webhook_open_has_a_secret",
            ),
            models.CheckConstraint(
                condition=Q(former_secret="", former_until__isnull=True)
                | ~Q(former_secret="") & Q(former_until__isnull=False),
                name="webhook_former_secret_ends",
            ),
            models.CheckConstraint(
                condition=~Q(state="disabled")
                | Q(disabled_at__isnull=False) & ~Q(disabled_because=""),
                name="webhook_disabled_says_why",
            ),
            models.CheckConstraint(
                condition=Q(types__len__gt=0), name="webhook_listens_to_something"
            ),
        ]
        triggers = [pgtrigger.Protect(name="refuse_delete", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.name

    @property
    def host(self) -> str:
        """Where it leads, without what may be secret in its address."""
        return urlsplit(self.address).netloc


class WebhookReading(models.Model):
    """The one row that says up to which event history was read for good, and how many after it.

    As long as no more come after it there is nothing to look at again.
    """

    event_id = models.BigIntegerField()
    seen_after = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=Q(id=1), name="webhook_reading_is_one")]

    def __str__(self) -> str:
        return f"Read up to event {self.event_id}"
