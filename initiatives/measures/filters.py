"""The filters of measures, the same for pages and API."""

import django_filters as filters
from django.db.models import Exists, OuterRef, Q, QuerySet

from initiatives.base.filtering import ChoicesFilter, FlagFilter, KeyFilter
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.references import key_of
from initiatives.framework.models import Principle
from initiatives.measures.choices import MeasureKind, ObservationState, SignalKind, SignalState
from initiatives.measures.models import Measure, Observation, Signal
from initiatives.people.models import Entity


class MeasureFilter(filters.FilterSet):
    """By text, initiative, kind, owner and place."""

    q = filters.CharFilter(method="by_text", label=_("Name or reference"))
    initiative = KeyFilter(field_name="initiative_id", label=_("Initiative"))
    kind = ChoicesFilter(choices=MeasureKind.choices, label=_("Kind"))
    owner = KeyFilter(field_name="owner_id", label=_("Owner"))
    entity = KeyFilter(method="by_place", label=_("Entity, with everything below it"))
    principle = KeyFilter(method="by_principle", label=_("Principle"))
    stratified = FlagFilter(method="by_stratified", label=_("Looked at by group"))
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

    def by_principle(self, rows: QuerySet[Measure], name: str, pk: int) -> QuerySet[Measure]:
        """Of initiatives aligned with it."""
        served = Principle.objects.filter(pk=int(pk), alignments__isnull=False).order_by()
        return rows.filter(initiative__in=served.values("alignments__initiative"))

    def by_stratified(self, rows: QuerySet[Measure], name: str, wanted: bool) -> QuerySet[Measure]:
        """With a vocabulary by which it is looked at, or with none."""
        by_group = Measure.stratifications.through.objects.filter(measure=OuterRef("pk"))
        return rows.filter(Exists(by_group) if wanted else ~Exists(by_group))


class SignalFilter(filters.FilterSet):
    """By text, state, what was seen, measure, initiative, place and principle."""

    q = filters.CharFilter(method="by_text", label=_("What was seen, or reference"))
    state = ChoicesFilter(choices=SignalState.choices, label=_("State"))
    kind = ChoicesFilter(choices=SignalKind.choices, label=_("What was seen"))
    measure = KeyFilter(field_name="measure_id", label=_("Measure"))
    initiative = KeyFilter(field_name="measure__initiative_id", label=_("Initiative"))
    entity = KeyFilter(method="by_place", label=_("Entity, with everything below it"))
    principle = KeyFilter(method="by_principle", label=_("Principle"))
    sponsor = KeyFilter(
        field_name="measure__initiative__sponsor_id", label=_("Sponsor of its initiative")
    )
    population = filters.CharFilter(
        field_name="measure__initiative__population",
        lookup_expr="icontains",
        label=_("Population of its initiative"),
    )
    ordering = filters.OrderingFilter(
        fields=[("created_at", "created_at"), ("ends", "ends"), ("state", "state")], label="Order"
    )

    class Meta:
        model = Signal
        fields: tuple[str, ...] = ()

    def by_text(self, rows: QuerySet[Signal], name: str, text: str) -> QuerySet[Signal]:
        key = key_of(text, Signal.prefix)
        words = Q(title__icontains=text)
        return rows.filter(words | Q(pk=key) if key else words)

    def by_place(self, rows: QuerySet[Signal], name: str, pk: int) -> QuerySet[Signal]:
        """Of initiatives that take place there."""
        below = Entity.objects.filter(lineage__contains=[int(pk)], places__isnull=False)
        return rows.filter(measure__initiative__in=below.order_by().values("places__initiative"))

    def by_principle(self, rows: QuerySet[Signal], name: str, pk: int) -> QuerySet[Signal]:
        """Of initiatives aligned with it."""
        served = Principle.objects.filter(pk=int(pk), alignments__isnull=False).order_by()
        return rows.filter(measure__initiative__in=served.values("alignments__initiative"))


class ObservationFilter(filters.FilterSet):
    """By vocabulary, group and state, and by period. No filter tells a figure."""

    vocabulary = KeyFilter(field_name="stratum__stratification_id", label=_("Vocabulary"))
    group = KeyFilter(field_name="stratum_id", label=_("Group"))
    everybody = FlagFilter(field_name="stratum", lookup_expr="isnull", label=_("Everybody alone"))
    state = ChoicesFilter(choices=ObservationState.choices, label=_("State"))
    since = filters.DateFilter(field_name="starts", lookup_expr="gte", label=_("From"))
    until = filters.DateFilter(field_name="starts", lookup_expr="lte", label=_("Until"))

    class Meta:
        model = Observation
        fields: tuple[str, ...] = ()
