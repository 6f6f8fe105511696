"""Monthly reviews, the scores in them, and the score that the evidence proposes."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.serializers.fields import (
    WORDS,
    Given,
    KeyField,
    NamedSerializer,
    OneOf,
    PageField,
)
from initiatives.portfolio import queries
from initiatives.portfolio.choices import SaidStatus, Side
from initiatives.portfolio.models import Review, Score
from initiatives.portfolio.rules.progress import differences
from initiatives.portfolio.rules.scale import LEVEL_OF, SCORES

STEPS = "0.5 to 5.0, in steps of 0.5."


class ReasonOfScoreSerializer(serializers.Serializer[Any]):
    """A sentence, the level that asks for it, and where it is found or added."""

    level = serializers.FloatField()
    key = serializers.CharField()
    words = serializers.CharField()
    place = serializers.CharField(
        help_text="The part of the initiative: team, measures, drivers, …"
    )
    measure = serializers.IntegerField(allow_null=True, help_text="The measure that shows it.")


class LevelSerializer(serializers.Serializer[Any]):
    """A level of the scale."""

    score = serializers.FloatField(help_text=STEPS)
    name = serializers.CharField()
    meaning = serializers.CharField()


class ProgressSerializer(serializers.Serializer[Any]):
    """The score that the evidence proposes now."""

    level = LevelSerializer()
    reasons = ReasonOfScoreSerializer(many=True, help_text="What holds, up to this level.")
    ahead = ReasonOfScoreSerializer(many=True, help_text="What is there for higher levels.")
    missing = ReasonOfScoreSerializer(many=True, help_text="What the next level still asks for.")
    following = LevelSerializer(allow_null=True)
    scale = serializers.CharField(help_text="The version of the scale.")


class ScoreSerializer(serializers.ModelSerializer[Score]):
    scored_by = NamedSerializer(read_only=True)

    class Meta:
        model = Score
        fields = ("side", "score", "because", "scored_by", "scored_at")
        read_only_fields = fields


class ReviewSerializer(serializers.ModelSerializer[Review]):
    initiative = NamedSerializer(read_only=True)
    level = serializers.SerializerMethodField(help_text="The name of the proposed level.")
    reasons = ReasonOfScoreSerializer(many=True, read_only=True)
    scores = ScoreSerializer(many=True, read_only=True)
    differences = serializers.SerializerMethodField(
        help_text="A sentence for each two scores that are one or more apart."
    )
    recorded_by = NamedSerializer(read_only=True)
    url = PageField("review")

    class Meta:
        model = Review
        fields = (
            *("id", "reference", "initiative", "month", "held_on", "said", "status", "barriers"),
            *("help_needed", "help_commitment", "decisions", "next_review_on", "proposed", "level"),
            *("reasons", "scale", "scores", "differences", "recorded_by", "created_at"),
            *("url", "version"),
        )
        read_only_fields = fields

    def get_level(self, review: Review) -> str:
        return LEVEL_OF[review.proposed].name

    @extend_schema_field({"type": "array", "items": {"type": "string"}})
    def get_differences(self, review: Review) -> list[str]:
        scores = {score.side: score.score for score in review.scores.all()}
        return differences({"proposed": review.proposed} | scores)


class ReviewChangeSerializer(Given):
    """What may be sent of a review; what is left out stays as it is."""

    held_on = serializers.DateField(required=False)
    said = OneOf(SaidStatus.choices, required=False)
    status = serializers.CharField(max_length=10_000, required=False)
    barriers = serializers.CharField(max_length=10_000, **WORDS)
    help_needed = serializers.CharField(max_length=10_000, **WORDS)
    ask_sponsor = serializers.BooleanField(
        required=False, help_text="Ask the sponsor for an answer to the help that is needed."
    )
    decisions = serializers.CharField(max_length=10_000, **WORDS)
    next_review_on = serializers.DateField(required=False, allow_null=True)


class NewReviewSerializer(ReviewChangeSerializer):
    initiative = KeyField(queries.initiatives)
    month = serializers.DateField(help_text="Any day of the month that is reviewed.")
    held_on = serializers.DateField()
    said = OneOf(SaidStatus.choices)
    status = serializers.CharField(max_length=10_000)


class NewScoreSerializer(Given):
    side = OneOf(Side.choices)
    score = serializers.FloatField(min_value=SCORES[0], max_value=SCORES[-1], help_text=STEPS)
    because = serializers.CharField(max_length=10_000)
