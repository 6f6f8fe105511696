"""What people say of a measure's charts: phases, events, and which groups are compared."""

from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property

from initiatives.base.permission import YES, Answer
from initiatives.measures import queries, rules, services
from initiatives.measures.models import (
    Annotation,
    Intersection,
    Measure,
    Phase,
    ReferenceGroup,
    Stratification,
)
from initiatives.measures.spc import FOUR_QUESTIONS
from initiatives.people.models import User
from initiatives.web.forms.charting import EventForm, MeetingForm, PhaseForm, ReferenceForm
from initiatives.web.frame import page, viewer_of
from initiatives.web.frame.forms import ReasonForm, VersionedForm
from initiatives.web.measure_words import period_in_words, vocabulary_label, vocabulary_name
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
    submit = "Propose this phase"

    def permission(self) -> Answer:
        return YES

    def get_title(self) -> str:
        return f"Phases and events of {self.record.name}"

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
        return f"A phase from {said} is proposed. It stands once someone else approves it."

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
        return [*crumbs_of(self.record), ("Phases and events", phases_url(self.record))]

    def context(self) -> dict[str, Any]:
        return {"phase": self.phase, "period": self.period, "questions": FOUR_QUESTIONS}


class ApprovePhase(PhasePage):
    """Let a proposed phase stand."""

    submit = "Approve this phase"
    lede = (
        "From this period on, centre and limits are drawn anew on every chart of the measure, and "
        "what comes is judged by them."
    )

    def permission(self) -> Answer:
        return rules.may_approve_phase(self.viewer, self.phase)

    def get_title(self) -> str:
        return f"Approve the phase from {self.period}"

    def perform(self, given: dict[str, Any]) -> Phase:
        return services.approve_phase(actor=self.viewer, phase=self.phase, **given)

    def get_done(self, result: Phase) -> str:
        return f"The phase from {self.period} stands."


class WithdrawPhase(PhasePage):
    """Take a phase back."""

    form_class = ReasonForm
    submit = "Withdraw this phase"
    danger = True
    lede = "It stays on record with your reason. Charts are drawn as if it had never stood."

    def permission(self) -> Answer:
        return rules.may_withdraw_phase(self.viewer, self.phase)

    def get_title(self) -> str:
        return f"Withdraw the phase from {self.period}"

    def perform(self, given: dict[str, Any]) -> Phase:
        return services.withdraw_phase(actor=self.viewer, phase=self.phase, **given)

    def get_done(self, result: Phase) -> str:
        return f"The phase from {self.period} is withdrawn."


class Annotate(MeasurePage):
    """Something that happened, for the charts."""

    form_class = EventForm
    title = "Add an event to the charts"
    lede = (
        "What happened that readers of the charts should know: a test of change, a new form, a "
        "flood. It explains nothing by itself. No names of patients."
    )
    submit = "Add the event"
    done = "The event is on the charts."

    def perform(self, given: dict[str, Any]) -> Annotation:
        return services.add_annotation(actor=self.viewer, measure=self.record, **given)


class RemoveEvent(MeasurePage):
    """An event off the charts."""

    form_class = VersionedForm
    title = "Take this event off the charts?"
    submit = "Take it off"
    danger = True
    done = "The event is off the charts. The history keeps it."
    template_name = "measures/remove_event.html"

    def find(self) -> Measure:
        self.event = queries.annotation(self.viewer, self.kwargs["pk"])
        return queries.measure(self.viewer, self.event.measure_id)

    def perform(self, given: dict[str, Any]) -> Annotation:
        return services.remove_annotation(actor=self.viewer, annotation=self.event, **given)

    def url_after(self, result: Any) -> str:
        return phases_url(self.record)

    def crumbs(self) -> Crumbs:
        return [*crumbs_of(self.record), ("Phases and events", phases_url(self.record))]

    def context(self) -> dict[str, Any]:
        return {"event": self.event}


class Compared(NamedTuple):
    """A vocabulary of a measure, and its reference group where one is chosen."""

    vocabulary: Stratification
    label: str
    reference: ReferenceGroup | None


@page
def comparison(request: HttpRequest, pk: int) -> HttpResponse:
    """The vocabularies of a measure: with whom groups are compared, and which two meet."""
    viewer = viewer_of(request)
    measure = queries.measure(viewer, pk)
    chosen = {one.stratification_id: one for one in queries.references(measure)}
    own = list(measure.stratifications.all())
    context = {
        "measure": measure,
        "compared": [Compared(one, vocabulary_label(one), chosen.get(one.pk)) for one in own],
        "meeting": queries.intersection(measure),
        "may_meet": sum(not one.overlapping for one in own) > 1,
        "may_define": rules.may_define(viewer, measure.initiative),
        "crumbs": crumbs_of(measure),
    }
    return render(request, "measures/comparison.html", context)


class GroupsPage(MeasurePage):
    """What is said of the groups of a measure."""

    def url_after(self, result: Any) -> str:
        return reverse("measure_comparison", args=[self.record.pk])

    def crumbs(self) -> Crumbs:
        return [*crumbs_of(self.record), ("Groups", self.url_after(None))]


class Reference(GroupsPage):
    """The group of a vocabulary that the others are compared with, frozen until it is changed."""

    form_class = ReferenceForm
    submit = "Choose this group"
    lede = (
        "The others are compared with one group that stays the same. A best group that changes "
        "from period to period makes gaps of its own. It is a point of comparison, not a norm."
    )

    @cached_property
    def vocabulary(self) -> Stratification:
        """The vocabulary that the address names by key."""
        key = self.request.GET.get("by", "")
        own: dict[str, Stratification] = {
            str(one.pk): one for one in self.record.stratifications.all()
        }
        if key not in own:
            raise Http404("This measure has no such vocabulary.")
        return own[key]

    def get_title(self) -> str:
        return f"Reference group: {vocabulary_name(self.vocabulary)}"

    def initial(self) -> dict[str, Any]:
        found = queries.references(self.record).filter(stratification=self.vocabulary).first()
        return {
            "groups": self.vocabulary.strata.filter(absent=""),
            "stratum": found and found.stratum_id,
            "because": found.because if found else "",
        }

    def perform(self, given: dict[str, Any]) -> ReferenceGroup | None:
        return services.choose_reference(
            actor=self.viewer, measure=self.record, stratification=self.vocabulary, **given
        )

    def get_done(self, result: ReferenceGroup | None) -> str:
        if result is None:
            return "The best group with enough people is the reference."
        return f"Groups are compared with {result.stratum}."


class Meeting(GroupsPage):
    """The two vocabularies whose groups are shown where they meet."""

    form_class = MeetingForm
    title = "Where two vocabularies meet"
    lede = (
        "One pair a measure, such as race by age: more pairs would share totals, from which small "
        "counts could be told. What is recorded of other pairs stays and is not shown."
    )
    submit = "Show them so"

    def initial(self) -> dict[str, Any]:
        found = queries.intersection(self.record)
        return {
            "vocabularies": self.record.stratifications.filter(overlapping=False),
            "one": found and found.one_id,
            "other": found and found.other_id,
        }

    def perform(self, given: dict[str, Any]) -> Intersection | None:
        return services.choose_intersection(actor=self.viewer, measure=self.record, **given)

    def get_done(self, result: Intersection | None) -> str:
        return f"{result} is shown." if result else "No two vocabularies are shown together."
