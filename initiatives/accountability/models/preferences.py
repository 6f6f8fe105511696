"""How a person wants to be told, and the state of the engine that tells them."""

from datetime import time

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from initiatives.accountability.choices import EngineState
from initiatives.base import clock

USER = settings.AUTH_USER_MODEL


class Preference(models.Model):
    """One person's own settings, and whether mail reaches them."""

    person = models.OneToOneField(USER, on_delete=models.CASCADE, related_name="preference")
    digest_at = models.TimeField(default=time(7), help_text="The person's own time.")
    digests = models.BooleanField(default=True, help_text="Off: only what escalates is mailed.")
    language = models.CharField(max_length=8, choices=settings.LANGUAGES, default="en-us")
    away_from = models.DateField(null=True, blank=True)
    away_until = models.DateField(null=True, blank=True, help_text="The last day away.")
    unreachable_address = models.EmailField(
        blank=True, help_text="The address that was refused; another one is tried again."
    )
    unreachable_since = models.DateTimeField(null=True, blank=True)
    unreachable_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["person_id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(away_from__isnull=True, away_until__isnull=True)
                | Q(away_until__gte=F("away_from")),
                name="preference_away_from_until",
            )
        ]

    def __str__(self) -> str:
        return f"Preferences of {self.person}"


class ChatAddress(models.Model):
    """Where a person's digests go besides or instead of e-mail. The address itself is a secret."""

    person = models.OneToOneField(USER, on_delete=models.CASCADE, related_name="chat")
    address = models.CharField(max_length=1000)
    service = models.CharField(max_length=40)
    instead_of_email = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)
    broken_at = models.DateTimeField(null=True, blank=True)
    broken_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["person_id"]
        verbose_name_plural = "chat addresses"

    def __str__(self) -> str:
        return f"{self.service} of {self.person}"


class CalendarFeed(models.Model):
    """A person's calendar at a secret address, of which only the SHA-256 is kept."""

    person = models.OneToOneField(USER, on_delete=models.CASCADE, related_name="calendar_feed")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["person_id"]

    def __str__(self) -> str:
        return f"Calendar of {self.person}"


class Engine(models.Model):
    """The state of the reminder engine; one row."""

    state = models.CharField(max_length=8, choices=EngineState.choices, default=EngineState.RUNNING)
    swept_at = models.DateTimeField(null=True, blank=True)
    sweep_seconds = models.FloatField(default=0)
    held_at = models.DateTimeField(null=True, blank=True)
    held_size = models.PositiveIntegerField(default=0, help_text="Messages that wait to be let go.")
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="engine_is_one")]

    def __str__(self) -> str:
        return f"Reminder engine: {self.get_state_display().lower()}"
