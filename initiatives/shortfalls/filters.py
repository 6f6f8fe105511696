"""The filters of the shortfall log, the same for pages, API, saved views and tiles."""

import django_filters as filters
from django.db.models import Q, QuerySet

from initiatives.base.filtering import ChoicesFilter, FlagFilter, KeyFilter
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.references import key_of
from initiatives.shortfalls.choices import FoundBy, Severity, ShortfallState
from initiatives.shortfalls.models import Shortfall, ShortfallSource


class ShortfallFilter(filters.FilterSet):
    """By text, state, severity, principle, entity, initiative and people."""

    q = filters.CharFilter(method="by_text", label=_("What fell short, or reference"))
    state = ChoicesFilter(choices=ShortfallState.choices, label=_("State"))
    severity = ChoicesFilter(choices=Severity.choices, label=_("Severity"))
    found_by = filters.ChoiceFilter(
        choices=FoundBy.choices, method="by_source", label=_("How it was found")
    )
    principle = KeyFilter(field_name="principle_id", label=_("Principle"))
    framework = KeyFilter(field_name="principle__framework_id", label=_("Edition of principles"))
    entity = KeyFilter(method="by_place", label=_("Entity, with everything below it"))
    initiative = KeyFilter(field_name="initiative_id", label=_("Initiative"))
    owner = KeyFilter(field_name="owner_id", label=_("Owner"))
    unowned = FlagFilter(field_name="owner", lookup_expr="isnull", label=_("No owner"))
    sponsor = KeyFilter(field_name="initiative__sponsor_id", label=_("Sponsor of its initiative"))
    population = filters.CharFilter(
        field_name="initiative__population",
        lookup_expr="icontains",
        label=_("Population of its initiative"),
    )
    found_since = filters.DateFilter(
        field_name="found_on", lookup_expr="gte", label=_("Found on or after")
    )
    found_until = filters.DateFilter(
        field_name="found_on", lookup_expr="lte", label=_("Found on or before")
    )
    ordering = filters.OrderingFilter(
        fields=[
            ("found_on", "found_on"),
            ("severity_rank", "severity"),
            ("state", "state"),
            ("title", "title"),
        ],
        label="Order",
    )

    class Meta:
        model = Shortfall
        fields: tuple[str, ...] = ()

    def by_text(self, rows: QuerySet[Shortfall], name: str, text: str) -> QuerySet[Shortfall]:
        key = key_of(text, Shortfall.prefix)
        words = Q(title__icontains=text) | Q(affected__icontains=text)
        return rows.filter(words | Q(pk=key) if key else words)

    def by_source(self, rows: QuerySet[Shortfall], name: str, kind: str) -> QuerySet[Shortfall]:
        """Found in this way, be it itself or something that was merged into it."""
        found = ShortfallSource.objects.filter(kind=kind).order_by().values("shortfall")
        merged = Shortfall.objects.filter(pk__in=found, merged_into__isnull=False).order_by()
        return rows.filter(Q(pk__in=found) | Q(pk__in=merged.values("merged_into")))

    def by_place(self, rows: QuerySet[Shortfall], name: str, pk: int) -> QuerySet[Shortfall]:
        return rows.filter(entity__lineage__contains=[int(pk)])
