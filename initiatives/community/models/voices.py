"""What people of the community told the system, with nothing that could tell who or when exactly.

A voice has a date, never a time, and no address. Who they say they are lies in rows that belong to
no voice; how to reach them lies sealed in a row that is deleted after use.
"""

import uuid

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from initiatives.accountability.models import Commitment
from initiatives.base import clock
from initiatives.base.models import Record
from initiatives.community.choices import (
    Age,
    Channel,
    Disability,
    Experience,
    FeedbackState,
    Kind,
    Language,
    Race,
)
from initiatives.framework.models import Principle
from initiatives.people.models import Entity
from initiatives.portfolio.models import Initiative
from initiatives.shortfalls.models import Shortfall

USER = settings.AUTH_USER_MODEL


class Theme(Record):
    """What several voices have in common. One that is no longer used is put away, not deleted."""

    prefix = "TH"

    name = models.CharField(max_length=80)
    meaning = models.CharField(max_length=300, blank=True, help_text="What belongs to it.")
    in_use = models.BooleanField(default=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(Lower("name"), name="theme_name_once")]

    def __str__(self) -> str:
        return self.name


class Feedback(Record):
    """One voice. It is received, themed, decided and answered, or closed with a reason.

    Its times are dates, so that nobody can be found by when they wrote.
    """

    prefix = "FB"

    created_at = models.DateField(default=clock.today, editable=False)  # type: ignore[assignment]
    updated_at = models.DateField(default=clock.today, editable=False)  # type: ignore[assignment]
    said = models.TextField(help_text="What they told, in their own words.")
    better = models.TextField(blank=True, help_text="What would make it better.")
    kind = models.CharField(max_length=12, blank=True, choices=Kind.choices)
    experience = models.CharField(max_length=8, blank=True, choices=Experience.choices)
    language = models.CharField(max_length=8, choices=Language.choices, default=Language.EN)
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.WEB)
    entity = models.ForeignKey(
        Entity,
        on_delete=models.PROTECT,
        related_name="feedback",
        help_text="Where; the whole system for those who were not sure.",
    )
    received_on = models.DateField(default=clock.today)
    may_quote = models.BooleanField(default=False, help_text="They agreed to be quoted.")
    selector = models.CharField(max_length=8, unique=True, editable=False)
    secret_digest = models.CharField(max_length=64, editable=False)
    set_aside = models.BooleanField(default=False, help_text="To be looked at for abuse first.")
    state = models.CharField(
        max_length=10, choices=FeedbackState.choices, default=FeedbackState.RECEIVED
    )
    owner = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="feedback"
    )
    theme_commitment = models.OneToOneField(
        Commitment,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="feedback_to_theme",
    )
    answer_commitment = models.OneToOneField(
        Commitment,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="feedback_to_answer",
    )
    redacted = models.TextField(blank=True, help_text="The words without what tells who anyone is.")
    answered_on = models.DateField(null=True, blank=True)
    closed_because = models.TextField(blank=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="feedback")
    principles = models.ManyToManyField(Principle, blank=True, related_name="feedback")
    initiatives = models.ManyToManyField(Initiative, blank=True, related_name="feedback")
    shortfalls = models.ManyToManyField(Shortfall, blank=True, related_name="feedback")

    class Meta:
        ordering = ["-received_on", "-id"]
        verbose_name_plural = "feedback"
        indexes = [
            models.Index(fields=["-received_on", "-id"], name="feedback_by_day"),
            models.Index(fields=["state", "-received_on", "-id"], name="feedback_by_state"),
            models.Index(fields=["entity", "state"], name="feedback_in_place"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="closed") | ~Q(closed_because=""),
                name="feedback_closed_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | Q(answered_on__isnull=False),
                name="feedback_answered_on_a_day",
            ),
            models.CheckConstraint(condition=~Q(said=""), name="feedback_says_something"),
        ]
        triggers = [pgtrigger.Protect(name="refuse_delete", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.reference


class FeedbackBackground(models.Model):
    """What people say about themselves. It names no voice, only a month: nobody can join the two.

    The key is drawn by lot, so that the order of rows tells nothing either.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    month = models.DateField(help_text="The first day of the month.")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=60, blank=True, help_text="In their own words.")
    races = ArrayField(
        models.CharField(max_length=10, choices=Race.choices), default=list, blank=True
    )
    race_words = models.CharField(max_length=100, blank=True)
    disabilities = ArrayField(
        models.CharField(max_length=10, choices=Disability.choices), default=list, blank=True
    )
    age = models.CharField(max_length=8, blank=True, choices=Age.choices)

    class Meta:
        ordering = ["-month", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(month__day=1), name="feedback_background_only_a_month"
            )
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class FeedbackContact(models.Model):
    """How to reach somebody who wants that, sealed. The row is deleted after use."""

    feedback = models.OneToOneField(Feedback, on_delete=models.PROTECT, related_name="contact")
    sealed = models.TextField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Contact of {self.feedback}"
