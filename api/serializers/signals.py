"""Signals: what the tracker saw in the data of measures."""

from typing import Any

from rest_framework import serializers

from api.serializers.fields import NamedSerializer, PageField
from initiatives.measures.models import Signal


class SignalSerializer(serializers.ModelSerializer[Signal]):
    measure = NamedSerializer(read_only=True)
    initiative = NamedSerializer(source="measure.initiative", read_only=True)
    stratification = NamedSerializer(read_only=True, allow_null=True)
    group = NamedSerializer(source="stratum", read_only=True, allow_null=True)
    commitment = NamedSerializer(read_only=True, allow_null=True)
    shortfall = serializers.SerializerMethodField(help_text="The key of what it proposed.")
    url = PageField("signal")

    class Meta:
        model = Signal
        fields = (
            *("id", "reference", "kind", "state", "title", "words", "measure", "initiative"),
            *("stratification", "group", "begins", "ends", "rules", "commitment", "shortfall"),
            *("decided_by", "decided_at", "because", "created_at", "url", "version"),
        )
        read_only_fields = fields

    def get_shortfall(self, signal: Any) -> int | None:
        """Nothing where it proposed none."""
        found = getattr(signal, "shortfall", None)
        return found.pk if found else None
