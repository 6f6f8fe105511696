"""Of what and of when the figures speak, and the lists that this narrows.

The period chooses records by when they began: initiatives by the day they were chartered,
shortfalls by the day they were found. Whatever was chosen is told as it stands now.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils.translation import gettext

from initiatives.base.days import full_month
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.months import last_day
from initiatives.framework.models import Framework, Principle
from initiatives.people.models import Entity, User
from initiatives.portfolio.filters import InitiativeFilter
from initiatives.portfolio.models import Initiative
from initiatives.portfolio.rules import visible_initiatives
from initiatives.shortfalls.filters import ShortfallFilter
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.rules import visible_shortfalls

ANOTHER = _("This principle is not part of that edition. Choose one of the two.")


def mismatch(principle: Principle | None, framework: Framework | None) -> str:
    """What is wrong with a principle beside an edition; nothing where they go together."""
    if principle and framework and principle.framework_id != framework.pk:
        return ANOTHER
    return ""


@dataclass(frozen=True)
class Cohort:
    """An entity with all below it, a principle, an edition of principles; the months of a period.

    What is left out narrows nothing. `since` and `until` are first days of months, both included.
    """

    entity: Entity | None = None
    principle: Principle | None = None
    framework: Framework | None = None
    since: date | None = None
    until: date | None = None

    @property
    def matter(self) -> dict[str, Any]:
        """Where, and about what, as the filters of lists take it."""
        named = {"entity": self.entity, "principle": self.principle, "framework": self.framework}
        return {name: record.pk for name, record in named.items() if record is not None}

    def period(self, since: str, until: str) -> dict[str, str]:
        """The period as the filters of these names take it."""
        ends = {since: self.since, until: last_day(self.until) if self.until else None}
        return {name: day.isoformat() for name, day in ends.items() if day}

    @property
    def chartered(self) -> dict[str, Any]:
        """What the list of initiatives is asked for."""
        return self.matter | self.period("chartered_since", "chartered_until")

    @property
    def found(self) -> dict[str, Any]:
        """What the shortfall log is asked for."""
        return self.matter | self.period("found_since", "found_until")

    def initiatives(self, viewer: User, **more: Any) -> QuerySet[Initiative]:
        """Those that the viewer may see, by the filters of their list."""
        rows = visible_initiatives(viewer)
        return InitiativeFilter(self.chartered | more, queryset=rows).qs.order_by()

    def initiatives_query(self, **more: Any) -> str:
        """The query string of the same list."""
        return urlencode(self.chartered | more, doseq=True)

    def shortfalls(self, viewer: User, **more: Any) -> QuerySet[Shortfall]:
        """Those that the viewer may see, by the filters of the log."""
        rows = visible_shortfalls(viewer)
        return ShortfallFilter(self.found | more, queryset=rows).qs.order_by()

    def shortfalls_query(self, **more: Any) -> str:
        """The query string of the log."""
        return urlencode(self.found | more, doseq=True)

    def __str__(self) -> str:
        where = self.entity.name if self.entity else gettext("Everything in sight")
        about = [str(one) for one in (self.framework, self.principle) if one]
        since = (
            [gettext("from %(since)s") % {"since": full_month(self.since)}] if self.since else []
        )
        until = (
            [gettext("until %(until)s") % {"until": full_month(self.until)}] if self.until else []
        )
        return ", ".join([where, *about, *since, *until])
