"""Decisions that were taken."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.serializers.fields import WORDS, Given, KeyField, NamedSerializer, OneOf
from initiatives.accountability.queries import commitments
from initiatives.people.queries import people
from initiatives.portfolio.queries import initiatives
from initiatives.shortfalls.queries import shortfalls
from initiatives.status.deciding.choices import Followed, Verdict
from initiatives.status.deciding.models import ABOUT, Ruling

ONE = "A decision is about one record: an initiative, a shortfall or a commitment."


class RulingSerializer(serializers.ModelSerializer[Ruling]):
    initiative = NamedSerializer(read_only=True, allow_null=True)
    shortfall = NamedSerializer(read_only=True, allow_null=True)
    commitment = NamedSerializer(read_only=True, allow_null=True)
    follow_up = NamedSerializer(read_only=True, allow_null=True)
    decided_by = NamedSerializer(read_only=True)
    decided_at = serializers.DateTimeField(source="created_at", read_only=True)
    followed = serializers.SerializerMethodField(help_text="What came of it so far.")

    class Meta:
        model = Ruling
        fields = (
            *("id", "reference", "verdict", "initiative", "shortfall", "commitment", "words"),
            *("review_on", "follow_up", "followed", "stands", "decided_by", "decided_at"),
            "version",
        )
        read_only_fields = fields

    @extend_schema_field(serializers.ChoiceField(choices=Followed.choices))
    def get_followed(self, ruling: Any) -> str:
        return str(ruling.followed)


class NewRulingSerializer(Given):
    verdict = OneOf(Verdict.choices)
    initiative = KeyField(initiatives, required=False)
    shortfall = KeyField(shortfalls, required=False)
    commitment = KeyField(commitments, required=False)
    words = serializers.CharField(
        max_length=10_000,
        help_text="What is given or done, or why; needed but to approve.",
        **WORDS,
    )
    owner = KeyField(
        people, required=False, help_text="Who gets it, or sees to what is given or done."
    )
    due_on = serializers.DateField(
        required=False, help_text="By when: needed to fund and to unblock."
    )
    review_on = serializers.DateField(
        required=False, help_text="When it is decided again: needed to accept a risk and to defer."
    )

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        """It is about one record."""
        named = [name for name in ABOUT if name in given]
        if len(named) != 1:
            raise serializers.ValidationError(dict.fromkeys(named or ABOUT, ONE))
        given["record"] = given.pop(named[0])
        return given
