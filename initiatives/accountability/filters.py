"""The filters of commitments and reminders, the same for pages, API, saved views and tiles."""

import django_filters as filters
from django.db.models import Q, QuerySet

from initiatives.accountability.choices import (
    Audience,
    Channel,
    CommitmentKind,
    CommitmentState,
    DeliveryKind,
    DeliveryState,
    ReminderState,
)
from initiatives.accountability.models import Commitment, Delivery, Reminder
from initiatives.accountability.queries import overdue
from initiatives.base.filtering import ChoicesFilter, FlagFilter, KeyFilter
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.references import key_of
from initiatives.framework.models import Principle
from initiatives.people.models import Entity


class CommitmentFilter(filters.FilterSet):
    """By text, state, people, place, subject and date."""

    q = filters.CharFilter(method="by_text", label=_("What was promised, or reference"))
    state = ChoicesFilter(choices=CommitmentState.choices, label=_("State"))
    kind = ChoicesFilter(choices=CommitmentKind.choices, label=_("Kind"))
    owner = KeyFilter(field_name="owner_id", label=_("Owner"))
    sponsor = KeyFilter(method="by_sponsor", label=_("Sponsor of its initiative"))
    population = filters.CharFilter(method="by_population", label=_("Population of its initiative"))
    entity = KeyFilter(method="by_place", label=_("Entity, with everything below it"))
    principle = KeyFilter(method="by_principle", label=_("Principle"))
    initiative = KeyFilter(field_name="initiative_id", label=_("Initiative"))
    shortfall = KeyFilter(method="by_shortfall", label=_("Shortfall"))
    overdue = FlagFilter(method="by_lateness", label=_("Overdue"))
    due_after = filters.DateFilter(field_name="due_on", lookup_expr="gte", label=_("Due from"))
    due_before = filters.DateFilter(field_name="due_on", lookup_expr="lte", label=_("Due until"))
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
        below = Entity.objects.filter(lineage__contains=[int(pk)]).order_by()
        placed = below.filter(places__isnull=False).values("places__initiative")
        return rows.filter(Q(initiative=None, entity__in=below) | Q(initiative__in=placed))

    def by_principle(self, rows: QuerySet[Commitment], name: str, pk: int) -> QuerySet[Commitment]:
        """Of initiatives aligned with it, and of shortfalls against it."""
        served = Principle.objects.filter(pk=int(pk), alignments__isnull=False).order_by()
        aligned = served.values("alignments__initiative")
        return rows.filter(Q(shortfall__principle=int(pk)) | Q(initiative__in=aligned))

    def by_shortfall(self, rows: QuerySet[Commitment], name: str, pk: int) -> QuerySet[Commitment]:
        """That answer it, or what was merged into it."""
        return rows.filter(Q(shortfall=int(pk)) | Q(shortfall__merged_into=int(pk)))

    def by_sponsor(self, rows: QuerySet[Commitment], name: str, pk: int) -> QuerySet[Commitment]:
        """Of the initiative that it, or the shortfall that it answers, is about."""
        own, through = Q(initiative__sponsor=int(pk)), Q(shortfall__initiative__sponsor=int(pk))
        return rows.filter(own | through)

    def by_population(
        self, rows: QuerySet[Commitment], name: str, text: str
    ) -> QuerySet[Commitment]:
        """The same, by the words in which the initiative says whom it is for."""
        own = Q(initiative__population__icontains=text)
        return rows.filter(own | Q(shortfall__initiative__population__icontains=text))

    def by_lateness(
        self, rows: QuerySet[Commitment], name: str, wanted: bool
    ) -> QuerySet[Commitment]:
        return rows.filter(overdue()) if wanted else rows.exclude(overdue())


class ReminderFilter(filters.FilterSet):
    """By commitment, person, state, channel and part; `failed` is owed, and its message parked."""

    commitment = KeyFilter(field_name="commitment_id", label=_("Commitment"))
    recipient = KeyFilter(field_name="recipient_id", label=_("Who is told"))
    state = filters.ChoiceFilter(
        choices=[*ReminderState.choices, ("failed", _("Failed"))],
        method="by_state",
        label=_("State"),
    )
    channel = filters.ChoiceFilter(choices=Channel.choices, label=_("By"))
    audience = filters.ChoiceFilter(choices=Audience.choices, label=_("Told as"))
    ordering = filters.OrderingFilter(
        fields=[("created_at", "created_at"), ("due_on", "due_on")], label="Order"
    )

    class Meta:
        model = Reminder
        fields: tuple[str, ...] = ()

    def by_state(self, rows: QuerySet[Reminder], name: str, state: str) -> QuerySet[Reminder]:
        parked = Q(state=ReminderState.OWED, delivery__state=DeliveryState.FAILED)
        return rows.filter(parked if state == "failed" else Q(state=state))


class DeliveryFilter(filters.FilterSet):
    """By person, state, kind, channel and day of the person's own."""

    recipient = KeyFilter(field_name="recipient_id", label=_("To whom"))
    state = filters.ChoiceFilter(choices=DeliveryState.choices, label=_("State"))
    kind = filters.ChoiceFilter(choices=DeliveryKind.choices, label=_("Kind"))
    channel = filters.ChoiceFilter(choices=Channel.choices, label=_("By"))
    day = filters.DateFilter(label=_("Day"))
    ordering = filters.OrderingFilter(fields=[("day", "day"), ("id", "id")], label="Order")

    class Meta:
        model = Delivery
        fields: tuple[str, ...] = ()
