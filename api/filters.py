"""The filters of lists that only the API has; all others are those of the pages."""

import django_filters as filters

from initiatives.accountability.choices import DeliveryState, ReminderState
from initiatives.accountability.models import Delivery, Reminder
from initiatives.base.filtering import KeyFilter
from initiatives.framework.models import Definition
from initiatives.people.models import SavedView
from initiatives.portfolio.choices import Checkpoint, ImportState, Rating
from initiatives.portfolio.models import Alignment, Assessment, RegisterImport


class AlignmentFilter(filters.FilterSet):
    """By initiative and principle."""

    initiative = KeyFilter(field_name="initiative_id", label="Initiative")
    principle = KeyFilter(field_name="principle_id", label="Principle")

    class Meta:
        model = Alignment
        fields: tuple[str, ...] = ()


class AssessmentFilter(filters.FilterSet):
    """By what was assessed, when in its life, and how it stood."""

    alignment = KeyFilter(field_name="alignment_id", label="Alignment")
    initiative = KeyFilter(field_name="alignment__initiative_id", label="Initiative")
    principle = KeyFilter(field_name="alignment__principle_id", label="Principle")
    checkpoint = filters.ChoiceFilter(choices=Checkpoint.choices, label="Checkpoint")
    rating = filters.ChoiceFilter(choices=Rating.choices, label="Rating")

    class Meta:
        model = Assessment
        fields: tuple[str, ...] = ()


class DefinitionFilter(filters.FilterSet):
    """By term."""

    term = filters.CharFilter(lookup_expr="iexact", label="Term")

    class Meta:
        model = Definition
        fields: tuple[str, ...] = ()


class ReminderFilter(filters.FilterSet):
    """By commitment, person and state."""

    commitment = KeyFilter(field_name="commitment_id", label="Commitment")
    recipient = KeyFilter(field_name="recipient_id", label="Who is told")
    state = filters.ChoiceFilter(choices=ReminderState.choices, label="State")

    class Meta:
        model = Reminder
        fields: tuple[str, ...] = ()


class DeliveryFilter(filters.FilterSet):
    """By person and state."""

    recipient = KeyFilter(field_name="recipient_id", label="To whom")
    state = filters.ChoiceFilter(choices=DeliveryState.choices, label="State")

    class Meta:
        model = Delivery
        fields: tuple[str, ...] = ()


class ImportFilter(filters.FilterSet):
    """By state."""

    state = filters.ChoiceFilter(choices=ImportState.choices, label="State")

    class Meta:
        model = RegisterImport
        fields: tuple[str, ...] = ()


class SavedViewFilter(filters.FilterSet):
    """By list."""

    list_name = filters.CharFilter(label="List")

    class Meta:
        model = SavedView
        fields: tuple[str, ...] = ()
