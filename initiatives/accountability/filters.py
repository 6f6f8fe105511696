"""The filters of the commitment lists, the same for pages, API, saved views and tiles."""

import django_filters as filters
from django.db.models import Exists, OuterRef, Q, QuerySet

from initiatives.accountability.choices import CommitmentKind, CommitmentState
from initiatives.accountability.models import Commitment
from initiatives.accountability.queries import overdue
from initiatives.base.filtering import FlagFilter, KeyFilter
from initiatives.base.references import key_of


class CommitmentFilter(filters.FilterSet):
    """By text, state, people, place, subject and date."""

    q = filters.CharFilter(method="by_text", label="What was promised, or reference")
    state = filters.MultipleChoiceFilter(choices=CommitmentState.choices, label="State")
    kind = filters.ChoiceFilter(choices=CommitmentKind.choices, label="Kind")
    owner = KeyFilter(field_name="owner_id", label="Owner")
    entity = KeyFilter(method="by_place", label="Entity, with everything below it")
    principle = KeyFilter(method="by_principle", label="Principle")
    initiative = KeyFilter(field_name="initiative_id", label="Initiative")
    shortfall = KeyFilter(field_name="shortfall_id", label="Shortfall")
    overdue = FlagFilter(method="by_lateness", label="Overdue")
    due_after = filters.DateFilter(field_name="due_on", lookup_expr="gte", label="Due from")
    due_before = filters.DateFilter(field_name="due_on", lookup_expr="lte", label="Due until")
    ordering = filters.OrderingFilter(
        fields=[
            ("due_on", "due_on"),
            ("title", "title"),
            ("owner__name", "owner"),
            ("updated_at", "updated_at"),
        ],
        label="Order",
    )

    class Meta:
        model = Commitment
        fields: tuple[str, ...] = ()

    def by_text(self, rows: QuerySet[Commitment], name: str, text: str) -> QuerySet[Commitment]:
        key = key_of(text, Commitment.prefix)
        return rows.filter(
            Q(title__icontains=text) | Q(pk=key) if key else Q(title__icontains=text)
        )

    def by_place(self, rows: QuerySet[Commitment], name: str, pk: int) -> QuerySet[Commitment]:
        """Of initiatives that take place there, and of all else that belongs there."""
        there = {"entity__lineage__contains": [int(pk)]}
        placed = Commitment.objects.filter(
            pk=OuterRef("pk"), initiative__places__entity__lineage__contains=[int(pk)]
        )
        return rows.filter(Q(initiative=None, **there) | Exists(placed))

    def by_principle(self, rows: QuerySet[Commitment], name: str, pk: int) -> QuerySet[Commitment]:
        """Of initiatives aligned with it, and of shortfalls against it."""
        aligned = Commitment.objects.filter(
            pk=OuterRef("pk"), initiative__alignments__principle=int(pk)
        )
        return rows.filter(Q(shortfall__principle=int(pk)) | Exists(aligned))

    def by_lateness(
        self, rows: QuerySet[Commitment], name: str, wanted: bool
    ) -> QuerySet[Commitment]:
        return rows.filter(overdue()) if wanted else rows.exclude(overdue())
