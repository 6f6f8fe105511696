"""Initiatives with their charters, and imports of registers."""

from collections.abc import Iterable
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.serializers.alignments import NewAlignmentSerializer, ServedSerializer
from api.serializers.fields import (
    WORDS,
    Given,
    KeyField,
    KeysField,
    ListOf,
    NamedSerializer,
    OneOf,
    PageField,
)
from initiatives.people.queries import entities, people
from initiatives.portfolio import queries
from initiatives.portfolio.choices import Direction, SaidStatus, Stage, TeamPart
from initiatives.portfolio.models import Initiative, RegisterImport
from initiatives.portfolio.rules.charter import aim_sentence, missing_aim_parts
from initiatives.status.models import Standing
from initiatives.status.queries.initiatives import standing

MOST = 100  # people of a team, principles of an initiative


class StandingSerializer(serializers.ModelSerializer[Standing]):
    """Where an initiative stands by the rules, beside what its own people say."""

    said = serializers.ChoiceField(choices=SaidStatus.choices, allow_blank=True, read_only=True)

    class Meta:
        model = Standing
        fields = ("state", "level", "said", "said_of", "differs", "rules_version", "judged_at")
        read_only_fields = fields


class InitiativeSerializer(serializers.ModelSerializer[Initiative]):
    """What a list shows of an initiative."""

    entity = NamedSerializer(read_only=True)
    owner = NamedSerializer(read_only=True, allow_null=True)
    sponsor = NamedSerializer(read_only=True, allow_null=True)
    principles = NamedSerializer(source="served", many=True, read_only=True)
    aim_sentence = serializers.SerializerMethodField()
    missing_aim_parts = serializers.SerializerMethodField()
    overdue_count = serializers.IntegerField(read_only=True)
    open_shortfall_count = serializers.IntegerField(read_only=True)
    standing = serializers.SerializerMethodField()
    url = PageField("initiative")

    class Meta:
        model = Initiative
        fields: tuple[str, ...] = (
            *("id", "reference", "title", "stage", "entity", "owner", "sponsor", "principles"),
            *("aim_sentence", "missing_aim_parts", "started_on", "started_note", "target_on"),
            *("target_note", "overdue_count", "open_shortfall_count", "active_at", "url"),
            *("standing", "version"),
        )
        read_only_fields = fields

    def get_aim_sentence(self, initiative: Initiative) -> str:
        return aim_sentence(initiative)

    @extend_schema_field(StandingSerializer(allow_null=True))
    def get_standing(self, initiative: Initiative) -> Any:
        """None until it is judged for the first time, within a minute or two."""
        found = standing(initiative)
        return None if found is None else StandingSerializer(found).data

    def get_missing_aim_parts(self, initiative: Initiative) -> list[str]:
        return missing_aim_parts(initiative)


class TeamSerializer(Given):
    """One person of a team."""

    user = KeyField(people)
    part = OneOf(TeamPart.choices, default=TeamPart.MEMBER.value)


class CharterSerializer(InitiativeSerializer):
    """An initiative whole."""

    entities = NamedSerializer(many=True, read_only=True)
    alignments = serializers.SerializerMethodField()
    team = serializers.SerializerMethodField()
    aim_direction = serializers.ChoiceField(
        choices=Direction.choices, allow_blank=True, read_only=True
    )
    definitions = NamedSerializer(many=True, read_only=True)
    approved_by = NamedSerializer(read_only=True, allow_null=True)

    class Meta(InitiativeSerializer.Meta):
        fields = (
            *InitiativeSerializer.Meta.fields,
            *("problem", "population", "aim_summary", "aim_direction", "aim_measure"),
            *("aim_baseline", "aim_target", "aim_by", "aim_population", "aim_setting", "notes"),
            *("unstratified_because", "stage_since", "approved_by", "approved_on"),
            *("on_hold_since", "on_hold_because", "resume_on"),
            *("entities", "team", "alignments", "definitions", "created_at", "updated_at"),
        )
        read_only_fields = fields

    @extend_schema_field(TeamSerializer(many=True))
    def get_team(self, initiative: Initiative) -> list[dict[str, Any]]:
        rows = initiative.members.values_list("user_id", "part")
        return [{"user": user, "part": part} for user, part in rows]

    @extend_schema_field(ServedSerializer(many=True))
    def get_alignments(self, initiative: Initiative) -> Any:
        served = queries.alignments(self.context["request"].user).filter(initiative=initiative)
        return ServedSerializer(served.prefetch_related(None), many=True).data


