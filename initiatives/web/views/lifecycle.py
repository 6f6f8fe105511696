"""Moving an initiative from stage to stage, past a gate, on hold and on again."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from initiatives.base.errors import Missing
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer, unless
from initiatives.portfolio import queries, rules, services
from initiatives.portfolio.choices import BEFORE_APPROVAL, Stage
from initiatives.portfolio.models import Initiative
from initiatives.portfolio.rules.gates import gates_of, next_stage
from initiatives.web.forms.lifecycle import HoldForm, OverrideForm, StageForm
from initiatives.web.frame import ActionPage
from initiatives.web.frame.forms import ReasonForm
from initiatives.web.views.charter import crumb_of
from initiatives.web.views.gates import asked_of


class InitiativePage(ActionPage):
    """What the pages that act on one initiative share."""

    def find(self) -> Initiative:
        return queries.initiative(self.viewer, self.kwargs["pk"])

    def permission(self) -> Answer:
        return rules.may_move(self.viewer, self.record)

    def links(self, missing: list[Missing]) -> list[tuple[str, str]]:
        return asked_of(self.viewer, self.record, missing)

    def url_after(self, result: Any) -> str:
        return reverse("initiative", args=[self.record.pk])

    def crumbs(self) -> list[tuple[str, str]]:
        return [(gettext("Initiatives"), reverse("initiative_list")), crumb_of(self.record)]


class ChangeStage(InitiativePage):
    """To another stage; the gate that is closed says what would open it."""

    form_class = StageForm
    template_name = "initiatives/stage.html"
    title = _("Change the stage")
    submit = _("Change the stage")

    def permission(self) -> Answer:
        moves = rules.may_move(self.viewer, self.record)
        waits = self.record.stage in BEFORE_APPROVAL
        approves = waits and rules.may_approve(self.viewer, self.record)
        return unless(bool(moves or approves), moves.why)

    def initial(self) -> dict[str, Any]:
        ahead = next_stage(self.record.stage)
        stays = self.record.stage == Stage.CLOSED or ahead == Stage.CLOSED
        return {"stage": Stage.SUSTAINING.value if stays else ahead}

    def perform(self, given: dict[str, Any]) -> Initiative:
        return services.move_stage(actor=self.viewer, initiative=self.record, **given)

    def get_done(self, result: Initiative) -> str:
        return gettext("%(reference)s is now %(stage)s.") % {
            "reference": result.reference,
            "stage": result.get_stage_display().lower(),
        }

    def context(self) -> dict[str, Any]:
        ahead, _ = gates_of(self.record)
        return {
            "ahead": asked_of(self.viewer, self.record, ahead),
            "may_override": rules.may_override(self.viewer, self.record),
        }


class Override(InitiativePage):
    """Past a closed gate, for a reason that history keeps."""

    form_class = OverrideForm
    template_name = "initiatives/override.html"
    title = _("Let it past a closed gate")
    lede = _(
        "What is missing stays listed on its page, and the history says who let it past and why."
    )
    submit = _("Override the gate")
    danger = True

    def permission(self) -> Answer:
        return rules.may_override(self.viewer, self.record)

    def initial(self) -> dict[str, Any]:
        return {"stage": next_stage(self.record.stage)}

    def perform(self, given: dict[str, Any]) -> Initiative:
        return services.override_gate(actor=self.viewer, initiative=self.record, **given)

    def get_done(self, result: Initiative) -> str:
        return gettext("%(reference)s is now %(stage)s, by your override.") % {
            "reference": result.reference,
            "stage": result.get_stage_display().lower(),
        }

    def context(self) -> dict[str, Any]:
        ahead, _ = gates_of(self.record)
        return {"ahead": asked_of(self.viewer, self.record, ahead)}


class Hold(InitiativePage):
    """Put on hold until a day on which its owner decides."""

    form_class = HoldForm
    title = _("Put it on hold")
    lede = _("While it rests it stays at its stage, and nobody is asked for its monthly review.")
    submit = _("Put it on hold")
    done = _("It is on hold.")

    def perform(self, given: dict[str, Any]) -> Initiative:
        return services.put_on_hold(actor=self.viewer, initiative=self.record, **given)


class Resume(InitiativePage):
    """Taken up again."""

    form_class = ReasonForm
    title = _("Take it up again")
    lede = _("It goes on at the stage where it was.")
    submit = _("Take it up again")
    done = _("It goes on.")

    def perform(self, given: dict[str, Any]) -> Initiative:
        return services.resume(actor=self.viewer, initiative=self.record, **given)
