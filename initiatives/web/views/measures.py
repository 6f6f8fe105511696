"""The list of measures, defining one, and changing what it is."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext

from initiatives.base import clock
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer, unless
from initiatives.measures import queries, rules, services
from initiatives.measures.filters import MeasureFilter
from initiatives.measures.models import Measure, OperationalDefinition
from initiatives.measures.rules.lateness import overdue_since
from initiatives.people import queries as people
from initiatives.people.models import User
from initiatives.portfolio import queries as portfolio
from initiatives.portfolio.models import Initiative
from initiatives.web.forms.measures import MeasureRevision, NewMeasure
from initiatives.web.frame import ActionPage, ListPage
from initiatives.web.frame.forms import (
    Choices,
    entity_choices,
    person_choices,
    principle_choices,
)
from initiatives.web.measure_words import period_in_words, vocabulary_label
from initiatives.web.views.asked import key_in, label_of

Crumbs = list[tuple[str, str]]
NOWHERE = _(
    "A measure belongs to an initiative, and you are on none. Charter one, or ask its owner to "
    "add you to the team."
)


class Listed(NamedTuple):
    """A measure of a list: the definition in force, its latest period, since when data are late."""

    measure: Measure
    definition: OperationalDefinition | None
    latest: str
    overdue: date | None


class MeasureList(ListPage):
    """All measures that the viewer may see."""

    list_name = "measures"
    filter_class = MeasureFilter
    template_name = "measures/list.html"
    hidden = ("initiative",)
    orders = (("name", _("Name")), ("-created", _("Newest")), ("created", _("Oldest")))

    def rows(self) -> QuerySet[Measure]:
        return queries.measures(self.viewer)

    def choices(self) -> dict[str, Choices]:
        return {
            "entity": entity_choices(self.viewer),
            "principle": principle_choices(self.viewer),
            "owner": person_choices(people.directory(self.viewer)),
            "initiative": label_of(self.request, "initiative", portfolio.initiatives(self.viewer)),
        }

    def list_context(self, filters: Any, rows: Any, choices: Any) -> dict[str, Any]:
        return super().list_context(filters, rows, choices) | {"listed": listed(self.viewer, rows)}

    def context(self) -> dict[str, Any]:
        return {"may_define": portfolio.editable_initiatives(self.viewer).exists()}


def listed(viewer: User, measures: Iterable[Any]) -> list[Listed]:
    """Measures as lists show them."""
    return [row_of(viewer, measure) for measure in measures]


def row_of(viewer: User, measure: Any) -> Listed:
    """One of them; whether data are late is judged where its owner lives."""
    definition = measure.in_force[0] if measure.in_force else None
    if definition is None:
        return Listed(measure, None, "", None)
    zone = (measure.owner or viewer).time_zone
    overdue = overdue_since(
        clock.today(zone),
        definition.frequency,
        definition.due_days,
        measure.latest,
        timezone.localtime(definition.approved_at, ZoneInfo(zone)).date(),
    )
    latest = period_in_words(measure.latest, definition.frequency) if measure.latest else ""
    return Listed(measure, definition, latest, overdue)


def url_of(measure: Measure) -> str:
    """The page of a measure."""
    return reverse("measure", args=[measure.pk])


def crumbs_of(measure: Measure) -> Crumbs:
    """What lies above the pages that act on a measure."""
    return [(gettext("Measures"), reverse("measure_list")), (measure.reference, url_of(measure))]


class Create(ActionPage):
    """A measure of an initiative, with the draft of its definition."""

    form_class = NewMeasure
    template_name = "measures/new.html"
    title = _("Define a measure")
    lede = _(
        "A few minutes. Data can be recorded once the sponsor or the equity lead has approved "
        "the definition."
    )
    submit = _("Define the measure")

    @cached_property
    def initiative(self) -> Initiative | None:
        """The initiative that the address names."""
        key = key_in(self.request, "initiative")
        return portfolio.initiative(self.viewer, key) if key else None

    @cached_property
    def offered(self) -> QuerySet[Initiative]:
        """The initiatives for which the viewer may define."""
        return portfolio.editable_initiatives(self.viewer)

    def permission(self) -> Answer:
        if self.initiative:
            return rules.may_define(self.viewer, self.initiative)
        return unless(self.offered.exists(), NOWHERE)

    def initial(self) -> dict[str, Any]:
        if self.initiative:
            return {"owner": self.viewer, "kind": self.request.GET.get("kind", "")}
        return {"owner": self.viewer, "initiatives": self.offered}

    def perform(self, given: dict[str, Any]) -> Measure:
        names = ("name", "kind", "why", "owner", "stratifications", "threshold", "floor", "terms")
        return services.define_measure(
            actor=self.viewer,
            initiative=self.initiative or given["initiative"],
            **{name: given[name] for name in names},
        )

    def get_done(self, result: Measure) -> str:
        return gettext(
            "%(reference)s is defined. Its definition waits for the approval of "
            "someone other than you."
        ) % {"reference": result.reference}

    def url_after(self, result: Measure | None) -> str:
        if result:
            return url_of(result)
        if self.initiative:
            return reverse("initiative", args=[self.initiative.pk]) + "#measures"
        return reverse("measure_list")

    def crumbs(self) -> Crumbs:
        return [(gettext("Measures"), reverse("measure_list"))]

    def context(self) -> dict[str, Any]:
        return {"initiative": self.initiative}


class MeasurePage(ActionPage):
    """What the pages that act on a measure share."""

    def find(self) -> Measure:
        return queries.measure(self.viewer, self.kwargs["pk"])

    def permission(self) -> Answer:
        return rules.may_define(self.viewer, self.record.initiative)

    def url_after(self, result: Any) -> str:
        return url_of(self.record)

    def crumbs(self) -> Crumbs:
        return crumbs_of(self.record)


class Edit(MeasurePage):
    """What a measure is, changed; how it is counted changes by a new definition."""

    form_class = MeasureRevision
    template_name = "measures/edit.html"
    submit = _("Save the measure")
    done = _("The measure is saved.")
    names = ("name", "kind", "why", "owner", "threshold", "floor")

    def get_title(self) -> str:
        return gettext("Edit %(name)s") % {"name": self.record.name}

    def initial(self) -> dict[str, Any]:
        chosen = list(self.record.stratifications.all())
        return {name: getattr(self.record, name) for name in self.names} | {"chosen": chosen}

    def perform(self, given: dict[str, Any]) -> Measure:
        return services.revise_measure(actor=self.viewer, measure=self.record, **given)

    def context(self) -> dict[str, Any]:
        return {"chosen": [vocabulary_label(one) for one in self.record.stratifications.all()]}