class CharterChangeSerializer(Given):
    """What may be sent of a charter; what is left out stays as it is."""

    title = serializers.CharField(max_length=200, required=False)
    entity = KeyField(entities, required=False)
    entities = KeysField(entities, required=False)
    owner = KeyField(people, required=False, allow_null=True)
    sponsor = KeyField(people, required=False, allow_null=True)
    team = ListOf(child=TeamSerializer(), required=False, max_length=MOST)
    problem = serializers.CharField(max_length=10_000, **WORDS)
    population = serializers.CharField(max_length=10_000, **WORDS)
    aim_summary = serializers.CharField(max_length=10_000, **WORDS)
    aim_direction = OneOf(Direction.choices, **WORDS)
    aim_measure = serializers.CharField(max_length=200, **WORDS)
    aim_baseline = serializers.CharField(max_length=80, **WORDS)
    aim_target = serializers.CharField(max_length=80, **WORDS)
    aim_by = serializers.DateField(required=False, allow_null=True)
    aim_population = serializers.CharField(max_length=200, **WORDS)
    aim_setting = serializers.CharField(max_length=200, **WORDS)
    unstratified_because = serializers.CharField(max_length=10_000, **WORDS)
    started_on = serializers.DateField(required=False, allow_null=True)
    started_note = serializers.CharField(max_length=80, **WORDS)
    target_on = serializers.DateField(required=False, allow_null=True)
    target_note = serializers.CharField(max_length=80, **WORDS)
    notes = serializers.CharField(max_length=10_000, **WORDS)

    def validate_team(self, rows: Iterable[dict[str, Any]]) -> dict[int, str]:
        """As a charter takes it: parts by people's keys."""
        keys = [row["user"].pk for row in rows]
        if len(set(keys)) < len(keys):
            raise serializers.ValidationError("Name each person once.")
        return {row["user"].pk: row["part"] for row in rows}


class NewInitiativeSerializer(CharterChangeSerializer):
    """A new initiative, with the principles that it serves."""

    title = serializers.CharField(max_length=200)
    entity = KeyField(entities)
    stage = OneOf(Stage.choices, default=Stage.PROPOSED.value)
    alignments = ListOf(child=NewAlignmentSerializer(), required=False, max_length=MOST)


class ReasonOfRowSerializer(serializers.Serializer[Any]):
    field = serializers.CharField()
    message = serializers.CharField()


class VerdictSerializer(serializers.Serializer[Any]):
    row = serializers.IntegerField()
    verdict = OneOf(["accepted", "question", "refused"])
    title = serializers.CharField()
    reference = serializers.CharField(allow_null=True)
    reasons = ReasonOfRowSerializer(many=True)


class ImportSerializer(serializers.ModelSerializer[RegisterImport]):
    """What a list shows of an import."""

    url = PageField("import_run")

    class Meta:
        model = RegisterImport
        fields: tuple[str, ...] = (
            *("id", "reference", "file_name", "state", "created_at", "written_at", "url"),
            "version",
        )
        read_only_fields = fields


class JudgedSerializer(ImportSerializer):
    """An import with the verdict on each row."""

    rows = VerdictSerializer(source="verdicts.rows", many=True, read_only=True)
    remarks = serializers.ListField(
        source="verdicts.remarks",
        child=serializers.CharField(),
        read_only=True,
        help_text="What is to be said about the register as a whole.",
    )

    class Meta(ImportSerializer.Meta):
        fields = (*ImportSerializer.Meta.fields, "rows", "remarks")
        read_only_fields = fields


class UploadSerializer(Given):
    file = serializers.FileField()
