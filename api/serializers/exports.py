"""Files that one asked for."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.serializers.fields import WORDS, Given
from initiatives.exports.models import Export
from initiatives.exports.tables import TABLES


class ExportSerializer(serializers.ModelSerializer[Export]):
    """A file, how far it is, and until when it is kept."""

    kind = serializers.CharField(read_only=True, help_text="list_csv or list_xlsx.")
    list = serializers.SerializerMethodField(help_text="The list that it is of.")
    query = serializers.SerializerMethodField(help_text="What it is narrowed to, and its order.")

    class Meta:
        model = Export
        fields: tuple[str, ...] = (
            *("id", "reference", "kind", "title", "list", "query", "state", "rows_done"),
            *("rows_total", "file_name", "size", "sha256", "error", "created_at", "started_at"),
            *("finished_at", "expires_at", "fetched_at", "version"),
        )
        read_only_fields = fields

    @extend_schema_field(serializers.CharField())
    def get_list(self, export: Export) -> str:
        return str(export.parameters.get("list", ""))

    @extend_schema_field(serializers.CharField())
    def get_query(self, export: Export) -> str:
        return str(export.parameters.get("query", ""))


class NewExportSerializer(Given):
    """What of which list, as the address of its page has it after the question mark."""

    kind = serializers.CharField(max_length=20, help_text="list_csv or list_xlsx.")
    list: Any = serializers.CharField(max_length=40, help_text=f"One of {', '.join(TABLES)}.")
    query = serializers.CharField(max_length=2_000, **WORDS)
