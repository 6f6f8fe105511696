"""The filters of the history list, the same for pages and API."""

import django_filters as filters

from initiatives.base.filtering import KeyFilter
from initiatives.history.models import Event


class EventFilter(filters.FilterSet):
    """By record, person, verb and date."""

    subject_kind = filters.CharFilter(label="Kind of record")
    subject_id = KeyFilter(label="Key of the record")
    actor = KeyFilter(field_name="actor_id", label="Person")
    verb = filters.CharFilter(label="What was done")
    since = filters.DateFilter(field_name="at", lookup_expr="date__gte", label="Since")
    until = filters.DateFilter(field_name="at", lookup_expr="date__lte", label="Until")

    class Meta:
        model = Event
        fields: tuple[str, ...] = ()
