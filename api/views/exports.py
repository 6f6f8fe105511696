"""Lists as files: asked for, made in the background when they are long, fetched."""

from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse
from rest_framework.request import Request
from rest_framework.response import Response

from api.serializers import exports as shapes
from api.versions import optional_version_in
from api.views.base import KEY, MAY_MATCH, Reads, action, extend_schema, idempotent
from initiatives.exports import queries, services
from initiatives.exports.choices import IN_MOTION, ExportState
from initiatives.exports.filters import ExportFilter
from initiatives.exports.kinds import kind_of, kinds

# The types that a file can have, as a header says them without what follows a semicolon.
TYPES = sorted({kind.content_type.partition(";")[0] for kind in kinds()})


class Exports(Reads):
    """One's own exports: the rows of a list as CSV or XLSX, as they are filtered and ordered.

    Ask for one, look at its `state` until it is `done`, then fetch the file. A short one is done
    at once. Files are only for who asked, and are deleted at `expires_at`.
    """

    serializer_class = shapes.ExportSerializer
    filter_set = ExportFilter
    files = ("file",)  # its answer is no JSON, so it has no entity tag

    def rows(self) -> QuerySet[Any]:
        return queries.exports(self.viewer)

    @extend_schema(
        request=shapes.NewExportSerializer,
        responses={201: shapes.ExportSerializer},
        parameters=[KEY],
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Ask for a file; the same that is not made yet is answered again."""
        given = self.given(shapes.NewExportSerializer)
        parameters = {"list": given["list"], "query": given.get("query", "")}
        asked = services.ask_for_export(
            actor=self.viewer, kind=given["kind"], parameters=parameters
        )
        return self.again(services.make_now(actor=self.viewer, export=asked), 201)

    @extend_schema(request=None, responses=shapes.ExportSerializer, parameters=[KEY, MAY_MATCH])
    @action(detail=True, methods=["post"])
    @idempotent
    def cancel(self, request: Request, pk: str) -> Response:
        """Call off one that is not made yet."""
        version = optional_version_in(request)
        services.cancel_export(actor=self.viewer, export=self.find(), version=version)
        return self.answer(self.find())

    @extend_schema(
        responses={
            (200, content_type): OpenApiResponse(OpenApiTypes.BINARY, "The file.")
            for content_type in TYPES
        }
    )
    @action(detail=True, methods=["get"])
    def file(self, request: Request, pk: str) -> FileResponse:
        """The file itself. That it was fetched is noted in the history."""
        found = self.find()
        content = services.fetch_export(actor=self.viewer, export=found)
        return FileResponse(
            content,
            as_attachment=True,
            filename=found.file_name,
            content_type=kind_of(found.kind).content_type,
        )

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, pk: str) -> Response:
        """End it: what is being made is called off, a file is deleted. It stays on record."""
        found = self.find()
        if found.state in IN_MOTION:
            services.cancel_export(actor=self.viewer, export=found)
        elif found.state == ExportState.DONE:
            services.delete_file(actor=self.viewer, export=found)
        return Response(status=204)
