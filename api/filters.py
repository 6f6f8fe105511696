"""The filters of lists that only the API has; all others are those of the pages."""

import django_filters as filters

from initiatives.accountability.choices import CommitmentKind
from initiatives.accountability.models import Policy
from initiatives.base.filtering import FlagFilter, KeyFilter
from initiatives.measures.models import ObservationImport
from initiatives.people.choices import CoverState
from initiatives.people.models import Cover, SavedView
from initiatives.portfolio.choices import ImportState
from initiatives.portfolio.models import Alignment, RegisterImport


class AlignmentFilter(filters.FilterSet):
    """By initiative and principle."""

    initiative = KeyFilter(field_name="initiative_id", label="Initiative")
    principle = KeyFilter(field_name="principle_id", label="Principle")

    class Meta:
        model = Alignment
        fields: tuple[str, ...] = ()


class CoverFilter(filters.FilterSet):
    """By state and by either of the two."""

    state = filters.ChoiceFilter(choices=CoverState.choices, label="State")
    person = KeyFilter(field_name="person_id", label="Who is away")
    stand_in = KeyFilter(field_name="stand_in_id", label="Who covers")

    class Meta:
        model = Cover
        fields: tuple[str, ...] = ()


class PolicyFilter(filters.FilterSet):
    """By where and for what it decides, and whether it still does."""

    entity = KeyFilter(field_name="entity_id", label="The entity that it was made for")
    kind = filters.ChoiceFilter(choices=CommitmentKind.choices, label="Kind of commitment")
    in_force = FlagFilter(label="In force")

    class Meta:
        model = Policy
        fields: tuple[str, ...] = ()


class ImportFilter(filters.FilterSet):
    """By state."""

    state = filters.ChoiceFilter(choices=ImportState.choices, label="State")

    class Meta:
        model = RegisterImport
        fields: tuple[str, ...] = ()


class ObservationImportFilter(filters.FilterSet):
    """By measure and state."""

    measure = KeyFilter(field_name="measure_id", label="Measure")
    state = filters.ChoiceFilter(choices=ImportState.choices, label="State")

    class Meta:
        model = ObservationImport
        fields: tuple[str, ...] = ()


class SavedViewFilter(filters.FilterSet):
    """By list."""

    list_name = filters.CharFilter(label="List")

    class Meta:
        model = SavedView
        fields: tuple[str, ...] = ()
