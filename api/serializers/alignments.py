"""Alignments with principles, and assessments with their answers and evidence."""

from collections.abc import Iterable
from typing import Any

from rest_framework import serializers

from api.serializers.fields import WORDS, Given, KeyField, ListOf, NamedSerializer, OneOf
from initiatives.framework.queries import principles
from initiatives.portfolio import queries
from initiatives.portfolio.choices import Checkpoint, EvidenceKind, Rating
from initiatives.portfolio.models import Alignment, Answer, Assessment, Evidence
from initiatives.portfolio.services import Judged
from initiatives.portfolio.services.assessing import MOST_LINKS

MOST_ANSWERS = 100
MOST_KEY = 2**63 - 1


class NewAlignmentSerializer(Given):
    """A principle that an initiative serves, and how."""

    principle = KeyField(principles)
    rationale = serializers.CharField(max_length=10_000)


class ServedSerializer(serializers.ModelSerializer[Alignment]):
    """A principle that an initiative serves, and how."""

    principle = NamedSerializer(read_only=True)

    class Meta:
        model = Alignment
        fields = ("id", "principle", "rationale", "version")
        read_only_fields = fields


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


class RationaleSerializer(Given):
    rationale = serializers.CharField(max_length=10_000)


class AnswerSerializer(serializers.ModelSerializer[Answer]):
    """How far an expectation is met."""

    text = serializers.CharField(source="expectation.text", read_only=True)
    expectation = KeyField()

    class Meta:
        model = Answer
        fields = ("expectation", "text", "rating", "note")
        read_only_fields = fields


class LinkedSerializer(serializers.ModelSerializer[Evidence]):
    """A record that an assessment rests on, as it was called then."""

    key = serializers.IntegerField(source="about_id", read_only=True)

    class Meta:
        model = Evidence
        fields = ("kind", "key", "label")
        read_only_fields = fields


class AssessmentSerializer(serializers.ModelSerializer[Assessment]):
    assessor = NamedSerializer(read_only=True)
    initiative = KeyField(source="alignment.initiative")
    principle = KeyField(source="alignment.principle")
    evidence_url = serializers.CharField(read_only=True)
    answers = AnswerSerializer(many=True, read_only=True)
    links = LinkedSerializer(many=True, read_only=True)

    class Meta:
        model = Assessment
        fields = (
            *("id", "alignment", "initiative", "principle", "checkpoint", "rating", "evidence"),
            *("evidence_url", "reason", "answers", "links", "assessor", "assessed_on"),
            "version",
        )
        read_only_fields = fields


class JudgedSerializer(Given):
    """The judgement of one expectation."""

    expectation = serializers.IntegerField(min_value=1)
    rating = OneOf(Rating.choices)
    note = serializers.CharField(max_length=500, **WORDS)


class LinkSerializer(Given):
    """A record that shows it."""

    kind = OneOf(EvidenceKind.choices)
    key = serializers.IntegerField(min_value=1, max_value=MOST_KEY)


class NewAssessmentSerializer(Given):
    alignment = KeyField(queries.alignments)
    checkpoint = OneOf(Checkpoint.choices)
    rating = OneOf(Rating.choices)
    evidence = serializers.CharField(max_length=10_000, **WORDS)
    evidence_url = serializers.URLField(max_length=500, **WORDS)
    reason = serializers.CharField(max_length=10_000, **WORDS)
    answers = ListOf(child=JudgedSerializer(), required=False, max_length=MOST_ANSWERS)
    links = ListOf(child=LinkSerializer(), required=False, max_length=MOST_LINKS)

    def validate_answers(self, rows: Iterable[dict[str, Any]]) -> dict[int, Judged]:
        """As the service takes them: by the key of the expectation, each once."""
        found = {row["expectation"]: Judged(row["rating"], row.get("note", "")) for row in rows}
        if len(found) < len(list(rows)):
            raise serializers.ValidationError("Judge each expectation once.")
        return found

    def validate_links(self, rows: Iterable[dict[str, Any]]) -> list[tuple[str, int]]:
        """As the service takes them."""
        return [(row["kind"], row["key"]) for row in rows]
