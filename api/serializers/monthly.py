"""Whether and when one gets the status once a month, and of what."""

from typing import Any

from rest_framework import serializers

from api.serializers.fields import Given, KeyField, NamedSerializer, OneOf
from initiatives.exports.choices import MonthlyDay
from initiatives.exports.queries import monthly_places

NEVER = ("", "Never")


class MonthlyMailSerializer(serializers.Serializer[Any]):
    """One's choice; `when` is empty for one who gets none."""

    when = serializers.ChoiceField(choices=[NEVER, *MonthlyDay.choices])
    day = serializers.IntegerField(allow_null=True, help_text="1 to 28, of a `when` of `day`.")
    entity = NamedSerializer(allow_null=True)
    chosen_at = serializers.DateTimeField(
        allow_null=True, help_text="What was due before is not owed."
    )
    version = serializers.IntegerField(help_text="That of one's own record, as in me/.")


class MonthlyMailChangeSerializer(Given):
    """What one may choose; what is left out stays as it is."""

    when = OneOf([NEVER, *MonthlyDay.choices], required=False, allow_blank=True)
    day = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=28)
    entity = KeyField(
        monthly_places,
        required=False,
        allow_null=True,
        help_text="Null: the highest in one's sight.",
    )
