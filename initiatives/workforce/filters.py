"""The filters of counts, benchmarks and job families."""

import django_filters as filters
from django.db.models import QuerySet

from initiatives.base.filtering import ChoicesFilter, FlagFilter, KeyFilter
from initiatives.base.lazy import gettext_lazy as _
from initiatives.workforce.choices import BenchmarkKind
from initiatives.workforce.models import CommunityBenchmark, JobFamily, WorkforceCount


class CountFilter(filters.FilterSet):
    """By place, job family, vocabulary, and whether it stands."""

    entity = KeyFilter(field_name="entity_id", label=_("Entity"))
    family = KeyFilter(field_name="family_id", label=_("Job family"))
    stratification = KeyFilter(field_name="stratification_id", label=_("Vocabulary"))
    standing = FlagFilter(
        field_name="superseded_at", lookup_expr="isnull", label=_("Not corrected since")
    )

    class Meta:
        model = WorkforceCount
        fields: tuple[str, ...] = ()


class BenchmarkFilter(filters.FilterSet):
    """By place, kind, job family, vocabulary, and whether it stands."""

    entity = KeyFilter(field_name="entity_id", label=_("Entity"))
    kind = ChoicesFilter(choices=BenchmarkKind.choices, label=_("Kind"))
    family = KeyFilter(field_name="family_id", label=_("Job family"))
    stratification = KeyFilter(field_name="stratification_id", label=_("Vocabulary"))
    standing = FlagFilter(
        field_name="superseded_at", lookup_expr="isnull", label=_("Not corrected since")
    )

    class Meta:
        model = CommunityBenchmark
        fields: tuple[str, ...] = ()


class FamilyFilter(filters.FilterSet):
    """By whether it is retired."""

    retired = FlagFilter(method="by_retired", label=_("Retired"))

    class Meta:
        model = JobFamily
        fields: tuple[str, ...] = ()

    def by_retired(
        self, rows: QuerySet[JobFamily], name: str, retired: bool
    ) -> QuerySet[JobFamily]:
        return rows.filter(retired_at__isnull=not retired)
