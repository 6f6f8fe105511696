"""What the system says back: what was heard, what was done, what was not done and why."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.base.models import Record
from initiatives.base.words import words_of_text
from initiatives.community.choices import AnswerState, Decision, Language
from initiatives.community.models.voices import Feedback
from initiatives.framework.models import Principle
from initiatives.people.models import Entity

USER = settings.AUTH_USER_MODEL


class ReportBack(Record):
    """One answer to one or more voices: written, approved by someone else, published."""

    prefix = "RB"

    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="report_backs")
    principle = models.ForeignKey(
        Principle, null=True, blank=True, on_delete=models.PROTECT, related_name="report_backs"
    )
    decision = models.CharField(max_length=12, choices=Decision.choices)
    state = models.CharField(max_length=10, choices=AnswerState.choices, default=AnswerState.DRAFT)
    feedback = models.ManyToManyField(Feedback, related_name="report_backs")
    written_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    published_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-published_on", "-id"]
        indexes = [
            models.Index(
                fields=["-published_on", "-id"],
                condition=Q(state="published"),
                name="report_back_published",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", approved_by__isnull=True)
                | ~Q(state="draft")
                & Q(approved_by__isnull=False)
                & ~Q(approved_by=F("written_by")),
                name="report_back_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state="published", published_on__isnull=False)
                | ~Q(state="published") & Q(published_on__isnull=True),
                name="report_back_published_on_a_day",
            ),
        ]
        triggers = [pgtrigger.Protect(name="refuse_delete", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.reference


class Wording(models.Model):
    """An answer in one language."""

    report_back = models.ForeignKey(ReportBack, on_delete=models.PROTECT, related_name="wordings")
    language = models.CharField(max_length=8, choices=Language.choices)
    heard = models.TextField(help_text="What we heard.")
    done = models.TextField(blank=True, help_text="What we did.")
    not_done = models.TextField(blank=True, help_text="What we did not do, and why.")
    worded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        indexes = [GinIndex(words_of_text("heard", "done", "not_done"), name="wording_words")]
        constraints = [
            models.UniqueConstraint(
                fields=["report_back", "language"], name="wording_once_a_language"
            ),
            models.CheckConstraint(
                condition=~Q(done="") | ~Q(not_done=""), name="wording_says_what_came_of_it"
            ),
        ]

    def __str__(self) -> str:
        return _("%(report_back)s in %(language)s") % {
            "report_back": self.report_back,
            "language": self.get_language_display(),
        }


class LanguageReview(models.Model):
    """Somebody read the public pages in a language, as they were then, and stands for them."""

    language = models.CharField(max_length=8, choices=Language.choices)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the texts that were read.")
    confirmed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(default=clock.now)
    reader = models.CharField(max_length=200, help_text="Who read it, and what qualifies them.")

    class Meta:
        ordering = ["-confirmed_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["language", "digest"], name="language_review_once")
        ]
        triggers = [
            pgtrigger.Protect(name="refuse_change", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return self.get_language_display()
