"""The filters of the initiative list, the same for pages, API, saved views and tiles."""

from datetime import date

import django_filters as filters
from django.db.models import Exists, OuterRef, Q, QuerySet

from initiatives.accountability.queries import overdue
from initiatives.base import clock
from initiatives.base.filtering import ChoicesFilter, FlagFilter, KeyFilter
from initiatives.base.lazy import gettext_lazy as _
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
    SaidStatus,
    Stage,
)
from initiatives.portfolio.cohort_filters import CohortFilter
from initiatives.portfolio.models import (
    Alignment,
    Assessment,
    Driver,
    Initiative,
    PdsaCycle,
    Place,
    Review,
)
from initiatives.portfolio.queries.assessed import latest_of_each, of_all_editions
from initiatives.portfolio.queries.reviews import apart
from initiatives.portfolio.rules.stalling import stalled


class InitiativeFilter(CohortFilter):
    """By text, entity, principle, stage, people, what is overdue and what has stalled."""

    q = filters.CharFilter(method="by_text", label=_("Title or reference"))
    entity = KeyFilter(method="by_place", label=_("Entity, with everything below it"))
    principle = KeyFilter(method="by_principle", label=_("Principle"))
    stage = ChoicesFilter(choices=Stage.choices, label=_("Stage"))
    owner = KeyFilter(field_name="owner_id", label=_("Accountable owner"))
    sponsor = KeyFilter(field_name="sponsor_id", label=_("Sponsor"))
    population = filters.CharFilter(lookup_expr="icontains", label=_("Population"))
    overdue = FlagFilter(method="by_overdue", label=_("Something is overdue"))
    unowned = FlagFilter(field_name="owner", lookup_expr="isnull", label=_("No owner"))
    on_hold = FlagFilter(
        field_name="on_hold_since", lookup_expr="isnull", exclude=True, label=_("On hold")
    )
    outcome = ChoicesFilter(
        choices=Outcome.choices, field_name="handover__outcome", label=_("How it ended")
    )
    lasted = ChoicesFilter(
        choices=Lasted.choices, field_name="handover__lasted", label=_("Whether it lasted")
    )
    stalled = FlagFilter(method="by_stalling", label=_("Stalled"))
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

    def by_stalling(
        self, rows: QuerySet[Initiative], name: str, wanted: bool
    ) -> QuerySet[Initiative]:
        """Under way, and not moved for long; the index by activity serves it."""
        still = stalled(clock.now())
        return rows.filter(still) if wanted else rows.exclude(still)


class AssessmentFilter(filters.FilterSet):
    """By what was assessed, where, when in its life, on which days, and how it stood."""

    alignment = KeyFilter(field_name="alignment_id", label=_("Alignment"))
    initiative = KeyFilter(field_name="alignment__initiative_id", label=_("Initiative"))
    principle = KeyFilter(method="by_principle", label=_("Principle, of every edition"))
    entity = KeyFilter(field_name="alignment__initiative__entity_id", label=_("Entity"))
    checkpoint = ChoicesFilter(choices=Checkpoint.choices, label=_("Checkpoint"))
    rating = ChoicesFilter(choices=Rating.choices, label=_("Rating"))
    assessor = KeyFilter(field_name="assessor_id", label=_("Assessor"))
    latest = FlagFilter(method="by_latest", label=_("The latest of its initiative"))
    after = filters.DateFilter(field_name="assessed_on", lookup_expr="gte", label=_("From"))
    before = filters.DateFilter(field_name="assessed_on", lookup_expr="lte", label=_("Until"))

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

    initiative = KeyFilter(field_name="initiative_id", label=_("Initiative"))
    parent = KeyFilter(field_name="parent_id", label=_("Hangs on"))
    kind = ChoicesFilter(choices=DriverKind.choices, label=_("Kind"))
    state = ChoicesFilter(choices=IdeaState.choices, label=_("State"))
    standing = FlagFilter(field_name="retired_at", lookup_expr="isnull", label=_("Not retired"))

    class Meta:
        model = Driver
        fields: tuple[str, ...] = ()


class CycleFilter(filters.FilterSet):
    """By initiative, idea, step, scale, decision and owner."""

    initiative = KeyFilter(field_name="idea__initiative_id", label=_("Initiative"))
    idea = KeyFilter(field_name="idea_id", label=_("Change idea"))
    step = ChoicesFilter(choices=CycleStep.choices, label=_("Step"))
    scale = ChoicesFilter(choices=CycleScale.choices, label=_("Scale"))
    decision = ChoicesFilter(choices=Decision.choices, label=_("Decision"))
    owner = KeyFilter(field_name="owner_id", label=_("Owner"))
    ordering = filters.OrderingFilter(
        fields=[("planned_until", "planned_until"), ("began_on", "began_on")], label="Order"
    )

    class Meta:
        model = PdsaCycle
        fields: tuple[str, ...] = ()


class ReviewFilter(filters.FilterSet):
    """By initiative, entity, month, what was said, and what needs somebody's attention."""

    initiative = KeyFilter(field_name="initiative_id", label=_("Initiative"))
    entity = KeyFilter(method="by_place", label=_("Entity, with everything below it"))
    month = filters.DateFilter(method="by_month", label=_("Month (any day of it)"))
    said = ChoicesFilter(choices=SaidStatus.choices, label=_("Said of themselves"))
    apart = FlagFilter(method="by_difference", label=_("Scores differ by one or more"))
    help_needed = FlagFilter(method="by_help", label=_("Help is needed"))
    ordering = filters.OrderingFilter(
        fields=[("month", "month"), ("held_on", "held_on"), ("proposed", "proposed")],
        label="Order",
    )

    class Meta:
        model = Review
        fields: tuple[str, ...] = ()

    def by_place(self, rows: QuerySet[Review], name: str, pk: int) -> QuerySet[Review]:
        places = Place.objects.filter(
            initiative=OuterRef("initiative"), entity__lineage__contains=[int(pk)]
        )
        return rows.filter(Exists(places))

    def by_month(self, rows: QuerySet[Review], name: str, day: date) -> QuerySet[Review]:
        return rows.filter(month=day.replace(day=1))

    def by_difference(self, rows: QuerySet[Review], name: str, wanted: bool) -> QuerySet[Review]:
        return rows.filter(apart() if wanted else ~apart())

    def by_help(self, rows: QuerySet[Review], name: str, wanted: bool) -> QuerySet[Review]:
        return rows.exclude(help_needed="") if wanted else rows.filter(help_needed="")
