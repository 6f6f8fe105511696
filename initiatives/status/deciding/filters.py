"""The filters of the list of decisions, the same for pages and API."""

from functools import reduce
from operator import or_

import django_filters as filters
from django.db.models import Q, QuerySet

from initiatives.base.filtering import ChoicesFilter, FlagFilter, KeyFilter
from initiatives.base.lazy import gettext_lazy as _
from initiatives.status.deciding.choices import Followed, Verdict
from initiatives.status.deciding.models import ABOUT, Ruling


class RulingFilter(filters.FilterSet):
    """By what was decided, by whom, where, on what, when, and what came of it."""

    verdict = ChoicesFilter(choices=Verdict.choices, label=_("What was decided"))
    followed = ChoicesFilter(choices=Followed.choices, label=_("What came of it"))
    open_follow_up = FlagFilter(method="by_follow_up", label=_("A follow-up is open"))
    stands = FlagFilter(label=_("No later decision took its place"))
    decided_by = KeyFilter(field_name="decided_by_id", label=_("Decided by"))
    entity = KeyFilter(method="by_place", label=_("Entity, with everything below it"))
    initiative = KeyFilter(field_name="initiative_id", label=_("Initiative"))
    shortfall = KeyFilter(field_name="shortfall_id", label=_("Shortfall"))
    commitment = KeyFilter(field_name="commitment_id", label=_("Commitment"))
    decided_after = filters.DateFilter(
        field_name="created_at", lookup_expr="date__gte", label=_("Decided from")
    )
    decided_before = filters.DateFilter(
        field_name="created_at", lookup_expr="date__lte", label=_("Decided until")
    )
    ordering = filters.OrderingFilter(
        fields=[("created_at", "created_at"), ("review_on", "review_on")], label="Order"
    )

    class Meta:
        model = Ruling
        fields: tuple[str, ...] = ()

    def by_follow_up(self, rows: QuerySet[Ruling], name: str, wanted: bool) -> QuerySet[Ruling]:
        still = Q(follow_up__state="open")
        return rows.filter(still) if wanted else rows.exclude(still)

    def by_place(self, rows: QuerySet[Ruling], name: str, pk: int) -> QuerySet[Ruling]:
        """Where the record is that it was decided on."""
        places = (Q(**{f"{one}__entity__lineage__contains": [int(pk)]}) for one in ABOUT)
        return rows.filter(reduce(or_, places))
