"""The filters that tell initiatives apart by when they began and how far they have come.

They are part of `InitiativeFilter`; docs/analytics.md says which figures they serve.
"""

from datetime import date, datetime, time, timedelta

import django_filters as filters
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from initiatives.base.filtering import FlagFilter, KeyFilter
from initiatives.base.lazy import gettext_lazy as _
from initiatives.portfolio.models import Alignment, Initiative
from initiatives.portfolio.queries.assessed import is_reviewed


def begins(day: date) -> datetime:
    """When a day begins where the system is, the same for everybody and every front."""
    return datetime.combine(day, time(), timezone.get_default_timezone())


class CohortFilter(filters.FilterSet):
    """By edition of principles, first day, equity review, figures by group, and a later look."""

    framework = KeyFilter(method="by_framework", label=_("Edition of principles"))
    chartered_since = filters.DateFilter(method="by_first_day", label=_("Chartered on or after"))
    chartered_until = filters.DateFilter(method="by_last_day", label=_("Chartered on or before"))
    reviewed = FlagFilter(method="by_review", label=_("Assessed against every principle it serves"))
    stratified = FlagFilter(method="by_groups", label=_("Has figures by group"))
    looked = FlagFilter(
        field_name="handover__looked_on",
        lookup_expr="isnull",
        exclude=True,
        label=_("Somebody looked whether it lasted"),
    )

    def by_framework(self, rows: QuerySet[Initiative], name: str, pk: int) -> QuerySet[Initiative]:
        served = Alignment.objects.filter(initiative=OuterRef("pk"), principle__framework=int(pk))
        return rows.filter(Exists(served))

    def by_first_day(
        self, rows: QuerySet[Initiative], name: str, day: date
    ) -> QuerySet[Initiative]:
        return rows.filter(created_at__gte=begins(day))

    def by_last_day(self, rows: QuerySet[Initiative], name: str, day: date) -> QuerySet[Initiative]:
        """None is chartered after the last day that there is."""
        return rows.filter(created_at__lt=begins(day + timedelta(1))) if day < date.max else rows

    def by_review(
        self, rows: QuerySet[Initiative], name: str, wanted: bool
    ) -> QuerySet[Initiative]:
        return rows.filter(is_reviewed() if wanted else ~is_reviewed())

    def by_groups(
        self, rows: QuerySet[Initiative], name: str, wanted: bool
    ) -> QuerySet[Initiative]:
        """Measures are a package above, so they are asked for by the name of their relation."""
        figures = Initiative.objects.filter(
            pk=OuterRef("pk"),
            measures__observations__replaced_by__isnull=True,
            measures__observations__stratum__isnull=False,
        )
        return rows.filter(Exists(figures) if wanted else ~Exists(figures))
