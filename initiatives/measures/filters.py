"""The filters of measures, the same for pages and API."""

import django_filters as filters
from django.db.models import Q, QuerySet

from initiatives.base.filtering import ChoicesFilter, KeyFilter
from initiatives.base.references import key_of
from initiatives.measures.choices import MeasureKind
from initiatives.measures.models import Measure


class MeasureFilter(filters.FilterSet):
    """By text, initiative, kind, owner and place."""

    q = filters.CharFilter(method="by_text", label="Name or reference")
    initiative = KeyFilter(field_name="initiative_id", label="Initiative")
    kind = ChoicesFilter(choices=MeasureKind.choices, label="Kind")
    owner = KeyFilter(field_name="owner_id", label="Owner")
    entity = KeyFilter(method="by_place", label="Entity, with everything below it")
    ordering = filters.OrderingFilter(
        fields=[("name", "name"), ("created_at", "created")], label="Order"
    )

    class Meta:
        model = Measure
        fields: tuple[str, ...] = ()

    def by_text(self, rows: QuerySet[Measure], name: str, text: str) -> QuerySet[Measure]:
        key = key_of(text, Measure.prefix)
        words = Q(name__icontains=text)
        return rows.filter(words | Q(pk=key) if key else words)

    def by_place(self, rows: QuerySet[Measure], name: str, pk: int) -> QuerySet[Measure]:
        return rows.filter(initiative__entity__lineage__contains=[int(pk)])
