"""The views for reporting: what they are, and a shape for the rows of each."""

from typing import Any

from rest_framework import serializers

from initiatives.status.reporting.contract import Column, View

FIELDS: dict[str, type[serializers.Field[Any, Any, Any, Any]]] = {
    "bigint": serializers.IntegerField,
    "integer": serializers.IntegerField,
    "double precision": serializers.FloatField,
    "text": serializers.CharField,
    "boolean": serializers.BooleanField,
    "date": serializers.DateField,
    "timestamp with time zone": serializers.DateTimeField,
}


class ReportingColumnSerializer(serializers.Serializer[Any]):
    """A column of a view."""

    name = serializers.CharField()
    type = serializers.CharField(help_text="As PostgreSQL names it.")
    about = serializers.CharField(help_text="What it means.")


class ReportingViewSerializer(serializers.Serializer[Any]):
    """A view of the reporting schema."""

    name = serializers.CharField(help_text="Its name in the schema, and in the address here.")
    about = serializers.CharField(help_text="What it holds.")
    key = serializers.ListField(
        child=serializers.CharField(), help_text="The columns that tell its rows apart, in order."
    )
    since = serializers.CharField(help_text="The column that `since` asks for; or empty.")
    filters = serializers.ListField(child=serializers.CharField())
    columns = ReportingColumnSerializer(many=True)


def field_of(column: Column, in_key: bool) -> serializers.Field[Any, Any, Any, Any]:
    """A field for a column; what is not of the key may be missing."""
    about: dict[str, Any] = {"help_text": column.about, "allow_null": not in_key}
    if column.type.endswith("[]"):
        return serializers.ListField(child=FIELDS[column.type[:-2]](), **about)
    return FIELDS[column.type](**about)


def shape_of(view: View) -> type[serializers.Serializer[Any]]:
    """The shape of the rows of a view."""
    fields: dict[str, Any] = {
        column.name: field_of(column, column.name in view.key) for column in view.columns
    }
    name = "".join(map(str.title, view.name.split("_")))
    return type(
        f"Reporting{name}Serializer", (serializers.Serializer,), {**fields, "__doc__": view.about}
    )
