"""PDSA cycles: the page of one, planning it, writing its steps, going on, dropping it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext

from initiatives.base.errors import Missing
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer
from initiatives.history import queries as history
from initiatives.measures import queries as measuring
from initiatives.measures import services as measures
from initiatives.portfolio import queries, rules, services
from initiatives.portfolio.choices import STEPS, CycleStep
from initiatives.portfolio.models import Driver, PdsaCycle
from initiatives.portfolio.rules.cycles import missing_to_go_on, next_step
from initiatives.web.forms.method import FORM_OF, MeasuresForm, PlanForm
from initiatives.web.frame import ActionPage, page, viewer_of
from initiatives.web.frame.forms import ReasonForm, ViewerForm
from initiatives.web.views.asked import record_in
from initiatives.web.views.diagrams import Crumbs, crumbs_below, outline_url

EVENTS_SHOWN = 20


def cycle_url(cycle: PdsaCycle) -> str:
    return reverse("cycle", args=[cycle.pk])


@page
def cycle(request: HttpRequest, pk: int) -> HttpResponse:
    """One cycle with its ramp, its steps and what the next one asks for."""
    viewer = viewer_of(request)
    found = queries.cycle(viewer, pk)
    edit = reverse("cycle_edit", args=[found.pk])
    step = next_step(found.step)
    context = {
        "cycle": found,
        "steps": [CycleStep(one) for one in STEPS],
        "next": CycleStep(step) if step else None,
        "missing": [(one.message, f"{edit}#id_{place(one)}") for one in missing_to_go_on(found)],
        "ramp": queries.cycles(viewer).filter(idea=found.idea),
        "measures": measuring.linked_to_cycle(viewer, found),
        "may_edit": rules.may_edit(viewer, found.idea.initiative),
        "may_drop": found.step in (CycleStep.PLAN, CycleStep.DO),
        "over": found.step in (CycleStep.DONE, CycleStep.DROPPED),
        "events": history.events_about(viewer, found)[:EVENTS_SHOWN],
        "crumbs": crumbs_below(found.idea.initiative),
    }
    return render(request, "method/cycle.html", context)


def place(missing: Missing) -> str:
    """The field of the form where a thing that a gate asks for is written."""
    return "group_1" if missing.field == "groups" else missing.field


class CyclePage(ActionPage):
    """What the pages that change a cycle share."""

    record: PdsaCycle

    def find(self) -> PdsaCycle:
        return queries.cycle(self.viewer, self.kwargs["pk"])

    def permission(self) -> Answer:
        return rules.may_edit(self.viewer, self.record.idea.initiative)

    def url_after(self, result: Any) -> str:
        return cycle_url(self.record)

    def crumbs(self) -> Crumbs:
        return [
            *crumbs_below(self.record.idea.initiative),
            (str(self.record), cycle_url(self.record)),
        ]

    def link_for(self, missing: Missing) -> str:
        return f"{reverse('cycle_edit', args=[self.record.pk])}#id_{place(missing)}"


class Create(ActionPage):
    """A new cycle of an idea; `follows` in the address is the one that it goes on with."""

    form_class = PlanForm
    title = _("Plan a cycle")
    submit = _("Save the plan")
    done = _("The cycle is planned. The page says what is still missing before it is carried out.")

    def find(self) -> Driver:
        return queries.ideas(self.viewer).get(pk=self.kwargs["pk"])

    def permission(self) -> Answer:
        return rules.may_edit(self.viewer, self.record.initiative)

    @cached_property
    def follows(self) -> PdsaCycle | None:
        cycles = queries.cycles(self.viewer).filter(idea=self.record)
        return record_in(self.request, "follows", cycles)

    def get_form(self, *data: Any) -> ViewerForm:
        earlier = self.follows
        initial: dict[str, Any] = {"owner": self.viewer.pk}
        if earlier:
            initial |= {"scale": earlier.scale, "title": earlier.title}
        return PlanForm(*data, viewer=self.viewer, initial=initial)

    def context(self) -> dict[str, Any]:
        earlier = self.follows
        said = gettext("It tests: %(idea)s. No names of patients.")
        if earlier:
            said = gettext("It tests: %(idea)s. It follows %(earlier)s. No names of patients.")
        return {"lede": said % {"idea": self.record, "earlier": str(earlier).lower()}}

    def perform(self, given: dict[str, Any]) -> PdsaCycle:
        about = {"actor": self.viewer, "idea": self.record, "follows": self.follows}
        return services.plan_cycle(**about, **given)

    def url_after(self, result: Any) -> str:
        return cycle_url(result) if result else outline_url(self.record.initiative)

    def crumbs(self) -> Crumbs:
        return crumbs_below(self.record.initiative)


class Edit(CyclePage):
    """What the step of the cycle asks for."""

    def permission(self) -> Answer:
        if self.record.step not in FORM_OF:
            return Answer(gettext("This cycle is over, so it stays as it is."))
        return super().permission()

    def get_title(self) -> str:
        return f"{self.record}: {self.record.get_step_display().lower()}"

    def get_form(self, *data: Any) -> ViewerForm:
        form = FORM_OF[self.record.step]
        one = self.record
        initial = {name: getattr(one, name, "") for name in form.base_fields}
        initial |= {"owner": one.owner_id, "named": one.owner, "version": one.version}
        for at, group in enumerate(one.groups.all(), 1):
            initial |= {f"group_{at}": group.group, f"finding_{at}": group.finding}
            initial[f"learning_{at}"] = group.learning
        return form(*data, viewer=self.viewer, initial=initial)

    def perform(self, given: dict[str, Any]) -> PdsaCycle:
        return services.write_cycle(actor=self.viewer, cycle=self.record, **given)


class Advance(CyclePage):
    """On to the next step."""

    def get_title(self) -> str:
        step = next_step(self.record.step)
        return (
            gettext("Go on to %(CycleStep)s") % {"CycleStep": CycleStep(step).label.lower()}
            if step
            else gettext("This cycle is over")
        )

    @property
    def submit(self) -> str:  # type: ignore[override]
        return self.get_title()

    def context(self) -> dict[str, Any]:
        fixed = gettext("From now on its question and prediction stand as they are.")
        lede = fixed if self.record.step == CycleStep.PLAN else f"{self.record}."
        return {"lede": lede, "missing": self.links(missing_to_go_on(self.record))}

    def perform(self, given: dict[str, Any]) -> PdsaCycle:
        return services.advance_cycle(actor=self.viewer, cycle=self.record, **given)

    def get_done(self, result: Any) -> str:
        return gettext("%(result)s is now at: %(step)s.") % {
            "result": result,
            "step": result.get_step_display().lower(),
        }


class Drop(CyclePage):
    """A cycle that will not be carried out."""

    form_class = ReasonForm
    title = _("Drop this cycle?")
    submit = _("Drop it")
    danger = True
    done = _("The cycle is dropped. It stays on record.")

    def perform(self, given: dict[str, Any]) -> PdsaCycle:
        return services.drop_cycle(actor=self.viewer, cycle=self.record, **given)


class Measures(CyclePage):
    """Which measures it should change; it is drawn on their charts."""

    form_class = MeasuresForm
    title = _("Measures of this cycle")
    lede = _("Once it began, the cycle is drawn on their charts.")
    done = _("Its measures are chosen.")

    def initial(self) -> dict[str, Any]:
        initiative = self.record.idea.initiative_id
        return {
            "offered": measuring.measures(self.viewer).filter(initiative=initiative),
            "measures": measuring.linked_to_cycle(self.viewer, self.record),
        }

    def perform(self, given: dict[str, Any]) -> PdsaCycle:
        return measures.link_cycle(actor=self.viewer, cycle=self.record, **given)
