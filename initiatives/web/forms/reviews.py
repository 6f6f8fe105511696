"""The forms of a monthly review, and of the scores in it."""

from datetime import date
from typing import Any

from django import forms

from initiatives.portfolio.choices import SaidStatus
from initiatives.portfolio.rules.scale import LEVELS
from initiatives.portfolio.rules.stalling import in_words, month_before
from initiatives.web.forms.charter_fields import text
from initiatives.web.frame.forms import DateField, VersionedForm, ViewerForm

MONTHS = 13  # this month and the year before it


class ReviewForm(ViewerForm):
    """What the people of an initiative say of a month."""

    held_on = DateField(label="Held on")
    said = forms.ChoiceField(
        label="How do you see yourselves?",
        choices=SaidStatus.choices,
        widget=forms.RadioSelect,
        help_text="Your own word. The evidence is shown beside it and is not changed by it.",
    )
    status = text("How it stands", "What happened this month. No names of patients.", required=True)
    barriers = text("Barriers", "What is in the way.", rows=3)
    help_needed = text("Help needed", "What you need, and from whom.", rows=3)
    ask_sponsor = forms.BooleanField(
        label="Ask the sponsor for an answer within 14 days",
        required=False,
        help_text="The sponsor gets a commitment with a date, and is reminded of it.",
    )
    decisions = text("Decisions", "What was decided, and by whom.", rows=3)
    next_review_on = DateField(label="Next review", required=False)


class NewReviewForm(ReviewForm):
    """With the month that is reviewed; `initial` has the present one as `this_month`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        months = months_until(self.initial["this_month"])
        self.fields["month"] = forms.TypedChoiceField(
            label="Month", choices=months, coerce=date.fromisoformat
        )
        self.order_fields(["month"])


class ReviewChangeForm(ReviewForm, VersionedForm):
    """The review as it stands; its month and the score that was proposed stay."""


class ScoreForm(VersionedForm):
    """A score of the scale, and why."""

    score = forms.TypedChoiceField(
        label="Score",
        coerce=float,
        choices=[
            ("", "Choose one"),
            *((one.score, f"{one.score:.1f} {one.name}") for one in LEVELS),
        ],
    )
    because = text(
        "Why", "What you saw that makes you say so. No names of patients.", required=True
    )


def months_until(month: date) -> list[tuple[str, str]]:
    """This month and those before it, the latest first."""
    found = [month]
    while len(found) < MONTHS:
        found.append(month_before(found[-1]))
    return [(one.isoformat(), in_words(one)) for one in found]
