"""Pages that do something to one measure."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from initiatives.base.permission import Answer
from initiatives.measures import queries, rules
from initiatives.measures.models import Measure, OperationalDefinition
from initiatives.web.figures import agreed
from initiatives.web.frame import ActionPage


class MeasurePage(ActionPage):
    """What the pages that put figures into a measure share."""

    def find(self) -> Measure:
        return queries.measure(self.viewer, self.kwargs["pk"])

    def permission(self) -> Answer:
        return rules.may_record(self.viewer, self.record)

    @cached_property
    def definition(self) -> OperationalDefinition | None:
        """The definition in force; nothing before one is approved."""
        return agreed(self.record)

    def url_after(self, result: Any) -> str:
        return reverse("measure", args=[self.record.pk])

    def crumbs(self) -> list[tuple[str, str]]:
        return [
            (_("Measures"), reverse("measure_list")),
            (self.record.name, reverse("measure", args=[self.record.pk])),
        ]
