"""Initiatives, alignments, assessments and imports."""

from collections.abc import Iterable
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.serializers.fields import KeyField, NamedSerializer, PageField
from initiatives.framework.queries import principles
from initiatives.people.queries import entities, people
from initiatives.portfolio import queries
from initiatives.portfolio.choices import Checkpoint, Direction, Rating, Stage, TeamPart
from initiatives.portfolio.models import Alignment, Assessment, Initiative, RegisterImport
from initiatives.portfolio.rules.charter import aim_sentence, missing_aim_parts

WORDS: dict[str, Any] = {"required": False, "allow_blank": True}


class InitiativeSerializer(serializers.ModelSerializer[Initiative]):
    """What a list shows of an initiative."""

    entity = NamedSerializer(read_only=True)
    owner = NamedSerializer(read_only=True, allow_null=True)
    sponsor = NamedSerializer(read_only=True, allow_null=True)
    principles = NamedSerializer(many=True, read_only=True)
    aim_sentence = serializers.SerializerMethodField()
    missing_aim_parts = serializers.SerializerMethodField()
    overdue_count = serializers.IntegerField(read_only=True)
    open_shortfall_count = serializers.IntegerField(read_only=True)
    url = PageField("initiative")

    class Meta:
        model = Initiative
        fields: tuple[str, ...] = (
            *("id", "reference", "title", "stage", "entity", "owner", "sponsor", "principles"),
            *("aim_sentence", "missing_aim_parts", "started_on", "started_note", "target_on"),
            *("target_note", "overdue_count", "open_shortfall_count", "active_at", "url"),
            "version",
        )
        read_only_fields = fields

    def get_aim_sentence(self, initiative: Initiative) -> str:
        return aim_sentence(initiative)

    def get_missing_aim_parts(self, initiative: Initiative) -> list[str]:
        return missing_aim_parts(initiative)


class TeamSerializer(serializers.Serializer[Any]):
    """One person of a team."""

    user = KeyField(people)
    part = serializers.ChoiceField(choices=TeamPart.choices, default=TeamPart.MEMBER.value)


class CharterSerializer(InitiativeSerializer):
    """An initiative whole."""

    entities = NamedSerializer(many=True, read_only=True)
    team = serializers.SerializerMethodField()
    aim_direction = serializers.ChoiceField(
        choices=Direction.choices, allow_blank=True, read_only=True
    )
    definitions = NamedSerializer(many=True, read_only=True)

    class Meta(InitiativeSerializer.Meta):
        fields = (
            *InitiativeSerializer.Meta.fields,
            *("problem", "population", "aim_summary", "aim_direction", "aim_measure"),
            *("aim_baseline", "aim_target", "aim_by", "aim_population", "aim_setting", "notes"),
            *("entities", "team", "definitions", "created_at", "updated_at"),
        )
        read_only_fields = fields

    @extend_schema_field(TeamSerializer(many=True))
    def get_team(self, initiative: Initiative) -> list[dict[str, Any]]:
        rows = initiative.members.values_list("user_id", "part")
        return [{"user": user, "part": part} for user, part in rows]


class NewAlignmentSerializer(serializers.Serializer[Any]):
    """A principle that an initiative serves, and how."""

    principle = KeyField(principles)
    rationale = serializers.CharField(max_length=10_000)


