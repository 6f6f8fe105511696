"""Handing an initiative over, closing it, and saying later whether it lasted."""

from typing import Any

from django.utils.translation import gettext

from initiatives.base.errors import Stale
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer
from initiatives.portfolio import queries, rules, services
from initiatives.portfolio.models import Handover as Plans
from initiatives.portfolio.models import Initiative
from initiatives.portfolio.services.handing_over import missing_to_close
from initiatives.web.forms.lifecycle import CloseForm, HandoverForm, LastedForm
from initiatives.web.views.gates import asked_of
from initiatives.web.views.lifecycle import InitiativePage

PLANS = ("operational_owner", "control_plan", "spread_plan", "look_again_on")


class Handover(InitiativePage):
    """Who keeps the change up and how."""

    form_class = HandoverForm
    title = _("Plan the handover")
    lede = _("A change lasts where somebody keeps watching it. It may be written bit by bit.")
    done = _("The plan is saved.")

    def permission(self) -> Answer:
        return rules.may_hand_over(self.viewer, self.record)

    def initial(self) -> dict[str, Any]:
        known = queries.handover(self.viewer, self.record)
        plans = {name: getattr(known, name) for name in PLANS} if known else {}
        return {"version": known.version if known else 0, **plans}

    def perform(self, given: dict[str, Any]) -> Plans:
        version = given.pop("version")
        known = queries.handover(self.viewer, self.record)
        if known and not version:
            raise Stale(
                gettext("Someone wrote a plan while you had this open. Look at it, then go on.")
            )
        return services.write_handover(
            actor=self.viewer, initiative=self.record, version=version or None, **given
        )

    def current_version(self) -> int:
        known = queries.handover(self.viewer, self.record)
        return known.version if known else 0


class Close(InitiativePage):
    """Its end, by its aim."""

    form_class = CloseForm
    template_name = "initiatives/close.html"
    title = _("Close it")
    lede = _("A good end hands the change over. What is abandoned only says why.")
    submit = _("Close the initiative")
    danger = True

    def perform(self, given: dict[str, Any]) -> Initiative:
        return services.close_initiative(actor=self.viewer, initiative=self.record, **given)

    def get_done(self, result: Initiative) -> str:
        return gettext("%(reference)s is closed.") % {"reference": result.reference}

    def context(self) -> dict[str, Any]:
        return {"ahead": asked_of(self.viewer, self.record, missing_to_close(self.record))}


class Lasted(InitiativePage):
    """What a look after the end found."""

    form_class = LastedForm
    title = _("Did it last?")
    lede = _("Look at the figures since it was closed, and ask those who do the work.")
    submit = _("Record what you found")
    done = _("What you found is recorded.")

    def permission(self) -> Answer:
        return rules.may_hand_over(self.viewer, self.record)

    def perform(self, given: dict[str, Any]) -> Initiative:
        return services.say_whether_it_lasted(actor=self.viewer, initiative=self.record, **given)
