"""The filters of the initiative list, the same for pages, API, saved views and tiles."""

import django_filters as filters
from django.db.models import Exists, OuterRef, Q, QuerySet

from initiatives.accountability.queries import overdue
from initiatives.base.filtering import ChoicesFilter, FlagFilter, KeyFilter
from initiatives.base.references import key_of
from initiatives.portfolio.choices import Stage
from initiatives.portfolio.models import Alignment, Initiative, Place


class InitiativeFilter(filters.FilterSet):
    """By text, entity, principle, stage, people and what is overdue."""

    q = filters.CharFilter(method="by_text", label="Title or reference")
    entity = KeyFilter(method="by_place", label="Entity, with everything below it")
    principle = KeyFilter(method="by_principle", label="Principle")
    stage = ChoicesFilter(choices=Stage.choices, label="Stage")
    owner = KeyFilter(field_name="owner_id", label="Accountable owner")
    sponsor = KeyFilter(field_name="sponsor_id", label="Sponsor")
    overdue = FlagFilter(method="by_overdue", label="Something is overdue")
    unowned = FlagFilter(field_name="owner", lookup_expr="isnull", label="No owner")
    ordering = filters.OrderingFilter(
        fields=[(name, name) for name in ("title", "target_on", "stage", "active_at")]
        + [("id", "reference")],
        label="Order",
    )

    class Meta:
        model = Initiative
        fields: tuple[str, ...] = ()

    def by_text(self, rows: QuerySet[Initiative], name: str, text: str) -> QuerySet[Initiative]:
        key = key_of(text, Initiative.prefix)
        return rows.filter(
            Q(title__icontains=text) | Q(pk=key) if key else Q(title__icontains=text)
        )

    def by_place(self, rows: QuerySet[Initiative], name: str, pk: int) -> QuerySet[Initiative]:
        places = Place.objects.filter(
            initiative=OuterRef("pk"), entity__lineage__contains=[int(pk)]
        )
        return rows.filter(Exists(places))

    def by_principle(self, rows: QuerySet[Initiative], name: str, pk: int) -> QuerySet[Initiative]:
        aligned = Alignment.objects.filter(initiative=OuterRef("pk"), principle=int(pk))
        return rows.filter(Exists(aligned))

    def by_overdue(
        self, rows: QuerySet[Initiative], name: str, wanted: bool
    ) -> QuerySet[Initiative]:
        late = Initiative.objects.filter(overdue("commitments__"), pk=OuterRef("pk"))
        return rows.filter(Exists(late) if wanted else ~Exists(late))
