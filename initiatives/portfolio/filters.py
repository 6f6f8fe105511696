"""The filters of the initiative list, the same for pages, API, saved views and tiles."""

import django_filters as filters
from django.db.models import Exists, OuterRef, Q, QuerySet

from initiatives.accountability.queries import overdue
from initiatives.base.filtering import ChoicesFilter, FlagFilter, KeyFilter
from initiatives.base.references import key_of
from initiatives.portfolio.choices import (
    CycleScale,
    CycleStep,
    Decision,
    DriverKind,
    IdeaState,
    Stage,
)
from initiatives.portfolio.models import Alignment, Driver, Initiative, PdsaCycle, Place


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


class DriverFilter(filters.FilterSet):
    """By initiative, what it hangs on, kind, state of an idea, and whether it is retired."""

    initiative = KeyFilter(field_name="initiative_id", label="Initiative")
    parent = KeyFilter(field_name="parent_id", label="Hangs on")
    kind = ChoicesFilter(choices=DriverKind.choices, label="Kind")
    state = ChoicesFilter(choices=IdeaState.choices, label="State")
    standing = FlagFilter(field_name="retired_at", lookup_expr="isnull", label="Not retired")

    class Meta:
        model = Driver
        fields: tuple[str, ...] = ()


class CycleFilter(filters.FilterSet):
    """By initiative, idea, step, scale, decision and owner."""

    initiative = KeyFilter(field_name="idea__initiative_id", label="Initiative")
    idea = KeyFilter(field_name="idea_id", label="Change idea")
    step = ChoicesFilter(choices=CycleStep.choices, label="Step")
    scale = ChoicesFilter(choices=CycleScale.choices, label="Scale")
    decision = ChoicesFilter(choices=Decision.choices, label="Decision")
    owner = KeyFilter(field_name="owner_id", label="Owner")
    ordering = filters.OrderingFilter(
        fields=[("planned_until", "planned_until"), ("began_on", "began_on")], label="Order"
    )

    class Meta:
        model = PdsaCycle
        fields: tuple[str, ...] = ()
