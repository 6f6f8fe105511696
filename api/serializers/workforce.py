"""Job families, workforce counts and community benchmarks: what is entered. None is a target."""

from typing import Any

from rest_framework import serializers

from api.serializers.fields import WORDS, Given, KeyField, NamedSerializer, OneOf, PageField
from initiatives.measures.queries import stratifications
from initiatives.people.queries import entities
from initiatives.workforce.choices import BenchmarkKind
from initiatives.workforce.models import CommunityBenchmark, JobFamily, WorkforceCount
from initiatives.workforce.queries import families
from initiatives.workforce.rules.figures import MOST_HEADS, MOST_PEOPLE

BECAUSE = "Why what stood is wrong. It is kept with what was there before."


class FamilySerializer(serializers.ModelSerializer[JobFamily]):
    class Meta:
        model = JobFamily
        fields = ("id", "reference", "key", "name", "position", "retired_at", "version")
        read_only_fields = fields


class NewFamilySerializer(Given):
    name = serializers.CharField(max_length=80)
    key = serializers.SlugField(max_length=40, **WORDS)
    position = serializers.IntegerField(required=False, min_value=0, max_value=1000)


class FamilyChangeSerializer(Given):
    """What may be changed; what is left out stays as it is."""

    name = serializers.CharField(max_length=80, required=False)
    position = serializers.IntegerField(required=False, min_value=0, max_value=1000)


class CountSerializer(serializers.ModelSerializer[WorkforceCount]):
    """Who counted where, when, from what. Heads are read masked, in the table (`workforce/`)."""

    entity = NamedSerializer(read_only=True)
    family = NamedSerializer(read_only=True, allow_null=True)
    stratification = NamedSerializer(read_only=True)
    entered_by = NamedSerializer(read_only=True)
    url = PageField("workforce_count")

    class Meta:
        model = WorkforceCount
        fields = (
            *("id", "reference", "entity", "family", "stratification", "as_of", "source", "note"),
            *("entered_by", "created_at", "corrects", "corrected_because", "superseded_at"),
            *("url", "version"),
        )
        read_only_fields = fields


def heads_field(**options: Any) -> serializers.DictField:
    """Heads by the code of the group."""
    return serializers.DictField(
        child=serializers.IntegerField(min_value=0, max_value=MOST_HEADS),
        help_text="Heads by the code of the group; 0 where there is nobody.",
        **options,
    )


class NewCountSerializer(Given):
    entity = KeyField(entities)
    family = KeyField(
        families, required=False, allow_null=True, help_text="Null for all job families together."
    )
    stratification = KeyField(stratifications, help_text="Only one of disjoint groups is taken.")
    as_of = serializers.DateField()
    heads = heads_field()
    source: Any = serializers.CharField(max_length=200)
    note = serializers.CharField(max_length=500, **WORDS)


class CountCorrectionSerializer(Given):
    """A later version, whole."""

    heads = heads_field()
    because = serializers.CharField(max_length=300, help_text=BECAUSE)
    source: Any = serializers.CharField(max_length=200, **WORDS)
    note = serializers.CharField(max_length=500, **WORDS)


class BenchmarkSerializer(serializers.ModelSerializer[CommunityBenchmark]):
    """Whom it counts, from what source. Its shares are read in the table (`workforce/`)."""

    entity = NamedSerializer(read_only=True)
    family = NamedSerializer(read_only=True, allow_null=True)
    stratification = NamedSerializer(read_only=True)
    entered_by = NamedSerializer(read_only=True)
    url = PageField("workforce_benchmark")

    class Meta:
        model = CommunityBenchmark
        fields = (
            *("id", "reference", "entity", "family", "stratification", "name", "kind", "period"),
            *("total", "total_moe", "source", "source_url", "note", "entered_by", "created_at"),
            *("corrects", "corrected_because", "superseded_at", "url", "version"),
        )
        read_only_fields = fields


class EstimateSerializer(Given):
    estimate = serializers.IntegerField(min_value=0, max_value=MOST_PEOPLE)
    moe = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=0,
        max_value=MOST_PEOPLE,
        help_text="The 90 % margin of error; null where everybody was counted.",
    )


class CorrectedBenchmarkSerializer(Given):
    """A later version, whole; a source that is left out stays as it is."""

    total = serializers.IntegerField(min_value=1, max_value=MOST_PEOPLE)
    total_moe = serializers.IntegerField(
        required=False, allow_null=True, min_value=0, max_value=MOST_PEOPLE
    )
    groups = serializers.DictField(child=EstimateSerializer())
    because = serializers.CharField(max_length=300, help_text=BECAUSE)
    source: Any = serializers.CharField(max_length=200, required=False)
    source_url = serializers.URLField(max_length=500, **WORDS)
    note = serializers.CharField(max_length=500, **WORDS)


class NewBenchmarkSerializer(Given):
    entity = KeyField(entities)
    family = KeyField(families, required=False, allow_null=True)
    stratification = KeyField(stratifications, help_text="Only one of disjoint groups is taken.")
    name = serializers.CharField(max_length=160)
    kind = OneOf(BenchmarkKind.choices)
    source: Any = serializers.CharField(max_length=200)
    source_url = serializers.URLField(max_length=500, **WORDS)
    period = serializers.CharField(max_length=60)
    total = serializers.IntegerField(min_value=1, max_value=MOST_PEOPLE)
    total_moe = serializers.IntegerField(
        required=False, allow_null=True, min_value=0, max_value=MOST_PEOPLE
    )
    groups = serializers.DictField(
        child=EstimateSerializer(), help_text="What is said of each group, by its code."
    )
    note = serializers.CharField(max_length=500, **WORDS)
