"""The filters of the initiative list, the same for pages, API, saved views and tiles."""

import django_filters as filters
from django.db.models import Exists, OuterRef, Q, QuerySet

from initiatives.accountability.queries import overdue
from initiatives.base.filtering import ChoicesFilter, FlagFilter, KeyFilter
from initiatives.base.references import key_of
from initiatives.framework.models import Principle
from initiatives.portfolio.choices import (
    Checkpoint,
    CycleScale,
    CycleStep,
    Decision,
    DriverKind,
    IdeaState,
    Lasted,
    Outcome,
    Rating,
    Stage,
)
from initiatives.portfolio.models import (
    Alignment,
    Assessment,
    Driver,
    Initiative,
    PdsaCycle,
    Place,
)
from initiatives.portfolio.queries.assessed import latest_of_each, of_all_editions


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
    on_hold = FlagFilter(
        field_name="on_hold_since", lookup_expr="isnull", exclude=True, label="On hold"
    )
    outcome = ChoicesFilter(
        choices=Outcome.choices, field_name="handover__outcome", label="How it ended"
    )
    lasted = ChoicesFilter(
        choices=Lasted.choices, field_name="handover__lasted", label="Whether it lasted"
    )
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


class AssessmentFilter(filters.FilterSet):
    """By what was assessed, where, when in its life, on which days, and how it stood."""

    alignment = KeyFilter(field_name="alignment_id", label="Alignment")
    initiative = KeyFilter(field_name="alignment__initiative_id", label="Initiative")
    principle = KeyFilter(method="by_principle", label="Principle, of every edition")
    entity = KeyFilter(field_name="alignment__initiative__entity_id", label="Entity")
    checkpoint = ChoicesFilter(choices=Checkpoint.choices, label="Checkpoint")
    rating = ChoicesFilter(choices=Rating.choices, label="Rating")
    assessor = KeyFilter(field_name="assessor_id", label="Assessor")
    latest = FlagFilter(method="by_latest", label="The latest of its initiative")
    after = filters.DateFilter(field_name="assessed_on", lookup_expr="gte", label="From")
    before = filters.DateFilter(field_name="assessed_on", lookup_expr="lte", label="Until")

    class Meta:
        model = Assessment
        fields: tuple[str, ...] = ()

    def by_principle(self, rows: QuerySet[Assessment], name: str, pk: int) -> QuerySet[Assessment]:
        principle = Principle.objects.select_related("framework").filter(pk=int(pk)).first()
        return rows.filter(of_all_editions(principle)) if principle else rows.none()

    def by_latest(
        self, rows: QuerySet[Assessment], name: str, wanted: bool
    ) -> QuerySet[Assessment]:
        return rows.filter(latest_of_each()) if wanted else rows.exclude(latest_of_each())


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
