"""What happened, for the charts of a measure: add an event, take one off."""

from typing import Any

from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures import queries, services
from initiatives.measures.models import Annotation, Measure
from initiatives.web.forms.charting import EventForm
from initiatives.web.views.measure_phases import phases_url
from initiatives.web.views.measures import Crumbs, MeasurePage, crumbs_of


class Annotate(MeasurePage):
    """Something that happened, for the charts."""

    form_class = EventForm
    title = _("Add an event to the charts")
    lede = _(
        "What happened that readers of the charts should know: a test of change, a new form, a "
        "flood. It explains nothing by itself. No names of patients."
    )
    submit = _("Add the event")
    done = _("The event is on the charts.")

    def perform(self, given: dict[str, Any]) -> Annotation:
        return services.add_annotation(actor=self.viewer, measure=self.record, **given)


class RemoveEvent(MeasurePage):
    """An event off the charts."""

    title = _("Take this event off the charts?")
    submit = _("Take it off")
    danger = True
    done = _("The event is off the charts. The history keeps it.")
    template_name = "measures/remove_event.html"

    def find(self) -> Measure:
        self.event = queries.annotation(self.viewer, self.kwargs["pk"])
        return queries.measure(self.viewer, self.event.measure_id)

    def perform(self, given: dict[str, Any]) -> Annotation:
        return services.remove_annotation(actor=self.viewer, annotation=self.event, **given)

    def url_after(self, result: Any) -> str:
        return phases_url(self.record)

    def crumbs(self) -> Crumbs:
        return [*crumbs_of(self.record), (gettext("Phases and events"), phases_url(self.record))]

    def context(self) -> dict[str, Any]:
        return {"event": self.event}
