"""The matrix, its cells, decisions and history."""

from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.serializers.fields import NamedSerializer
from initiatives.history.models import Event
from initiatives.status.choices import Level, State
from initiatives.status.queries import Cell


class LinksSerializer(serializers.Serializer[Any]):
    """The lists that a cell counts, in this API."""

    initiatives = serializers.URLField()
    overdue = serializers.URLField()
    open_shortfalls = serializers.URLField()
    open_signals = serializers.URLField()
    differs = serializers.URLField()
    no_return = serializers.URLField()
    page = serializers.URLField(help_text="The cell's page, for people.")


class CellSerializer(serializers.Serializer[Any]):
    """One principle at one entity with all below it."""

    principle = serializers.IntegerField(source="principle.pk")
    entity = serializers.IntegerField(source="entity.pk")
    initiatives = serializers.IntegerField()
    overdue = serializers.IntegerField()
    open_shortfalls = serializers.IntegerField()
    open_signals = serializers.IntegerField()
    differs = serializers.IntegerField(help_text="Initiatives that say better than is shown.")
    no_return = serializers.IntegerField(help_text="Figures and reviews owed and overdue.")
    level = serializers.ChoiceField(choices=Level.choices, help_text="Level of evidence, 0 to 4.")
    left_behind = serializers.ListField(child=serializers.CharField())
    last_activity = serializers.DateTimeField(allow_null=True)
    state = serializers.ChoiceField(choices=State.choices)
    reasons = serializers.ListField(child=serializers.CharField())
    rules_version = serializers.CharField()
    links = serializers.SerializerMethodField()

    @extend_schema_field(LinksSerializer)
    def get_links(self, cell: Cell) -> dict[str, str]:
        request = self.context["request"]
        lists = {
            "initiatives": ("api:initiative-list", cell.initiatives_query),
            "overdue": ("api:commitment-list", cell.overdue_query),
            "open_shortfalls": ("api:shortfall-list", cell.shortfalls_query),
            "open_signals": ("api:signal-list", cell.signals_query),
            "differs": ("api:initiative-list", cell.differs_query),
            "no_return": ("api:commitment-list", cell.no_return_query),
            "page": ("status_cell", cell.query()),
        }
        return {
            name: request.build_absolute_uri(f"{reverse(route)}?{query}")
            for name, (route, query) in lists.items()
        }


class ColumnSerializer(NamedSerializer):
    """An entity; the first is the whole of what was asked for."""

    is_total = serializers.BooleanField()


class RowSerializer(serializers.Serializer[Any]):
    principle = NamedSerializer()
    cells = CellSerializer(many=True)


class MatrixSerializer(serializers.Serializer[Any]):
    as_of = serializers.DateTimeField()
    entity = NamedSerializer(allow_null=True)
    ancestors = NamedSerializer(many=True)
    columns = serializers.SerializerMethodField()
    rows = RowSerializer(many=True)

    @extend_schema_field(ColumnSerializer(many=True))
    def get_columns(self, matrix: Any) -> list[dict[str, Any]]:
        return [
            {"id": column.entity.pk, "name": str(column.entity), "is_total": column.is_total}
            for column in matrix.columns
        ]


class DecisionSerializer(serializers.Serializer[Any]):
    kind = serializers.CharField()
    reference = serializers.CharField(source="record.reference")
    title = serializers.CharField(source="record.title")
    sentence = serializers.CharField()
    action = serializers.CharField(source="action_label")
    why = serializers.CharField()
    since = serializers.DateField()
    url = serializers.SerializerMethodField()

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_url(self, decision: Any) -> str:
        path = reverse(decision.url_name, args=[decision.record.pk])
        return str(self.context["request"].build_absolute_uri(path))


class EventSerializer(serializers.ModelSerializer[Event]):
    actor = NamedSerializer(read_only=True, allow_null=True)
    before = serializers.DictField(read_only=True)
    after = serializers.DictField(read_only=True)
    hash = serializers.SerializerMethodField(help_text="SHA-256 in hex; see docs/history.md.")

    class Meta:
        model = Event
        fields = (
            *("id", "at", "actor", "verb", "subject_kind", "subject_id", "subject_label"),
            *("before", "after", "reason", "position", "hash"),
        )
        read_only_fields = fields

    def get_hash(self, event: Event) -> str:
        return bytes(event.hash).hex()
