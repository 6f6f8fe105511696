"""The filters of the history list, the same for pages and API."""

import django_filters as filters
from django.db.models import Q, QuerySet

from initiatives.base.filtering import KeyFilter
from initiatives.base.lazy import gettext_lazy as _
from initiatives.history.models import Event


class EventFilter(filters.FilterSet):
    """By text, record, person, verb and date."""

    q = filters.CharFilter(method="by_text", label=_("Name of the record, or reason"))
    subject_kind = filters.CharFilter(label=_("Kind of record"))
    subject_id = KeyFilter(label=_("Key of the record"))
    actor = KeyFilter(field_name="actor_id", label=_("Person"))
    verb = filters.CharFilter(label=_("What was done"))
    since = filters.DateFilter(field_name="at", lookup_expr="date__gte", label=_("Since"))
    until = filters.DateFilter(field_name="at", lookup_expr="date__lte", label=_("Until"))

    class Meta:
        model = Event
        fields: tuple[str, ...] = ()

    def by_text(self, rows: QuerySet[Event], name: str, text: str) -> QuerySet[Event]:
        return rows.filter(Q(subject_label__icontains=text) | Q(reason__icontains=text))
