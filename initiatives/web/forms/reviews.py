"""The forms of a monthly review, and of the scores in it."""

from datetime import date
from typing import Any

from django import forms

from initiatives.base.lazy import gettext_lazy as _
from initiatives.portfolio.choices import SaidStatus
from initiatives.portfolio.rules.scale import LEVELS
from initiatives.portfolio.rules.stalling import in_words, month_before
from initiatives.web.forms.charter_fields import text
from initiatives.web.frame.forms import DateField, VersionedForm, ViewerForm

MONTHS = 13  # this month and the year before it


class ReviewForm(ViewerForm):
    """What the people of an initiative say of a month."""

    held_on = DateField(label=_("Held on"))
    said = forms.ChoiceField(
        label=_("How do you see yourselves?"),
        choices=SaidStatus.choices,
        widget=forms.RadioSelect,
        help_text=_("Your own word. The evidence is shown beside it and is not changed by it."),
    )
    status = text(
        _("How it stands"), _("What happened this month. No names of patients."), required=True
    )
    barriers = text(_("Barriers"), _("What is in the way."), rows=3)
    help_needed = text(_("Help needed"), _("What you need, and from whom."), rows=3)
    ask_sponsor = forms.BooleanField(
        label=_("Ask the sponsor for an answer within 14 days"),
        required=False,
        help_text=_("The sponsor gets a commitment with a date, and is reminded of it."),
    )
    decisions = text(_("Decisions"), _("What was decided, and by whom."), rows=3)
    next_review_on = DateField(label=_("Next review"), required=False)


class NewReviewForm(ReviewForm):
    """With the month that is reviewed; `initial` has the present one as `this_month`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        months = months_until(self.initial["this_month"])
        self.fields["month"] = forms.TypedChoiceField(
            label=_("Month"), choices=months, coerce=date.fromisoformat
        )
        self.order_fields(["month"])


class ReviewChangeForm(ReviewForm, VersionedForm):
    """The review as it stands; its month and the score that was proposed stay."""


class ScoreForm(VersionedForm):
    """A score of the scale, and why."""

    score = forms.TypedChoiceField(
        label=_("Score"),
        coerce=float,
        choices=[
            ("", _("Choose one")),
            *((one.score, f"{one.score:.1f} {one.name}") for one in LEVELS),
        ],
    )
    because = text(
        _("Why"), _("What you saw that makes you say so. No names of patients."), required=True
    )


def months_until(month: date) -> list[tuple[str, str]]:
    """This month and those before it, the latest first."""
    found = [month]
    while len(found) < MONTHS:
        found.append(month_before(found[-1]))
    return [(one.isoformat(), in_words(one)) for one in found]
