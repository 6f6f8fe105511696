"""What the status was: series of a cell, and changes between two nights."""

from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.serializers.calculators import SpcAnswerSerializer
from initiatives.measures import spc
from initiatives.status import past
from initiatives.status.choices import Number, State, Step


class NightSerializer(serializers.Serializer[Any]):
    """A night that was kept."""

    day = serializers.DateField()
    rules_version = serializers.CharField(help_text="The rules by which it was judged.")
    framework = serializers.IntegerField(
        source="framework_id", help_text="The edition of principles that was in force."
    )


class StatusChangeSerializer(serializers.Serializer[Any]):
    """A cell that is in another state."""

    principle = serializers.IntegerField(source="principle.pk")
    entity = serializers.IntegerField(source="entity.pk")
    before = serializers.ChoiceField(
        choices=State.choices, allow_null=True, help_text="Null where the entity is new."
    )
    after = serializers.ChoiceField(choices=State.choices)
    sentence = serializers.CharField()
    reasons = serializers.ListField(
        child=serializers.CharField(), help_text="Of the state on the last night."
    )
    moved = serializers.CharField(
        allow_blank=True, help_text="Where the entity hung on the first night, if elsewhere."
    )
    page = serializers.SerializerMethodField()

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_page(self, change: past.Change) -> str:
        query = f"principle={change.principle.pk}&entity={change.entity.pk}"
        path = f"{reverse('status_cell')}?{query}"
        return str(self.context["request"].build_absolute_uri(path))


class StatusChangesSerializer(serializers.Serializer[Any]):
    """Two nights, and what changed between them, the gravest first."""

    first = NightSerializer(allow_null=True)
    last = NightSerializer(allow_null=True)
    notes = serializers.ListField(child=serializers.CharField())
    changes = StatusChangeSerializer(many=True)


class PastPeriodSerializer(serializers.Serializer[Any]):
    """A period and its last night that was kept; all null where none was."""

    period = serializers.DateField(help_text="Its first day.")
    is_over = serializers.BooleanField()
    day = serializers.DateField(allow_null=True)
    value = serializers.IntegerField(allow_null=True)
    state = serializers.ChoiceField(choices=State.choices, allow_null=True)
    rules_version = serializers.CharField(allow_blank=True)


class TreeMoveSerializer(serializers.Serializer[Any]):
    since = serializers.DateField()
    sentence = serializers.CharField()


class StatusSeriesSerializer(serializers.Serializer[Any]):
    """A number of a cell over time, judged as a control chart where there is enough to judge."""

    principle = serializers.IntegerField(source="principle.pk")
    entity = serializers.IntegerField(source="entity.pk")
    number = serializers.ChoiceField(choices=Number.choices)
    by = serializers.ChoiceField(choices=Step.choices, source="step")
    sentence = serializers.CharField()
    points = PastPeriodSerializer(many=True)
    moves = TreeMoveSerializer(many=True, help_text="Where the tree of entities changed.")
    chart = serializers.SerializerMethodField(
        help_text="As the calculator answers; null where it is not judged."
    )

    @extend_schema_field(SpcAnswerSerializer(allow_null=True))
    def get_chart(self, found: past.Trend) -> dict[str, Any] | None:
        return spc.answered(found.analysis) if found.analysis else None


class StatusSeenSerializer(serializers.Serializer[Any]):
    seen_at = serializers.DateTimeField()
