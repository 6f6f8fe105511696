"""The filters of definitions and of the crosswalk's lists."""

import django_filters as filters

from initiatives.base.filtering import ChoicesFilter, FlagFilter, KeyFilter
from initiatives.base.lazy import gettext_lazy as _
from initiatives.framework.choices import OutsideStatus, Strength
from initiatives.framework.models import Attestation, CrosswalkLink, Definition, OutsideFramework


class DefinitionFilter(filters.FilterSet):
    """By term."""

    term = filters.CharFilter(lookup_expr="iexact", label="Term")

    class Meta:
        model = Definition
        fields: tuple[str, ...] = ()


class OutsideFilter(filters.FilterSet):
    """By key, where it stands with its body, and whether the edition is in force here."""

    key = filters.CharFilter(label=_("Key"))
    status = ChoicesFilter(choices=OutsideStatus.choices, label=_("Status"))
    in_force = FlagFilter(label=_("The edition in force"))

    class Meta:
        model = OutsideFramework
        fields: tuple[str, ...] = ()


class LinkFilter(filters.FilterSet):
    """By either end, how closely, and whether somebody reviewed it."""

    framework = KeyFilter(field_name="requirement__framework_id", label=_("Outside framework"))
    requirement = KeyFilter(field_name="requirement_id", label=_("Requirement"))
    principle = KeyFilter(field_name="principle_id", label=_("Principle"))
    strength = ChoicesFilter(choices=Strength.choices, label=_("How closely"))
    unreviewed = FlagFilter(
        field_name="reviewed_on", lookup_expr="isnull", label=_("Not reviewed by anybody")
    )

    class Meta:
        model = CrosswalkLink
        fields: tuple[str, ...] = ()


class AttestationFilter(filters.FilterSet):
    """By what it is for."""

    framework = KeyFilter(field_name="requirement__framework_id", label=_("Outside framework"))
    requirement = KeyFilter(field_name="requirement_id", label=_("Requirement"))

    class Meta:
        model = Attestation
        fields: tuple[str, ...] = ()
