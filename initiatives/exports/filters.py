"""The filters of exports."""

import django_filters as filters

from initiatives.base.filtering import ChoicesFilter
from initiatives.base.lazy import gettext_lazy as _
from initiatives.exports.choices import ExportState
from initiatives.exports.models import Export


class ExportFilter(filters.FilterSet):
    """By state."""

    state = ChoicesFilter(choices=ExportState.choices, label=_("State"))

    class Meta:
        model = Export
        fields: tuple[str, ...] = ()
