"""The phases of a measure: which stand, which are proposed, approving and withdrawing them."""

from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import YES, Answer
from initiatives.measures import queries, rules, services
from initiatives.measures.models import Measure, Phase
from initiatives.measures.spc import FOUR_QUESTIONS
from initiatives.people.models import User
from initiatives.web.forms.charting import PhaseForm
from initiatives.web.frame.forms import ReasonForm
from initiatives.web.measure_words import period_in_words
from initiatives.web.views.measures import Crumbs, MeasurePage, crumbs_of, url_of


class Told(NamedTuple):
    """A phase in words, and what the viewer may do with it."""

    phase: Phase
    period: str
    may_approve: Answer
    may_withdraw: Answer


class Phases(MeasurePage):
    """The phases and events of a measure; whoever may define it proposes a phase here."""

    form_class = PhaseForm
    template_name = "measures/phases.html"
    submit = _("Propose this phase")

    def permission(self) -> Answer:
        return YES

    def get_title(self) -> str:
        return gettext("Phases and events of %(name)s") % {"name": self.record.name}

    @cached_property
    def suggested(self) -> queries.SuggestedPhase | None:
        return queries.suggested_phase(self.viewer, self.record)

    @cached_property
    def frequency(self) -> str:
        """How often it is counted, which decides how its periods are said."""
        return frequency_of(self.record)

    def initial(self) -> dict[str, Any]:
        start = {"periods": self.periods[1:], "frequency": self.frequency}
        if self.suggested:
            start["starts"] = self.suggested.starts.isoformat()
        return start

    @cached_property
    def periods(self) -> list[Any]:
        return queries.periods_with_data(self.record)

    def context(self) -> dict[str, Any]:
        may_define = rules.may_define(self.viewer, self.record.initiative)
        told = [
            tell(self.viewer, phase, self.frequency, may_define)
            for phase in queries.all_phases(self.viewer, self.record)
        ]
        there = [one for one in told if one.phase.withdrawn_at is None]
        return {
            "standing": [one for one in there if one.phase.approved_at],
            "proposed": [one for one in there if one.phase.approved_at is None],
            "withdrawn": [one for one in told if one.phase.withdrawn_at],
            "events": queries.annotations(self.record),
            "may_define": may_define,
            "enough": len(self.periods) > 1,
            "suggested": self.suggested,
            "suggested_period": self.suggested
            and period_in_words(self.suggested.starts, self.frequency),
            "questions": FOUR_QUESTIONS,
        }

    def perform(self, given: dict[str, Any]) -> Phase:
        return services.propose_phase(actor=self.viewer, measure=self.record, **given)

    def get_done(self, result: Phase) -> str:
        said = period_in_words(result.starts, self.frequency)
        return gettext(
            "A phase from %(said)s is proposed. It stands once someone else approves it."
        ) % {"said": said}

    def url_after(self, result: Phase | None) -> str:
        return phases_url(self.record) if result else url_of(self.record)


def phases_url(measure: Measure) -> str:
    """Where phases and events are listed."""
    return reverse("measure_phases", args=[measure.pk])


def frequency_of(measure: Any) -> str:
    """How often a measure is counted now; every month before a definition is in force."""
    return measure.in_force[0].frequency if measure.in_force else "month"


def tell(viewer: User, phase: Phase, frequency: str, may_define: Answer) -> Told:
    """A phase as the page shows it; who may define is asked once for all proposals."""
    proposal = phase.approved_at is None
    return Told(
        phase,
        period_in_words(phase.starts, frequency),
        rules.may_approve_phase(viewer, phase),
        may_define if proposal else rules.may_withdraw_phase(viewer, phase),
    )


class PhasePage(MeasurePage):
    """What is done with one phase."""

    template_name = "measures/phase.html"

    def find(self) -> Measure:
        self.phase = queries.phase(self.viewer, self.kwargs["pk"])
        return queries.measure(self.viewer, self.phase.measure_id)

    @property
    def period(self) -> str:
        return period_in_words(self.phase.starts, frequency_of(self.record))

    def url_after(self, result: Any) -> str:
        return phases_url(self.record)

    def crumbs(self) -> Crumbs:
        return [*crumbs_of(self.record), (gettext("Phases and events"), phases_url(self.record))]

    def context(self) -> dict[str, Any]:
        return {"phase": self.phase, "period": self.period, "questions": FOUR_QUESTIONS}


class ApprovePhase(PhasePage):
    """Let a proposed phase stand."""

    submit = _("Approve this phase")
    lede = _(
        "From this period on, centre and limits are drawn anew on every chart of the measure, and "
        "what comes is judged by them."
    )

    def permission(self) -> Answer:
        return rules.may_approve_phase(self.viewer, self.phase)

    def get_title(self) -> str:
        return gettext("Approve the phase from %(period)s") % {"period": self.period}

    def perform(self, given: dict[str, Any]) -> Phase:
        return services.approve_phase(actor=self.viewer, phase=self.phase, **given)

    def get_done(self, result: Phase) -> str:
        return gettext("The phase from %(period)s stands.") % {"period": self.period}


class WithdrawPhase(PhasePage):
    """Take a phase back."""

    form_class = ReasonForm
    submit = _("Withdraw this phase")
    danger = True
    lede = _("It stays on record with your reason. Charts are drawn as if it had never stood.")

    def permission(self) -> Answer:
        return rules.may_withdraw_phase(self.viewer, self.phase)

    def get_title(self) -> str:
        return gettext("Withdraw the phase from %(period)s") % {"period": self.period}

    def perform(self, given: dict[str, Any]) -> Phase:
        return services.withdraw_phase(actor=self.viewer, phase=self.phase, **given)

    def get_done(self, result: Phase) -> str:
        return gettext("The phase from %(period)s is withdrawn.") % {"period": self.period}