class CharterChangeSerializer(serializers.Serializer[Any]):
    """What may be sent of a charter; what is left out stays as it is."""

    title = serializers.CharField(max_length=200, required=False)
    entity = KeyField(entities, required=False)
    entities = KeyField(entities, many=True, required=False)
    owner = KeyField(people, required=False, allow_null=True)
    sponsor = KeyField(people, required=False, allow_null=True)
    team = TeamSerializer(many=True, required=False)
    problem = serializers.CharField(max_length=10_000, **WORDS)
    population = serializers.CharField(max_length=10_000, **WORDS)
    aim_summary = serializers.CharField(max_length=10_000, **WORDS)
    aim_direction = serializers.ChoiceField(choices=Direction.choices, **WORDS)
    aim_measure = serializers.CharField(max_length=200, **WORDS)
    aim_baseline = serializers.CharField(max_length=80, **WORDS)
    aim_target = serializers.CharField(max_length=80, **WORDS)
    aim_by = serializers.DateField(required=False, allow_null=True)
    aim_population = serializers.CharField(max_length=200, **WORDS)
    aim_setting = serializers.CharField(max_length=200, **WORDS)
    started_on = serializers.DateField(required=False, allow_null=True)
    started_note = serializers.CharField(max_length=80, **WORDS)
    target_on = serializers.DateField(required=False, allow_null=True)
    target_note = serializers.CharField(max_length=80, **WORDS)
    notes = serializers.CharField(max_length=10_000, **WORDS)

    def validate_team(self, rows: Iterable[dict[str, Any]]) -> dict[int, str]:
        """As a charter takes it: parts by people's keys."""
        return {row["user"].pk: row["part"] for row in rows}


class NewInitiativeSerializer(CharterChangeSerializer):
    """A new initiative, with the principles that it serves."""

    title = serializers.CharField(max_length=200)
    entity = KeyField(entities)
    stage = serializers.ChoiceField(choices=Stage.choices, default=Stage.PROPOSED.value)
    alignments = NewAlignmentSerializer(many=True, required=False)


class StageSerializer(serializers.Serializer[Any]):
    stage = serializers.ChoiceField(choices=Stage.choices)
    reason = serializers.CharField(max_length=10_000, **WORDS)


class AssessmentSerializer(serializers.ModelSerializer[Assessment]):
    assessor = NamedSerializer(read_only=True)
    initiative = KeyField(source="alignment.initiative")
    principle = KeyField(source="alignment.principle")

    class Meta:
        model = Assessment
        fields = (
            *("id", "alignment", "initiative", "principle", "checkpoint", "rating", "evidence"),
            *("evidence_url", "reason", "assessor", "assessed_on", "version"),
        )
        read_only_fields = fields


class NewAssessmentSerializer(serializers.Serializer[Any]):
    alignment = KeyField(queries.alignments)
    checkpoint = serializers.ChoiceField(choices=Checkpoint.choices)
    rating = serializers.ChoiceField(choices=Rating.choices)
    evidence = serializers.CharField(max_length=10_000, **WORDS)
    evidence_url = serializers.URLField(max_length=500, **WORDS)
    reason = serializers.CharField(max_length=10_000, **WORDS)


class AlignmentSerializer(serializers.ModelSerializer[Alignment]):
    initiative = NamedSerializer(read_only=True)
    principle = NamedSerializer(read_only=True)

    class Meta:
        model = Alignment
        fields = ("id", "initiative", "principle", "rationale", "created_at", "version")
        read_only_fields = fields


class InitiativeAlignmentSerializer(NewAlignmentSerializer):
    """An alignment of an initiative that is there already."""

    initiative = KeyField(queries.initiatives)


class RationaleSerializer(serializers.Serializer[Any]):
    rationale = serializers.CharField(max_length=10_000)


class ReasonOfRowSerializer(serializers.Serializer[Any]):
    field = serializers.CharField()
    message = serializers.CharField()


class VerdictSerializer(serializers.Serializer[Any]):
    row = serializers.IntegerField()
    verdict = serializers.ChoiceField(choices=["accepted", "question", "refused"])
    title = serializers.CharField()
    reference = serializers.CharField(allow_null=True)
    reasons = ReasonOfRowSerializer(many=True)


class ImportSerializer(serializers.ModelSerializer[RegisterImport]):
    rows = VerdictSerializer(source="verdicts.rows", many=True, read_only=True)
    url = PageField("import_run")

    class Meta:
        model = RegisterImport
        fields = (
            *("id", "reference", "file_name", "state", "created_at", "written_at", "rows", "url"),
            "version",
        )
        read_only_fields = fields


class UploadSerializer(serializers.Serializer[Any]):
    file = serializers.FileField()
