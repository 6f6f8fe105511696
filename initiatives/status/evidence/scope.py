"""Where and when evidence is looked for, and the lists that this narrows."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from initiatives.measures.filters import MeasureFilter
from initiatives.measures.models import Measure
from initiatives.measures.rules import visible_measures
from initiatives.people.models import Entity, User
from initiatives.portfolio.filters import InitiativeFilter
from initiatives.portfolio.models import Initiative
from initiatives.portfolio.rules import visible_initiatives
from initiatives.shortfalls.filters import ShortfallFilter
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.queries import shortfalls

STATES = ("open", "closed")  # what is not decided, set aside or merged is no evidence


def period_complaint(since: date | None, until: date | None) -> str:
    """What is wrong with a period; nothing where it can be."""
    if since and until and since > until:
        return _("The end of the period lies before its start.")
    return ""


@dataclass(frozen=True)
class Scope:
    """One entity with all below it, or everything; a period, both ends included, or all time.

    The period narrows what has a day: assessments by the day they were made, shortfalls by the day
    they were found. Initiatives and measures are those that there are.
    """

    entity: Entity | None = None
    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether a day lies in the period."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )

    @property
    def place(self) -> dict[str, Any]:
        """The entity as the filters of lists take it."""
        return {"entity": self.entity.pk} if self.entity else {}

    @property
    def period(self) -> dict[str, Any]:
        """The period as the filter of the shortfall log takes it."""
        ends = {"found_since": self.since, "found_until": self.until}
        return {name: day.isoformat() for name, day in ends.items() if day}

    def initiatives(self, viewer: User) -> QuerySet[Initiative]:
        """Those that the viewer may see, by the filters of their list."""
        return InitiativeFilter(self.place, queryset=visible_initiatives(viewer)).qs.order_by()

    def measures(self, viewer: User) -> QuerySet[Measure]:
        """Those that are looked at by group and that the viewer may see."""
        asked = self.place | {"stratified": "true"}
        return MeasureFilter(asked, queryset=visible_measures(viewer)).qs.order_by()

    def shortfalls(self, viewer: User) -> QuerySet[Shortfall]:
        """Open and closed ones that the log shows the viewer."""
        asked = self.place | self.period | {"state": list(STATES)}
        return ShortfallFilter(asked, queryset=shortfalls(viewer)).qs.order_by()

    def initiatives_query(self, principle: int) -> str:
        """The query string of the list of initiatives."""
        return urlencode({"principle": principle} | self.place)

    def measures_query(self, principle: int) -> str:
        """The query string of the list of measures."""
        return urlencode({"principle": principle} | self.place | {"stratified": "true"})

    def shortfalls_query(self, principle: int, state: str) -> str:
        """The query string of the shortfall log."""
        return urlencode({"principle": principle} | self.place | self.period | {"state": state})

    def assessed_within(self) -> dict[str, date]:
        """The period as conditions on assessments."""
        ends = {"assessed_on__gte": self.since, "assessed_on__lte": self.until}
        return {name: day for name, day in ends.items() if day}

    def __str__(self) -> str:
        where = self.entity.name if self.entity else _("Everything in sight")
        since = _(", from %(since)s") % {"since": self.since.isoformat()} if self.since else ""
        until = _(", until %(until)s") % {"until": self.until.isoformat()} if self.until else ""
        return f"{where}{since}{until}"
