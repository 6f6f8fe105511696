"""Files of observations: what was found in them, and how they are sent."""

from typing import Any

from rest_framework import serializers

from api.serializers.fields import WORDS, Given, NamedSerializer, OneOf
from initiatives.measures.choices import Layout
from initiatives.measures.models import ObservationImport
from initiatives.measures.services.judging import LONGEST, MOST_KEPT

COLUMNS = (
    'The header of each field, as in {"numerator": "Readmitted"}; docs/observations.md says what '
    "else it may hold."
)


class RowProblemSerializer(serializers.Serializer[Any]):
    row = serializers.IntegerField(help_text="As a spreadsheet counts rows.")
    field = serializers.CharField()
    message = serializers.CharField()


class UndecidedSerializer(serializers.Serializer[Any]):
    row = serializers.IntegerField(help_text="As a spreadsheet counts rows.")
    message = serializers.CharField()


class ObservationImportSerializer(serializers.ModelSerializer[ObservationImport]):
    """What a list shows of a file."""

    measure = NamedSerializer(read_only=True)
    created_by = NamedSerializer(read_only=True)

    class Meta:
        model = ObservationImport
        fields: tuple[str, ...] = (
            *("id", "reference", "measure", "file_name", "layout", "state", "created_by"),
            *("created_at", "written_at", "version"),
        )
        read_only_fields = fields


def of_verdicts(field: Any, name: str, **options: Any) -> Any:
    """A field of the verdicts."""
    return field(source=f"verdicts.{name}", read_only=True, **options)


class JudgedObservationsSerializer(ObservationImportSerializer):
    """A file, with every problem by row and what it would change."""

    columns = serializers.DictField(child=serializers.CharField(), read_only=True)
    rows = of_verdicts(serializers.IntegerField, "rows", help_text="Below the header.")
    headers = of_verdicts(serializers.ListField, "headers", child=serializers.CharField())
    problems = of_verdicts(
        RowProblemSerializer, "problems", many=True, help_text=f"The first {MOST_KEPT:,}."
    )
    problem_count = of_verdicts(serializers.IntegerField, "problem_count")
    remarks = of_verdicts(serializers.ListField, "remarks", child=serializers.CharField())
    decisions = of_verdicts(
        UndecidedSerializer, "decisions", many=True, help_text=f"The first {MOST_KEPT:,}."
    )
    decision_count = of_verdicts(serializers.IntegerField, "decision_count")
    new = of_verdicts(serializers.IntegerField, "new")
    corrected = of_verdicts(serializers.IntegerField, "corrected")
    same = of_verdicts(serializers.IntegerField, "same")
    unexplained = of_verdicts(
        serializers.IntegerField, "unexplained", help_text="Corrections that need a reason."
    )
    sample = of_verdicts(
        serializers.ListField,
        "sample",
        child=serializers.ListField(child=serializers.CharField()),
        help_text="The first rows.",
    )

    class Meta(ObservationImportSerializer.Meta):
        fields = (
            *ObservationImportSerializer.Meta.fields,
            *("columns", "rows", "headers", "problems", "problem_count", "remarks", "decisions"),
            *("decision_count", "new", "corrected", "same", "unexplained", "sample"),
        )
        read_only_fields = fields


class FileSerializer(Given):
    file = serializers.FileField()
    layout = OneOf(Layout.choices, required=False, help_text="Told by the content if not given.")
    columns = serializers.JSONField(required=False, help_text=COLUMNS)


class MappingSerializer(Given):
    layout = OneOf(Layout.choices)
    columns = serializers.DictField(
        child=serializers.CharField(max_length=LONGEST, allow_blank=True), help_text=COLUMNS
    )


class BecauseSerializer(Given):
    because = serializers.CharField(
        max_length=300, help_text="Why figures that are final are corrected.", **WORDS
    )
