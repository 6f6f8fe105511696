"""Driver diagrams, the cycles that test their ideas, and the features of good tests."""

from typing import Any

from rest_framework import serializers

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
from initiatives.measures.queries import measures
from initiatives.people.queries import people
from initiatives.portfolio import queries
from initiatives.portfolio.choices import (
    AsPlanned,
    CyclePurpose,
    CycleScale,
    Decision,
    DriverKind,
    Finding,
    IdeaState,
    Level,
)
from initiatives.portfolio.models import Driver, GroupFinding, PdsaCycle
from initiatives.portfolio.rules.diagrams import WAYS
from initiatives.portfolio.services.cycles import MOST_GROUPS

DAY: dict[str, Any] = {"required": False, "allow_null": True}


def long(**kwargs: Any) -> serializers.CharField:
    """A text of several lines."""
    return serializers.CharField(max_length=10_000, **(kwargs or WORDS))


def shown(choices: Any) -> serializers.ChoiceField:
    """A choice as it is shown; empty where none was made."""
    return serializers.ChoiceField(choices=choices, allow_blank=True, read_only=True)


class DriverSerializer(serializers.ModelSerializer[Driver]):
    initiative = NamedSerializer(read_only=True)
    parent = NamedSerializer(read_only=True, allow_null=True)
    state = shown(IdeaState.choices)
    impact = shown(Level.choices)
    effort = shown(Level.choices)
    measures = serializers.SerializerMethodField(help_text="The keys of its measures.")

    class Meta:
        model = Driver
        fields = (
            *("id", "reference", "initiative", "parent", "kind", "order", "text", "state"),
            *("impact", "effort", "measures", "retired_at", "retired_because", "version"),
        )
        read_only_fields = fields

    def get_measures(self, driver: Any) -> list[int]:
        return [link.measure_id for link in driver.measure_links.all()]


class NewDriverSerializer(Given):
    initiative = KeyField(queries.initiatives)
    kind = OneOf(DriverKind.choices)
    text = serializers.CharField(max_length=200)
    parent: Any = KeyField(queries.drivers, required=False, allow_null=True)
    impact = OneOf(Level.choices, **WORDS)
    effort = OneOf(Level.choices, **WORDS)


class DriverChangeSerializer(Given):
    """What may be sent of a node; what is left out stays as it is."""

    text = serializers.CharField(max_length=200, required=False)
    parent: Any = KeyField(queries.drivers, required=False, allow_null=True)
    state = OneOf(IdeaState.choices, **WORDS)
    impact = OneOf(Level.choices, **WORDS)
    effort = OneOf(Level.choices, **WORDS)


class WaySerializer(Given):
    way = OneOf(list(WAYS.items()))


class MeasureKeysSerializer(Given):
    measures = KeysField(measures)


class GroupFindingSerializer(serializers.ModelSerializer[GroupFinding]):
    class Meta:
        model = GroupFinding
        fields = ("group", "finding", "learning")
        read_only_fields = fields


class CycleSerializer(serializers.ModelSerializer[PdsaCycle]):
    idea = NamedSerializer(read_only=True)
    initiative = NamedSerializer(source="idea.initiative", read_only=True)
    owner = NamedSerializer(read_only=True, allow_null=True)
    as_planned = shown(AsPlanned.choices)
    finding = shown(Finding.choices)
    decision = shown(Decision.choices)
    groups = GroupFindingSerializer(many=True, read_only=True)
    measures = serializers.SerializerMethodField(help_text="The keys of its measures.")
    url = PageField("cycle")

    class Meta:
        model = PdsaCycle
        fields = (
            *("id", "reference", "idea", "initiative", "number", "follows", "title", "scale"),
            *("purpose", "owner", "step", "question", "prediction", "prediction_reason"),
            *("plan_who", "plan_what", "plan_when", "plan_where", "data_to_collect"),
            *("planned_from", "planned_until", "study_by", "began_on", "ended_on"),
            *("as_planned", "observations", "finding", "learning", "groups"),
            *("no_groups_because", "decision", "decision_reason", "dropped_because"),
            *("commitment", "measures", "url", "version"),
        )
        read_only_fields = fields

    def get_measures(self, cycle: Any) -> list[int]:
        return [link.measure_id for link in cycle.measure_links.all()]


class PlanSerializer(Given):
    title = serializers.CharField(max_length=80, required=False)
    scale = OneOf(CycleScale.choices, required=False)
    purpose = OneOf(CyclePurpose.choices, required=False)
    owner = KeyField(people, required=False, allow_null=True)
    question = long()
    prediction = long(**WORDS, help_text="It stands once the cycle is carried out.")
    prediction_reason = long()
    plan_who = serializers.CharField(max_length=300, **WORDS)
    plan_what = long()
    plan_when = serializers.CharField(max_length=300, **WORDS)
    plan_where = serializers.CharField(max_length=300, **WORDS)
    data_to_collect = long()
    planned_from = serializers.DateField(**DAY)
    planned_until = serializers.DateField(**DAY)
    study_by = serializers.DateField(**DAY)


class NewCycleSerializer(PlanSerializer):
    idea = KeyField(queries.ideas)
    follows: Any = KeyField(queries.cycles, required=False, allow_null=True)
    title = serializers.CharField(max_length=80)
    scale = OneOf(CycleScale.choices)
    purpose = OneOf(CyclePurpose.choices)


class NewGroupFindingSerializer(Given):
    group = serializers.CharField(max_length=120)
    finding = OneOf(Finding.choices)
    learning = serializers.CharField(max_length=300, **WORDS)


class CycleChangeSerializer(PlanSerializer):
    """What is written in the step that the cycle is in; what belongs to another is refused."""

    began_on = serializers.DateField(required=False)
    ended_on = serializers.DateField(**DAY)
    as_planned = OneOf(AsPlanned.choices, **WORDS)
    observations = long()
    finding = OneOf(Finding.choices, **WORDS)
    learning = long()
    groups = ListOf(child=NewGroupFindingSerializer(), required=False, max_length=MOST_GROUPS)
    no_groups_because = long()
    decision = OneOf(Decision.choices, **WORDS)
    decision_reason = long()


class FeatureSerializer(serializers.Serializer[Any]):
    """One of the four features of good tests."""

    key = serializers.CharField()
    name = serializers.CharField(source="label")
    definition = serializers.CharField()
    count = serializers.IntegerField()
    of = serializers.IntegerField()
    there = serializers.BooleanField(
        allow_null=True, help_text="Null where there is nothing to count."
    )
