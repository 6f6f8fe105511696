"""Outside frameworks, their requirements and links, and what is attested."""

from typing import Any

from rest_framework import serializers

from api.serializers.fields import Given, KeyField, NamedSerializer, OneOf, PageField
from initiatives.framework import queries
from initiatives.framework.choices import Strength
from initiatives.framework.models import (
    Attestation,
    CrosswalkLink,
    OutsideFramework,
    Requirement,
)

READ_IN_FULL = "When it was held against its source; null where it was recalled and never was."


class OutsideFrameworkSerializer(serializers.ModelSerializer[OutsideFramework]):
    """One edition; `edition` numbers our reading, `issued_as` says what its body calls it."""

    framework = NamedSerializer(read_only=True, help_text="The principles that it is mapped to.")
    source = serializers.CharField(read_only=True)  # type: ignore[assignment]
    source_url = serializers.CharField(read_only=True)
    verified_on = serializers.DateField(read_only=True, allow_null=True, help_text=READ_IN_FULL)
    url = PageField("crosswalk_framework")

    class Meta:
        model = OutsideFramework
        fields: tuple[str, ...] = (
            *("id", "reference", "key", "edition", "framework", "name", "short_name", "body"),
            *("issued_as", "status", "status_note", "not_verified", "effective_from"),
            *("retired_on", "source", "source_url", "verified_on", "in_force", "digest", "url"),
            "version",
        )
        read_only_fields = fields


class CrosswalkLinkSerializer(serializers.ModelSerializer[CrosswalkLink]):
    """That a principle answers a requirement; without a reviewer it is a proposal."""

    requirement = NamedSerializer(read_only=True)
    principle = NamedSerializer(read_only=True)
    reviewed_by = KeyField(allow_null=True)

    class Meta:
        model = CrosswalkLink
        fields = (
            *("id", "reference", "requirement", "principle", "strength", "note", "reviewer"),
            *("reviewed_by", "reviewed_on", "version"),
        )
        read_only_fields = fields


class RequirementSerializer(serializers.ModelSerializer[Requirement]):
    """What is asked, restated; `parent` is the key of what it is part of."""

    verified_on = serializers.DateField(read_only=True, allow_null=True, help_text=READ_IN_FULL)
    links = CrosswalkLinkSerializer(many=True, read_only=True)

    class Meta:
        model = Requirement
        fields = ("id", "reference", "code", "text", "parent", "verified_on", "links", "version")
        read_only_fields = fields


class OutsideWholeSerializer(OutsideFrameworkSerializer):
    """One edition with its requirements and their links."""

    requirements = RequirementSerializer(many=True, read_only=True)

    class Meta(OutsideFrameworkSerializer.Meta):
        fields = (*OutsideFrameworkSerializer.Meta.fields, "requirements")
        read_only_fields = fields


class AttestationSerializer(serializers.ModelSerializer[Attestation]):
    """What the organization attests for a requirement. Whether it is enough, others decide."""

    requirement = NamedSerializer(read_only=True)
    attested_by = NamedSerializer(read_only=True)

    class Meta:
        model = Attestation
        fields = (
            *("id", "reference", "requirement", "number", "text", "attested_by", "attested_on"),
            "version",
        )
        read_only_fields = fields


class NewAttestationSerializer(Given):
    requirement: Any = KeyField(queries.requirements)
    text = serializers.CharField(max_length=10_000)


class ReviewSerializer(Given):
    """A review of a link; what is left out is confirmed as it is."""

    strength = OneOf(Strength.choices, required=False)
    note = serializers.CharField(max_length=500, required=False, allow_blank=True)
