"""What people say of the charts of a measure."""

from typing import Any

from rest_framework import serializers

from api.serializers.fields import Given, KeyField, NamedSerializer
from api.serializers.measures import StratumSerializer
from initiatives.measures.models import Annotation, Phase, ReferenceGroup
from initiatives.measures.queries import vocabularies
from initiatives.measures.rules.charting import QUESTIONS


def asked(name: str) -> serializers.BooleanField:
    """One of the four questions; without a yes to each there is no phase."""
    return serializers.BooleanField(help_text=QUESTIONS[name])


class PhaseSerializer(serializers.ModelSerializer[Phase]):
    class Meta:
        model = Phase
        fields = (
            *("id", "starts", "different", "known", "wanted", "lasting", "reason"),
            *("proposed_by", "proposed_at", "approved_by", "approved_at"),
            *("withdrawn_by", "withdrawn_at", "withdrawn_because"),
        )
        read_only_fields = fields


class NewPhaseSerializer(Given):
    starts = serializers.DateField(help_text="The first day of its first period.")
    different = asked("different")
    known = asked("known")
    wanted = asked("wanted")
    lasting = asked("lasting")
    reason = serializers.CharField(max_length=10_000, help_text="What changed.")


class PhaseKeySerializer(Given):
    phase = serializers.IntegerField(min_value=1, max_value=2**63 - 1)


class PhaseWithdrawalSerializer(PhaseKeySerializer):
    reason = serializers.CharField(max_length=10_000)


class ChartEventSerializer(serializers.ModelSerializer[Annotation]):
    class Meta:
        model = Annotation
        fields = ("id", "on", "text", "added_by", "added_at")
        read_only_fields = fields


class NewChartEventSerializer(Given):
    on = serializers.DateField()
    text = serializers.CharField(max_length=120)


class ChartEventKeySerializer(Given):
    event = serializers.IntegerField(min_value=1, max_value=2**63 - 1)


class ReferenceSerializer(serializers.ModelSerializer[ReferenceGroup]):
    stratification = NamedSerializer(read_only=True)
    stratum = StratumSerializer(read_only=True)

    class Meta:
        model = ReferenceGroup
        fields = ("stratification", "stratum", "because", "chosen_by", "chosen_at")
        read_only_fields = fields


class NewReferenceSerializer(Given):
    stratification = KeyField(vocabularies)
    group = serializers.CharField(
        max_length=60, allow_null=True, help_text="The code of the group; null for the best one."
    )
    because = serializers.CharField(max_length=300)


class MeetingSerializer(serializers.Serializer[Any]):
    """Two vocabularies whose groups are shown where they meet; null where none are."""

    one = NamedSerializer(read_only=True, allow_null=True)
    other = NamedSerializer(read_only=True, allow_null=True)


class NewMeetingSerializer(Given):
    one: Any = KeyField(vocabularies, allow_null=True)
    other: Any = KeyField(vocabularies, allow_null=True)
