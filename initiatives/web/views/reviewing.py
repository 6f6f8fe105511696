"""Recording a review, changing it, and scoring in it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from initiatives.base import clock
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer
from initiatives.measures import services as measures
from initiatives.portfolio import queries, rules, services
from initiatives.portfolio.choices import Side
from initiatives.portfolio.models import Initiative, Review, Score
from initiatives.portfolio.rules.scale import LEVELS, SOURCE
from initiatives.portfolio.rules.stalling import in_words, month_before, month_of
from initiatives.web.forms.reviews import NewReviewForm, ReviewChangeForm, ScoreForm
from initiatives.web.frame import ActionPage
from initiatives.web.frame.forms import ViewerForm
from initiatives.web.views.reviews import Crumbs, crumbs_to


class Create(ActionPage):
    """The review of a month."""

    title = _("Record a review")
    submit = _("Record the review")

    def find(self) -> Initiative:
        return queries.initiative(self.viewer, self.kwargs["pk"])

    def permission(self) -> Answer:
        return rules.may_review(self.viewer, self.record)

    def get_form(self, *data: Any) -> ViewerForm:
        today = clock.today(self.viewer.time_zone)
        month, before = month_of(today), month_before(today)
        done = queries.reviews(self.viewer).filter(initiative=self.record, month__gte=before)
        asked = month if done.exists() else before
        initial = {"this_month": month, "month": asked.isoformat(), "held_on": today}
        return NewReviewForm(*data, viewer=self.viewer, initial=initial)

    def context(self) -> dict[str, Any]:
        return {
            "lede": gettext("%(record)s. The score that the evidence proposes is kept with it.")
            % {"record": self.record}
        }

    def perform(self, given: dict[str, Any]) -> Review:
        return measures.record_review(actor=self.viewer, initiative=self.record, **given)

    def get_done(self, result: Review) -> str:
        return gettext(
            "The review is recorded. The evidence proposed %(proposed)s; now score it."
        ) % {"proposed": f"{result.proposed:.1f}"}

    def url_after(self, result: Any) -> str:
        if result:
            return reverse("review", args=[result.pk])
        return reverse("initiative", args=[self.record.pk]) + "#progress"

    def crumbs(self) -> Crumbs:
        return crumbs_to(self.record)


class ReviewPage(ActionPage):
    """What the pages that change a review share."""

    record: Review

    def find(self) -> Review:
        return queries.review(self.viewer, self.kwargs["pk"])

    def permission(self) -> Answer:
        return rules.may_review(self.viewer, self.record.initiative)

    def url_after(self, result: Any) -> str:
        return reverse("review", args=[self.record.pk])

    def crumbs(self) -> Crumbs:
        return [*crumbs_to(self.record.initiative), (self.record.reference, self.url_after(None))]


class Edit(ReviewPage):
    """Say it better; the month and the proposed score stay."""

    form_class = ReviewChangeForm
    done = _("The review is changed. The history keeps what it said before.")

    def get_title(self) -> str:
        return gettext("Change the review of %(when)s") % {"when": in_words(self.record.month)}

    def initial(self) -> dict[str, Any]:
        names = [name for name in ReviewChangeForm.base_fields if hasattr(self.record, name)]
        return {name: getattr(self.record, name) for name in names}

    def perform(self, given: dict[str, Any]) -> Review:
        return services.revise_review(actor=self.viewer, review=self.record, **given)


class ScorePage(ReviewPage):
    """One side's score, with the whole scale below it."""

    form_class = ScoreForm
    template_name = "reviews/score.html"
    side: Side
    submit = _("Give this score")
    done = _("The score is given.")

    def permission(self) -> Answer:
        return rules.may_score(self.viewer, self.record, self.side)

    def get_title(self) -> str:
        return gettext("Score as the %(side)s: %(when)s") % {
            "side": self.side.label.lower(),
            "when": in_words(self.record.month),
        }

    def initial(self) -> dict[str, Any]:
        given = [one for one in self.record.scores.all() if one.side == self.side]
        return {"score": given[0].score, "because": given[0].because} if given else {}

    def context(self) -> dict[str, Any]:
        return {"lede": str(self.record.initiative), "levels": LEVELS, "source": SOURCE}

    def perform(self, given: dict[str, Any]) -> Score:
        return services.score_review(actor=self.viewer, review=self.record, side=self.side, **given)


class ScoreTeam(ScorePage):
    """What the team says."""

    side = Side.TEAM


class ScoreAdviser(ScorePage):
    """What the adviser says."""

    side = Side.ADVISER
