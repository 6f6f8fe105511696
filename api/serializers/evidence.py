"""The evidence for an outside framework: counts and records, from what the caller may see."""

from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.serializers.crosswalk import AttestationSerializer, CrosswalkLinkSerializer
from api.serializers.fields import NamedSerializer
from initiatives.status.evidence import Asked, Counts


class EvidenceCountsSerializer(serializers.Serializer[Any]):
    """What is recorded for one principle; `rated` is the latest assessments by rating."""

    initiatives = serializers.IntegerField()
    assessed = serializers.IntegerField()
    rated = serializers.SerializerMethodField()
    measures = serializers.IntegerField(help_text="Those that are looked at by group.")
    open_shortfalls = serializers.IntegerField()
    closed_shortfalls = serializers.IntegerField()
    commitments_open = serializers.IntegerField()
    commitments_kept = serializers.IntegerField()
    links = serializers.SerializerMethodField(help_text="The lists that are counted.")

    @extend_schema_field(serializers.DictField(child=serializers.IntegerField()))
    def get_rated(self, counts: Counts) -> dict[str, int]:
        return {rating: many for rating, many in counts.rated.items() if rating is not None}

    @extend_schema_field(serializers.DictField(child=serializers.URLField()))
    def get_links(self, counts: Counts) -> dict[str, str]:
        request = self.context["request"]
        lists = {
            "initiatives": ("api:initiative-list", counts.initiatives_query),
            "measures": ("api:measure-list", counts.measures_query),
            "open_shortfalls": ("api:shortfall-list", counts.open_query),
            "closed_shortfalls": ("api:shortfall-list", counts.closed_query),
        }
        return {
            name: request.build_absolute_uri(f"{reverse(route)}?{query}")
            for name, (route, query) in lists.items()
        }


class RequirementEvidenceSerializer(serializers.Serializer[Any]):
    """One requirement; what is recorded for its principles stands under `principles`."""

    id = serializers.IntegerField(source="requirement.pk")
    code = serializers.CharField(source="requirement.code")
    text = serializers.CharField(source="requirement.text")
    verified_on = serializers.DateField(source="requirement.verified_on", allow_null=True)
    links = serializers.SerializerMethodField()
    attestation = AttestationSerializer(allow_null=True)

    @extend_schema_field(CrosswalkLinkSerializer(many=True))
    def get_links(self, asked: Asked) -> Any:
        links = [one.link for one in asked.linked]
        return CrosswalkLinkSerializer(links, many=True, context=self.context).data


class EvidenceRecordSerializer(serializers.Serializer[Any]):
    """A record by key, reference and title, with its owner and where it stands."""

    id = serializers.IntegerField()
    reference = serializers.CharField()
    title = serializers.CharField()
    owner = NamedSerializer(allow_null=True)
    state = serializers.CharField()
    day = serializers.DateField(allow_null=True)
    detail = serializers.CharField(allow_blank=True)
    address = serializers.CharField(allow_blank=True)


class BackingSerializer(serializers.Serializer[Any]):
    """One principle: its counts, and the records that they count."""

    principle = NamedSerializer()
    counts = EvidenceCountsSerializer()
    initiatives = EvidenceRecordSerializer(many=True)
    assessments = EvidenceRecordSerializer(many=True)
    measures = EvidenceRecordSerializer(many=True)
    shortfalls = EvidenceRecordSerializer(many=True)


class AnsweredSerializer(serializers.Serializer[Any]):
    """How the community is answered at one place, or all together; masked where few spoke."""

    entity = NamedSerializer(allow_null=True)
    masked = serializers.BooleanField()
    due = serializers.IntegerField(allow_null=True)
    answered = serializers.IntegerField(allow_null=True)
    share = serializers.FloatField(allow_null=True)
    median_days = serializers.FloatField(allow_null=True)
    most_days = serializers.IntegerField(allow_null=True)


class EvidenceSerializer(serializers.Serializer[Any]):
    """What is recorded and attested. Whether it is enough, an accreditor decides."""

    framework = NamedSerializer(source="outside")
    status = serializers.CharField(source="outside.status")
    entity = NamedSerializer(source="scope.entity", allow_null=True)
    since = serializers.DateField(source="scope.since", allow_null=True)
    until = serializers.DateField(source="scope.until", allow_null=True)
    as_of = serializers.DateTimeField()
    requirements = RequirementEvidenceSerializer(source="asked", many=True)
    principles = serializers.SerializerMethodField()
    definitions = NamedSerializer(many=True, help_text="In force; where a principle asks for them.")
    answered = AnsweredSerializer(many=True, help_text="Of all time, whatever the period.")

    @extend_schema_field(BackingSerializer(many=True))
    def get_principles(self, found: Any) -> Any:
        return BackingSerializer(self.context["backing"], many=True, context=self.context).data
